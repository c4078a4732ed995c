"""The practice mailbox: a small mail server on this computer, as a process of its own.

`facteur --demo` starts it; the real engine collects from it. `samples` makes the letters from
resources/practice, `maildrops` holds them in memory, the only truth; `imapserver`, `popserver` and
`sink` let mail programs in through twisted.mail; `process` joins them and answers the window;
`home` is the temporary profile, which only the process that shows the window uses.

Why twisted.mail: it is kept, speaks all three protocols, and its grammar, tags, literals and states
of IMAP and POP3 are right. Tried against our engine and IMAPClient, five things were not, and are
ours here: BODYSTRUCTURE and sections of multipart messages (`structure` reads them from the bytes;
partial fetches were ignored); SELECT without UIDNEXT and PERMANENTFLAGS; what another connection
changed (twisted.mail leaves sequence numbers and EXPUNGE to the mailbox: `imapview` keeps a view
for each connection and tells at NOOP and in IDLE); the keys of SEARCH that look for text and dates
(`imapsearch`); and the dots of POP3, which it forgets where a chunk ends. CONDSTORE is not there:
the engine compares flags, which these few messages bear. Twisted has types for half of this; what
it leaves open is excused at the head of the modules that subclass it.
"""
