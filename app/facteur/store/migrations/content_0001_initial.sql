-- Raw bytes by SHA-256, in chunks, compressed. Committed before the row that names them.

CREATE TABLE blob (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 BLOB NOT NULL UNIQUE,
    size_octets INTEGER NOT NULL,
    stored_ms INTEGER NOT NULL
) STRICT;

-- Without an index, so that a damaged page hides as little as can be; no foreign key for that.
CREATE TABLE chunk (
    id INTEGER PRIMARY KEY,                         -- blob.id * 2^20 + place of the chunk
    size_octets INTEGER NOT NULL,                   -- before compression
    data BLOB NOT NULL                              -- zstandard
) STRICT;

-- A part that is being fetched: pieces wait here until the whole is here and hashed.
CREATE TABLE partial (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mailbox_key INTEGER NOT NULL,
    uidvalidity INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    section TEXT NOT NULL,
    position INTEGER NOT NULL,                      -- octet offset of this piece
    size_octets INTEGER NOT NULL,
    data BLOB NOT NULL,                             -- zstandard
    UNIQUE (mailbox_key, uidvalidity, uid, section, position)
) STRICT;
