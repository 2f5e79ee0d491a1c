-- Older kiosks kept other parts of names than those that are searched: the next start keeps them anew.
DELETE FROM name_part;
