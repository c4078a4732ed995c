"""The words of the trade: frozen values and pure functions, no I/O.

Names follow the field (mailbox, uid, flag, keyword, envelope, body structure, special use); what
people read may differ. `keys` are our own row numbers, everything called `uid` is the server's.
"""
