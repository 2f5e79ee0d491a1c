"""What the tests here may ask for: servers on databases of each sort."""

from servers import central, central_on_sqlite, database, postgres_server

__all__ = ["central", "central_on_sqlite", "database", "postgres_server"]
