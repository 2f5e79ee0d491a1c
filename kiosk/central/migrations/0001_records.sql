-- One row for each record, its text as it is signed. The same for SQLite and PostgreSQL.
CREATE TABLE record (
  device TEXT NOT NULL,
  log TEXT NOT NULL,
  seq BIGINT NOT NULL,
  kind TEXT NOT NULL,
  poll TEXT NOT NULL, -- of a closing or publishing, else empty
  digest TEXT NOT NULL,
  received BIGINT NOT NULL, -- seconds since 1970, UTC, by the server's clock
  body TEXT NOT NULL,
  PRIMARY KEY (device, log, seq)
);
-- However often and wherever it arrives: a poll is closed once and published once.
CREATE UNIQUE INDEX record_once ON record (device, log, kind, poll) WHERE poll <> '';
CREATE INDEX record_kind ON record (kind, received);
