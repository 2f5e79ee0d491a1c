"""Merkle trees as in RFC 6962, section 2.1: one root over many leaves, and the way up."""

import hashlib
from collections.abc import Sequence

LEAF, NODE = b"\x00", b"\x01"


def leaf_hash(leaf: bytes) -> bytes:
    """The digest of a leaf, which can never be that of a node."""
    return hashlib.sha256(LEAF + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The digest of two subtrees."""
    return hashlib.sha256(NODE + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over the leaves in their order; over none it is SHA-256 of nothing."""
    if not leaves:
        return hashlib.sha256().digest()
    level = [leaf_hash(leaf) for leaf in leaves]
    while len(level) > 1:
        level = _above(level)
    return level[0]


def inclusion_path(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The digests that lead from the leaf at ``index`` up to the root, lowest first."""
    if not 0 <= index < len(leaves):
        raise IndexError("there is no such leaf")
    level = [leaf_hash(leaf) for leaf in leaves]
    path = []
    while len(level) > 1:
        neighbour = index ^ 1
        if neighbour < len(level):
            path.append(level[neighbour])
        level, index = _above(level), index // 2
    return tuple(path)


def verify_inclusion(
    leaf: bytes, *, index: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Whether the path leads from the leaf at ``index`` of ``size`` leaves to this root."""
    if not 0 <= index < size:
        return False
    here, last, rest = leaf_hash(leaf), size - 1, list(path)
    while last:
        if index % 2 or index < last:
            if not rest:
                return False
            neighbour = rest.pop(0)
            here = node_hash(neighbour, here) if index % 2 else node_hash(here, neighbour)
        index, last = index // 2, last // 2
    return not rest and here == root


def _above(level: list[bytes]) -> list[bytes]:
    # A last digest without a neighbour moves up as it is: the same tree as RFC 6962's recursive
    # split at the largest power of two below the size.
    above = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
    return above + level[len(level) - len(level) % 2 :]
