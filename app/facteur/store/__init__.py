"""The store: two SQLite files in the profile, one writer, many readers. Design note.

    mail.sqlite     account ─┬─ mailbox ─┬─ message ─┬─ header      what a list shows
                             │           │           ├─ keyword     beside the bits in message.flags
                             │           │           ├─ body, part  an opened message
                             │           │           ├─ search      full text, rowid = message.id
                             │           │           └─ operation   not on the server yet
                             │           └─ covered                 what the backfill has dealt with
                             └─ problem
    content.sqlite  blob ── chunk     raw parts by SHA-256, compressed, checked on reading
                    partial           pieces of a part that is still being fetched

One writer. The engine holds the profile (`lock`) and writes on one thread for each file
(`writer`); a function given to `database.Store.write` is one transaction, urgent ones go first.
What it changed is collected (`changes`) and told after the commit. Everybody else reads through
`reader.Reader`, on connections that SQLite itself keeps from writing; readers see the last commit
and never wait for the writer.

Order of the two files. Content is committed first, the row that names it second: a crash between
the two leaves a blob that nobody names (collected later), never a name without a blob. A blob that
went bad is named by `ContentDamaged`, forgotten, and fetched again. Its pages are not freed then,
and the file is looked at as a whole: one whose structure is broken would break more of itself with
every write (seen: two owners of a page), so it is moved aside while the engine runs, and what can
be read of it is copied into a new one.

Bulk rows travel as one JSONB value a statement (`INSERT … SELECT … FROM jsonb_each`). Measured
against executemany and rows of VALUES (20,000 rows of message, header and index, 2 cores): 9 µs a
row alone, as fast as the others; beside a second busy Python thread 33 to 39 µs, where executemany
takes 50 to 105, because SQLite works through a thousand rows without wanting the interpreter lock
back after each. With sort texts, counts, flags and partial indexes a row of headers costs 18 to
20 µs, one of the skeleton 3.5 µs; 1,000,000 skeleton rows are 80 MB, their first 50 keys 0.6 ms,
all of them 200 ms. Where a batch is joined to `message` it says CROSS JOIN: left to itself, the
planner walks the whole mailbox for every row of the batch.

Truth and wish. `message.flags` is what is shown: the server's flags with the user's waiting changes
over them. The server's own lie in `operation.base_flags` while anything waits, so that a change
can be taken back. The counts of a mailbox are kept by every transaction and are exact.

A broken file is moved aside, never deleted (`recovery`): mail comes again from the server, the
accounts from `accounts.json`.
"""
