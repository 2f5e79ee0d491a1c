"""The Merkle tree is that of RFC 6962: same roots, same paths, and no path proves a stranger."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.proof import merkle

LEAVES = tuple(
    bytes.fromhex(leaf)
    for leaf in [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
)
# The test tree that implementations of Certificate Transparency share.
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)

boxes = st.lists(st.binary(max_size=6), min_size=1, max_size=40)


def slow_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, to the letter."""
    size = len(leaves)
    if size == 0:
        return hashlib.sha256(b"").digest()
    if size == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = split_of(size)
    both = slow_root(leaves[:split]) + slow_root(leaves[split:])
    return hashlib.sha256(b"\x01" + both).digest()


def slow_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 6962, section 2.1.1, to the letter."""
    size = len(leaves)
    if size == 1:
        return []
    split = split_of(size)
    if index < split:
        return [*slow_path(index, leaves[:split]), slow_root(leaves[split:])]
    return [*slow_path(index - split, leaves[split:]), slow_root(leaves[:split])]


def split_of(size: int) -> int:
    """The largest power of two below the size."""
    split = 1
    while split * 2 < size:
        split *= 2
    return split


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_the_published_ones(size):
    assert merkle.root(LEAVES[:size]).hex() == ROOTS[size]


@given(boxes)
@settings(max_examples=100, deadline=None)
def test_roots_and_paths_are_those_of_the_definition(leaves):
    assert merkle.root(leaves) == slow_root(leaves)
    for index in range(len(leaves)):
        assert list(merkle.inclusion_path(leaves, index)) == slow_path(index, leaves)


@given(boxes, st.data())
@settings(max_examples=100, deadline=None)
def test_every_leaf_is_inside_and_a_changed_one_is_not(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = merkle.inclusion_path(leaves, index)
    root = merkle.root(leaves)

    def holds(leaf: bytes, **changed: object) -> bool:
        claim = {"index": index, "size": len(leaves), "path": path, "root": root} | changed
        return merkle.verify_inclusion(leaf, **claim)

    assert holds(leaves[index])
    assert not holds(leaves[index] + b"x")
    assert not holds(leaves[index], root=hashlib.sha256(root).digest())
    assert not holds(leaves[index], path=(*path, root))
    assert not holds(leaves[index], index=len(leaves))
    assert not holds(leaves[index], index=-1)
    if path:
        assert not holds(leaves[index], path=path[:-1])
        assert not holds(leaves[index], path=(hashlib.sha256(path[0]).digest(), *path[1:]))


def test_there_is_no_path_to_a_leaf_that_is_not_there():
    with pytest.raises(IndexError):
        merkle.inclusion_path(LEAVES, len(LEAVES))
