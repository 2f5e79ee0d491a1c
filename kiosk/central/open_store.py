"""From the address of a database to the store in it."""

import importlib
from pathlib import Path

from kiosk.central.schema import DatabaseNotUsable
from kiosk.central.store import Store
from kiosk.central.store_sqlite import open_sqlite

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")


async def open_store(address: str) -> Store:
    """The store at ``sqlite:///PATH`` or ``postgresql://...``; raises DatabaseNotUsable."""
    if address.startswith(SQLITE) and len(address) > len(SQLITE):
        return await open_sqlite(Path(address.removeprefix(SQLITE)))
    if address.startswith(POSTGRES):
        return await _open_postgres(address)
    raise DatabaseNotUsable(
        "This is no database address. Write sqlite:///FILE or postgresql://USER@HOST/NAME."
    )


async def _open_postgres(address: str) -> Store:
    # By name, because a server with SQLite does not need the driver installed.
    try:
        module = importlib.import_module("kiosk.central.store_postgres")
    except ModuleNotFoundError as missing:
        raise DatabaseNotUsable(
            "PostgreSQL needs one more part. Run: pip install 'assembly-kiosk[postgres]'."
        ) from missing
    store: Store = await module.open_postgres(address)
    return store
