-- Accounts, mailboxes, messages, what is covered, what waits, what is wrong.
-- Times are INTEGER milliseconds since the UTC epoch. Keys are never reused.

CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL DEFAULT 0,            -- order in the sidebar
    protocol TEXT NOT NULL DEFAULT 'imap',
    address TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    security TEXT NOT NULL,                         -- mail.account.Security
    user TEXT NOT NULL,
    secret_kind TEXT NOT NULL,                      -- mail.account.SecretKind
    password_command TEXT NOT NULL DEFAULT '',
    certificate_sha256 TEXT NOT NULL DEFAULT '',    -- trusted by explicit choice, hex
    capabilities TEXT NOT NULL DEFAULT '',          -- last seen, blank-separated: a hint
    connection_limit INTEGER NOT NULL DEFAULT 0,    -- learned; 0: none known
    created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE mailbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name BLOB NOT NULL,                             -- wire bytes as the server sent them
    path TEXT NOT NULL,                             -- decoded, for people
    delimiter TEXT NOT NULL DEFAULT '',
    special_use TEXT NOT NULL DEFAULT '',           -- mail.mailbox.SpecialUse
    attributes INTEGER NOT NULL DEFAULT 0,          -- bits of mail.mailbox.Attributes
    uidvalidity INTEGER NOT NULL DEFAULT 0,         -- 0: never selected
    -- the sync token (1-imap.md 1.5): replaced only together with the changes that led to it
    uidnext INTEGER NOT NULL DEFAULT 0,
    highestmodseq INTEGER NOT NULL DEFAULT 0,       -- 0: no usable token
    exists_count INTEGER NOT NULL DEFAULT 0,
    pending_modseq INTEGER NOT NULL DEFAULT 0,      -- HIGHESTMODSEQ when the backfill began
    skeleton_done INTEGER NOT NULL DEFAULT 0,       -- a row for every message
    headers_done INTEGER NOT NULL DEFAULT 0,        -- and its headers
    status_messages INTEGER NOT NULL DEFAULT 0,     -- the server's own counts (STATUS)
    status_unseen INTEGER NOT NULL DEFAULT 0,
    messages INTEGER NOT NULL DEFAULT 0,            -- our rows, kept by every transaction
    unseen INTEGER NOT NULL DEFAULT 0,              -- orphans are not counted
    without_headers INTEGER NOT NULL DEFAULT 0,     -- rows whose headers are not here yet
    checked_ms INTEGER NOT NULL DEFAULT 0,
    suspect_ms INTEGER NOT NULL DEFAULT 0,          -- a mass vanish is being checked since then
    absent INTEGER NOT NULL DEFAULT 0,              -- complete listings in a row without it
    UNIQUE (account_id, name)
) STRICT;

-- Small and hot: one narrow row a message, there before its headers are.
CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
    uid INTEGER,                                    -- NULL: orphan of an old UIDVALIDITY
    flags INTEGER NOT NULL DEFAULT 0,               -- bits of mail.flags.Flags, as shown
    received_ms INTEGER NOT NULL DEFAULT 0,         -- INTERNALDATE
    state INTEGER NOT NULL DEFAULT 0,               -- 0 no headers, 1 headers, 2 server has none
    has_attachment INTEGER NOT NULL DEFAULT 0,      -- a guess until the structure is known
    waiting INTEGER NOT NULL DEFAULT 0,             -- operations that name this message
    UNIQUE (mailbox_id, uid)
) STRICT;

CREATE INDEX message_by_date ON message (mailbox_id, received_ms, id);
-- The filters of a list, as small as what they find.
CREATE INDEX message_by_date_unseen ON message (mailbox_id, received_ms, id) WHERE flags & 1 = 0;
CREATE INDEX message_by_date_flagged ON message (mailbox_id, received_ms, id) WHERE flags & 4 <> 0;
CREATE INDEX message_by_date_attached ON message (mailbox_id, received_ms, id)
WHERE has_attachment <> 0;
-- Rows whose headers are still to come, for the backfill.
CREATE INDEX message_by_uid_bare ON message (mailbox_id, uid) WHERE state = 0;

CREATE TABLE header (
    message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
    size_octets INTEGER NOT NULL,
    sent_ms INTEGER,
    sender_name TEXT NOT NULL,
    sender_address TEXT NOT NULL,
    recipients TEXT NOT NULL,                       -- To and Cc as people read them
    subject TEXT NOT NULL,
    header_message_id TEXT NOT NULL,                -- Message-ID without brackets, "" if absent
    in_reply_to TEXT NOT NULL,
    reference_ids TEXT NOT NULL,                    -- blank-separated
    list_id TEXT NOT NULL,
    snippet TEXT NOT NULL DEFAULT '',
    sender_sort TEXT,                               -- folded, where the plain text would not do
    subject_sort TEXT                               -- and without reply prefixes
) STRICT;

CREATE TABLE keyword (
    message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    keyword TEXT NOT NULL,
    PRIMARY KEY (message_id, keyword)
) STRICT, WITHOUT ROWID;

-- Which UIDs a layer has dealt with, so that a backfill goes on where a kill left it.
CREATE TABLE covered (
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
    layer INTEGER NOT NULL,                         -- 1 skeleton, 2 headers, 3 texts
    low_uid INTEGER NOT NULL,
    high_uid INTEGER NOT NULL,                      -- inclusive
    PRIMARY KEY (mailbox_id, layer, low_uid)
) STRICT, WITHOUT ROWID;

-- What the user asked for and the server does not have yet.
CREATE TABLE operation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    mailbox_id INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
    message_id INTEGER REFERENCES message (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,                             -- flags; later ones: move, copy, append …
    uidvalidity INTEGER NOT NULL,                   -- the uid means nothing without it
    uid INTEGER NOT NULL,
    add_flags INTEGER NOT NULL DEFAULT 0,
    remove_flags INTEGER NOT NULL DEFAULT 0,
    add_keywords TEXT NOT NULL DEFAULT '',          -- blank-separated
    remove_keywords TEXT NOT NULL DEFAULT '',
    base_flags INTEGER NOT NULL DEFAULT 0,          -- the server's own, without what waits
    base_keywords TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'queued',           -- queued, inflight, parked, failed
    tries INTEGER NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL,
    code TEXT NOT NULL DEFAULT '',                  -- of the last failure
    server_text TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX operation_by_message ON operation (message_id);
CREATE INDEX operation_by_account ON operation (account_id, id);

CREATE TABLE problem (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER REFERENCES account (id) ON DELETE CASCADE,
    mailbox_id INTEGER REFERENCES mailbox (id) ON DELETE CASCADE,
    family TEXT NOT NULL,
    code TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '',
    server_text TEXT NOT NULL DEFAULT '',
    retry_at_ms INTEGER NOT NULL DEFAULT 0,
    raised_ms INTEGER NOT NULL
) STRICT;

-- A message ready to show: cleaned once, by a worker of the engine.
CREATE TABLE body (
    message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,                       -- of the cleaning; an older one is redone
    html TEXT NOT NULL,                             -- cleaned fragment, never a document
    text TEXT NOT NULL,
    is_html INTEGER NOT NULL,                       -- whether the sender wrote HTML
    sets_colours INTEGER NOT NULL,
    card TEXT NOT NULL,                             -- header card as JSON (store.rows.Card)
    remote TEXT NOT NULL,                           -- blocked references, one a line
    defects TEXT NOT NULL,                          -- code<TAB>detail, one a line
    cut INTEGER NOT NULL DEFAULT 0,                 -- more of the text is on the server
    stored_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE part (
    message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    section TEXT NOT NULL,                          -- RFC 9051 §6.4.5; "" the whole message, "HEADER" its header
    position INTEGER NOT NULL,                      -- order in the message
    content_type TEXT NOT NULL,
    encoding TEXT NOT NULL,                         -- content-transfer-encoding, lower case
    name TEXT NOT NULL,                             -- as sent, decoded, for people
    safe_name TEXT NOT NULL,
    size_octets INTEGER NOT NULL,                   -- decoded; an estimate before it is here
    shown INTEGER NOT NULL,                         -- part of the body, not an attachment
    content_id TEXT NOT NULL,
    sha256 BLOB,                                    -- where the still-encoded bytes lie; NULL: on the server
    fetched_octets INTEGER NOT NULL DEFAULT 0,      -- resume point of a broken fetch
    PRIMARY KEY (message_id, section)
) STRICT, WITHOUT ROWID;

CREATE INDEX part_by_sha256 ON part (sha256) WHERE sha256 IS NOT NULL;

-- Kept from the first day; rowid is message.id.
CREATE VIRTUAL TABLE search USING fts5 (
    sender, recipients, subject, body,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2"
);
