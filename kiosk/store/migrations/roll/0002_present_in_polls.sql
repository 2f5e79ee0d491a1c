-- The number of the newest poll under way when a member last left; 0: none was.
ALTER TABLE member ADD COLUMN left_during INTEGER NOT NULL DEFAULT 0;

-- Polls in the order of their opening, from 1; 0: never opened.
ALTER TABLE poll ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;

UPDATE poll SET opened = 1 WHERE state IN ('open', 'paused');
