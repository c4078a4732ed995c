-- Accounts that collect (POP): their rules, what is known of each maildrop, and what left a server.
-- Their mailboxes are local: the server knows nothing of them, uid is our own number.

ALTER TABLE account ADD COLUMN after_download TEXT NOT NULL DEFAULT 'keep';  -- mail.account.AfterDownload
ALTER TABLE account ADD COLUMN leave_days INTEGER NOT NULL DEFAULT 14;
ALTER TABLE account ADD COLUMN follow_deletion INTEGER NOT NULL DEFAULT 0;   -- deleted here: there too
ALTER TABLE account ADD COLUMN headers_over_octets INTEGER NOT NULL DEFAULT 0;  -- 0: all whole

-- Where a message of a local mailbox was before it went to the trash; 0: unknown.
ALTER TABLE message ADD COLUMN origin_mailbox_id INTEGER NOT NULL DEFAULT 0;

CREATE TABLE maildrop (
    account_id INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    session INTEGER NOT NULL DEFAULT 0,             -- complete listings so far
    session_ms INTEGER NOT NULL DEFAULT 0,          -- our wall clock at the last of them
    doubt_ms INTEGER NOT NULL DEFAULT 0,            -- our clock is doubted since then; 0: it is not
    login_ms INTEGER NOT NULL DEFAULT 0,            -- our wall clock at the last sign-in or QUIT
    login_delay_s INTEGER NOT NULL DEFAULT 0,       -- the server wants no other login so long
    only_new INTEGER NOT NULL DEFAULT 0,            -- what the first listing has is left there
    permission TEXT NOT NULL DEFAULT 'ask',         -- ask, allowed, kept (the user said: keep)
    settled INTEGER NOT NULL DEFAULT 0,             -- the pass that was agreed to is over
    usual REAL NOT NULL DEFAULT 0,                  -- messages removed in a pass, on the average
    asked_count INTEGER NOT NULL DEFAULT 0,         -- so many wait for an answer, 0: nothing does
    asked_octets INTEGER NOT NULL DEFAULT 0,
    asked_unproven INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One row for each message that a maildrop ever listed; rows are never forgotten.
CREATE TABLE pop_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    uidl BLOB NOT NULL,
    occurrence INTEGER NOT NULL,                    -- 0, 1 … of equal UIDLs; below 0: UIDL used anew
    state TEXT NOT NULL,                            -- pop.plan.State
    message_id INTEGER,                             -- our row; NULL once it was deleted here for good
    sha256 BLOB,                                    -- of the whole message as received
    size_octets INTEGER NOT NULL DEFAULT 0,         -- as received
    listed_octets INTEGER NOT NULL DEFAULT 0,       -- as the server says: a hint
    header_message_id TEXT NOT NULL DEFAULT '',
    stored_ms INTEGER NOT NULL DEFAULT 0,           -- our own clock: what "N days" counts from
    stored_session INTEGER NOT NULL DEFAULT 0,
    proven_ms INTEGER NOT NULL DEFAULT 0,           -- read back and found equal; 0: not yet
    kept INTEGER NOT NULL DEFAULT 0,                -- the user wants it to stay on the server
    deleted_ms INTEGER NOT NULL DEFAULT 0,          -- the user deleted it here for good
    absent INTEGER NOT NULL DEFAULT 0,              -- complete listings in a row without it
    tries INTEGER NOT NULL DEFAULT 0,               -- refused fetches, or removals in vain
    server_text TEXT NOT NULL DEFAULT '',
    UNIQUE (account_id, uidl, occurrence)
) STRICT;

CREATE INDEX pop_item_by_message ON pop_item (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX pop_item_by_sha256 ON pop_item (account_id, sha256) WHERE sha256 IS NOT NULL;

-- One row a DELE, written before it is sent. It outlives message, item and account.
CREATE TABLE ledger (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sent_ms INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    address TEXT NOT NULL,
    reason TEXT NOT NULL,                           -- delete, days, deleted-here
    uidl BLOB NOT NULL,
    occurrence INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    size_octets INTEGER NOT NULL,
    proven_ms INTEGER NOT NULL,
    message_id INTEGER,                             -- our row then
    subject TEXT NOT NULL,
    sender TEXT NOT NULL,
    outcome TEXT NOT NULL DEFAULT 'sent',           -- sent, agreed, gone, refused, stayed
    settled_ms INTEGER NOT NULL DEFAULT 0           -- when the outcome was known
) STRICT;

CREATE INDEX ledger_by_uidl ON ledger (account_id, uidl, occurrence);
CREATE INDEX pop_item_unproven ON pop_item (account_id) WHERE state = 'stored' AND proven_ms = 0;
CREATE INDEX pop_item_by_session ON pop_item (account_id, stored_session) WHERE state = 'stored';

-- What the user deleted for good, until content.sqlite has let go of it too. Outlives the account.
CREATE TABLE erased (
    account_id INTEGER NOT NULL,
    sha256 BLOB NOT NULL,                           -- of a whole message; x'': all of a removed account
    PRIMARY KEY (account_id, sha256)
) STRICT, WITHOUT ROWID;

-- Backups that were made and read back without difference.
CREATE TABLE backup (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made_ms INTEGER NOT NULL,
    path TEXT NOT NULL,
    messages INTEGER NOT NULL,
    octets INTEGER NOT NULL,
    left_out INTEGER NOT NULL                       -- messages that were not wholly here
) STRICT;
