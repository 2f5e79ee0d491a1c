-- What happens to a poll can happen again: it is opened, its lot drawn twice, its cards counted.
DROP INDEX record_once;
CREATE UNIQUE INDEX record_once ON record (device, log, kind, poll) WHERE poll <> '' AND kind <> 'event';
