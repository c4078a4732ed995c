"""The words of the trade: frozen values and pure functions, no I/O.

Names follow the field (mailbox, uid, flag, keyword, envelope, body structure, special use); what
people read may differ. Rows of which there are many, and what every start of the window reads, are
NamedTuples (see `facteur.ui`). `keys` are our own row numbers, everything called `uid` is the
server's.
`serverreplies` says what a server of any protocol means when it refuses.
"""
