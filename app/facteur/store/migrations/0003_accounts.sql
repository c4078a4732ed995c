-- Accounts: where they send, what a person decides about them, further addresses; notices.

ALTER TABLE account ADD COLUMN submission_host TEXT NOT NULL DEFAULT '';     -- '': none known
ALTER TABLE account ADD COLUMN submission_port INTEGER NOT NULL DEFAULT 465;
ALTER TABLE account ADD COLUMN submission_security TEXT NOT NULL DEFAULT 'tls';
ALTER TABLE account ADD COLUMN submission_user TEXT NOT NULL DEFAULT '';     -- '': the one that receives
ALTER TABLE account ADD COLUMN submission_sha256 TEXT NOT NULL DEFAULT '';   -- trusted by explicit choice
ALTER TABLE account ADD COLUMN provider TEXT NOT NULL DEFAULT '';            -- in resources/providers.toml
ALTER TABLE account ADD COLUMN oauth_client TEXT NOT NULL DEFAULT '';        -- the user's own client id
ALTER TABLE account ADD COLUMN colour TEXT NOT NULL DEFAULT '';              -- mail.account.COLOURS
ALTER TABLE account ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN interval_s INTEGER NOT NULL DEFAULT 0;        -- 0: as the settings say
ALTER TABLE account ADD COLUMN texts TEXT NOT NULL DEFAULT 'usual';          -- mail.account.Texts

-- Addresses beside the account's own, in the order the user gave them.
CREATE TABLE identity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    reply_to TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX identity_by_account ON identity (account_id, position);

-- What was done and what is worth knowing, until the user puts it away. Problems have their own table.
CREATE TABLE notice (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL,                    -- 0: of none; a removed account's stay
    family TEXT NOT NULL,                           -- done, information
    code TEXT NOT NULL,                             -- the window has the words
    detail TEXT NOT NULL DEFAULT '',
    count INTEGER NOT NULL DEFAULT 0,               -- messages or what the code counts
    octets INTEGER NOT NULL DEFAULT 0,
    times INTEGER NOT NULL DEFAULT 1,               -- alike ones are one row
    happened_ms INTEGER NOT NULL                    -- the last of them
) STRICT;

CREATE INDEX notice_by_account ON notice (account_id, happened_ms);

-- Kinds that the user does not want to hear of again.
CREATE TABLE notice_muted (
    account_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (account_id, code)
) STRICT, WITHOUT ROWID;
