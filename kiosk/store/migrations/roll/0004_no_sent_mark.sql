-- What central has is asked from it; no record notes it any more.
ALTER TABLE record DROP COLUMN sent;
