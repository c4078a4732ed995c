-- Whole messages of which this may be the only copy: no blob named here is ever collected, and
-- should mail.sqlite be lost, their rows are made again from here.

CREATE TABLE whole (
    account_key INTEGER NOT NULL,
    address TEXT NOT NULL,                          -- of the account, should keys begin anew
    uidl BLOB NOT NULL,                             -- "" for what never was in a maildrop
    occurrence INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    received_ms INTEGER NOT NULL,
    stored_ms INTEGER NOT NULL,
    PRIMARY KEY (account_key, uidl, occurrence, sha256)
) STRICT, WITHOUT ROWID;

CREATE INDEX whole_by_sha256 ON whole (sha256);

-- When tidying first saw this piece, by the clock of the engine; 0: not yet.
ALTER TABLE partial ADD COLUMN seen_ms INTEGER NOT NULL DEFAULT 0;
