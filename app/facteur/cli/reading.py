"""What people call accounts, folders and messages, found in the store."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facteur.base.errors import UsageError
from facteur.mail.account import Account
from facteur.mail.flags import to_names
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.mail.mailbox import Mailbox
from facteur.mail.message import MessageRow
from facteur.store.query import Source
from facteur.store.read import accounts, mailboxes, messages

PAGE = 500  # rows read at a time


def account(source: Source, address: str) -> Account:
    """Return the account with this address.

    Raises UsageError `no-account`, `account-unknown`, `account-ambiguous`.
    """
    known = accounts.accounts(source)
    if not known:
        raise UsageError("no-account")
    folded = address.casefold()
    found = [one for one in known if one.settings.address.casefold() == folded]
    if not found:
        raise UsageError("account-unknown", detail=address)
    if len(found) > 1:
        raise UsageError("account-ambiguous", detail=address)
    return found[0]


def local_account(source: Source, address: str) -> Account:
    """Return the account that has folders on this computer; "" where there is only one.

    Raises UsageError as `account` does, `account-not-pop`, and `say-which-account`.
    """
    if address:
        found = account(source, address)
        if not found.settings.protocol.keeps_here:
            raise UsageError("account-not-pop", detail=address)
        return found
    known = [one for one in accounts.accounts(source) if one.settings.protocol.keeps_here]
    if len(known) != 1:
        raise UsageError("say-which-account" if known else "no-local-account")
    return known[0]


def account_key(source: Source, address: str) -> AccountKey | None:
    """Return the key of the account, None for "" which means all of them."""
    return account(source, address).key if address else None


def find_mailbox(source: Source, path: str, address: str) -> Mailbox | None:
    """Return the folder with this path or special use, None when there is none (yet).

    Raises UsageError as `account` does, and `mailbox-ambiguous`.
    """
    among = [account(source, address)] if address else accounts.accounts(source)
    if not among:
        raise UsageError("no-account")
    found = [
        mailbox for one in among if (mailbox := mailboxes.find(source, one.key, path)) is not None
    ]
    if len(found) > 1:
        raise UsageError("mailbox-ambiguous", detail=path)
    return found[0] if found else None


def mailbox(source: Source, path: str, address: str) -> Mailbox:
    """Return the folder. Raises UsageError, `mailbox-unknown` too."""
    found = find_mailbox(source, path, address)
    if found is None:
        raise UsageError("mailbox-unknown", detail=path)
    return found


def message(source: Source, key: int) -> MessageRow:
    """Return the row of a message. Raises UsageError `message-unknown`."""
    row = messages.row(source, MessageKey(key))
    if row is None:
        raise UsageError("message-unknown", detail=str(key))
    return row


def rows(source: Source, keys: Sequence[int]) -> Iterator[MessageRow]:
    """Yield the rows of the keys in their order; those that went meanwhile are left out."""
    for start in range(0, len(keys), PAGE):
        page = [MessageKey(key) for key in keys[start : start + PAGE]]
        found = messages.rows(source, page)
        yield from (found[key] for key in page if key in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The names of accounts and folders by key."""

    accounts: dict[AccountKey, str]
    mailboxes: dict[MailboxKey, Mailbox]

    def path(self, key: MailboxKey | None) -> str | None:
        """Return the path of a folder, None when it is none or has gone."""
        found = self.mailboxes.get(key) if key is not None else None
        return None if found is None else found.path

    def address(self, key: AccountKey | None) -> str | None:
        """Return the address of an account, None when it is none or has gone."""
        return self.accounts.get(key) if key is not None else None

    def account_of(self, key: MailboxKey) -> str | None:
        """Return the address of the account that a folder belongs to."""
        found = self.mailboxes.get(key)
        return None if found is None else self.address(found.account)


def places(source: Source) -> Places:
    """Return the names as they are now."""
    return Places(
        accounts={one.key: one.settings.address for one in accounts.accounts(source)},
        mailboxes={one.key: one for one in mailboxes.mailboxes(source)},
    )


def flag_names(source: Source, row: MessageRow) -> list[str]:
    """Return system flags and keywords of a message as the server writes them."""
    return [*to_names(row.flags), *messages.keywords(source, row.key)]


def date_ms(row: MessageRow) -> int:
    """Return when it was written, or received where its Date: says nothing."""
    return row.received_ms if row.sent_ms is None else row.sent_ms
