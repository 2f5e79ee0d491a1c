-- Fixed-size bodies, random keys, rows made ahead: where a row lies says nothing of when it was filled.
CREATE TABLE poll (
  id TEXT PRIMARY KEY,
  salt BLOB NOT NULL,
  body_size INTEGER NOT NULL,
  taking INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE card (
  key BLOB PRIMARY KEY,
  body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE spent (
  key BLOB PRIMARY KEY,
  poll TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ballot (
  key BLOB PRIMARY KEY,
  poll TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT, WITHOUT ROWID;
