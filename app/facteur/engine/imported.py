"""Where and how an imported message lies, noted beside its bytes, for who makes its row again.

An import that is killed between its two commits would else leave messages in the inbox which the
next try brings once more, into their own folder. It stands in the place of the occurrence that
only collected messages have, see store.content.Whole; 0 says nothing.
"""

import zlib

from facteur.mail.flags import Flags
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import SpecialUse
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.transaction import Transaction
from facteur.store.write import local

_FLAG_BITS = 8


def hint(path: str, flags: Flags) -> int:
    """Return what is noted. The path goes by its checksum: keys begin anew with mail.sqlite."""
    return zlib.crc32(path.encode("utf-8", "surrogatepass")) << _FLAG_BITS | int(flags)


def flags_of(noted: int) -> int:
    """Return the flags that were noted."""
    return noted & ((1 << _FLAG_BITS) - 1)


def place_of(tx: Transaction, account: AccountKey, noted: int) -> MailboxKey:
    """Return the mailbox that was noted, else the inbox; what came back is no matter for trash."""
    inbox = local.ensure(tx, account)
    for one in read_mailboxes.mailboxes(tx, account):
        is_it = hint(one.path, Flags(flags_of(noted))) == noted
        if is_it and one.special_use is not SpecialUse.TRASH:
            return one.key
    return inbox
