"""A central server for the tests, on SQLite and on a PostgreSQL cluster of their own."""

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from aiohttp.test_utils import TestClient, TestServer

from kiosk.central.central_app import central_app
from kiosk.central.open_store import open_store
from kiosk.central.site import Site
from kiosk.presentation.phrases import Catalogues
from kiosk.shipped import web_folder

SERVANT = "postgres"  # initdb refuses to run as root


def _program(name: str) -> Path:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / name).exists():
            return folder / name
    found = shutil.which(name)
    if not found:
        pytest.skip(f"PostgreSQL is not installed: {name} is missing")
    return Path(found)


def _as_servant() -> list[str]:
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        pytest.skip("PostgreSQL refuses to run as root and setpriv is not installed")
    user = SERVANT if _exists(SERVANT) else "nobody"
    return ["setpriv", f"--reuid={user}", f"--regid={_group(user)}", "--clear-groups"]


def _exists(user: str) -> bool:
    return subprocess.run(["id", user], capture_output=True, check=False).returncode == 0


def _group(user: str) -> str:
    return subprocess.run(
        ["id", "-gn", user], capture_output=True, check=True, text=True
    ).stdout.strip()


def _run(command: list[str | Path], folder: Path) -> None:
    done = subprocess.run(
        [*_as_servant(), *map(str, command)],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        text=True,
        timeout=60,
    )
    if done.returncode:
        pytest.skip(f"PostgreSQL does not start here: {done.stderr.strip()[-200:]}")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of an empty cluster that lives as long as the tests."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    # A short path, because a socket's name has room for a hundred letters only.
    folder = Path(tempfile.mkdtemp(prefix="kiosk-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, SERVANT if _exists(SERVANT) else "nobody")
        data = folder / "data"
        _run([initdb, "-D", data, "-U", "kiosk", "-A", "trust", "-N", "--no-locale"], folder)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off"
        _run([pg_ctl, "-D", data, "-o", options, "-w", "-l", folder / "log", "start"], folder)
        try:
            yield f"postgresql://kiosk@127.0.0.1:{port}"
        finally:
            _run([pg_ctl, "-D", data, "-m", "immediate", "-w", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each sort."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'central.sqlite'}"
    server = request.getfixturevalue("postgres_server")
    name = f"test_{uuid.uuid4().hex}"
    connection = await asyncpg.connect(f"{server}/postgres")
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    return f"{server}/{name}"


@asynccontextmanager
async def central_at(address: str) -> AsyncIterator[TestClient[Any, Any]]:
    """The server on that database, as long as the block lasts."""
    files = web_folder()
    site = Site(
        store=await open_store(address),
        catalogues=Catalogues(files / "locale"),
        templates=files / "templates" / "central",
        clock=lambda: 1_800_000_000,
    )
    async with TestClient(TestServer(central_app(site, files / "styles"))) as client:
        yield client


@pytest.fixture
async def central(database: str) -> AsyncIterator[TestClient[Any, Any]]:
    """The server on an empty database of each sort."""
    async with central_at(database) as client:
        yield client


@pytest.fixture
async def central_on_sqlite(tmp_path: Path) -> AsyncIterator[TestClient[Any, Any]]:
    """The server on an empty SQLite file, where the database makes no difference."""
    async with central_at(f"sqlite:///{tmp_path / 'central.sqlite'}") as client:
        yield client
