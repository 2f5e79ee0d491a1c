-- A sealed poll keeps the digest of its key, never the key. Empty: the poll is not sealed.
ALTER TABLE poll ADD COLUMN key_digest BLOB NOT NULL DEFAULT x'';
