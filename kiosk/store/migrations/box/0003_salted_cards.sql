-- One row where cards are kept by salted, slow digests. None: cards of an older kiosk lie here.
CREATE TABLE card_salt (
  salt BLOB NOT NULL
) STRICT;
