"""Collecting from a maildrop (POP3), so that no message is ever lost or had twice.

One session at a time: `collect` opens it, compares the listing with what is known (`plan`, pure),
fetches in batches, and takes away what may go. A batch goes through these steps in this order, and
a kill between any two of them costs a repetition, never a message:

1. the bytes are received, hashed on the way, and committed to content.sqlite together with a note
   that this may be the only copy (`whole`);
2. the row, the item and the name of the bytes are committed to mail.sqlite;
3. the bytes are read back from the database file and compared: length and SHA-256 (`proof`);
4. the proof, the ledger's row and `dele_sent` are committed;
5. the DELE is sent; 6. QUIT is answered: `quit_ok`; 7. the next listing lacks it: `gone`.

Between 1 and 2 the message is known to content.sqlite alone: `adoption` finds it there at the next
start, as it finds all of them when mail.sqlite was lost.

A UIDL is no reason to remove a message where it may name another one by now: after a removal that
the server said it had done, after a listing that lacked it, and where several once had it. Then TOP
must show the same Message-ID first (`rematch`). What breaks the line comes last the next time, in a
session of its own, so that it undoes nobody's removal and holds up no other message.

What may go is decided by `removal` (has the user agreed? is it more than usual?), by `plan.due`
(the rule, the pin, the trash) and by `clockdoubt` (may our clock be believed?). Items are never
forgotten: a listing that is empty or short proves nothing.

Between 5 and 6 the user may still change their mind: who says no, pins a message or takes it out of
the trash has the line dropped before QUIT, and the pass begins anew. What the server refuses three
times, a message or its removal, is left alone and told until the user says: again, or never.

A deviation from the notes on POP3: a session is not ended after 200 messages whatever the size of
the maildrop, but after a quarter of it where that is more, because each session lists all of it. A
cut costs no message twice: what came is kept, and only its DELE is sent again.
"""
