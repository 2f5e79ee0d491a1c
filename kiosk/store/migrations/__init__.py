"""The numbered changes of the two files; a merged one is never edited."""
