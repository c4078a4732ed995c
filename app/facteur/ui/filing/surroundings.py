"""What messages and folders stand in: accounts, mailboxes and their names, read from the store."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from facteur.mail.account import Account
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import Mailbox, SpecialUse
from facteur.store.read import accounts, mailboxes
from facteur.store.reader import Reader
from facteur.ui.filing.chooser import Choice

_BETWEEN = " \u203a "  # levels of a path, as people see them
_ICONS = {
    SpecialUse.INBOX: "inbox",
    SpecialUse.DRAFTS: "file-pen",
    SpecialUse.SENT: "send",
    SpecialUse.TRASH: "trash-2",
}


class Surroundings:
    """Reads for one question; what it returned is not kept up to date. All raise StoreUnavailable.

    name_of: what the window calls a mailbox.
    """

    def __init__(self, reader: Reader, name_of: Callable[[Mailbox], str]) -> None:
        self.reader = reader
        self._name_of = name_of

    def mailbox(self, key: MailboxKey) -> Mailbox | None:
        """Return a mailbox, None when it is gone."""
        return next((one for one in mailboxes.mailboxes(self.reader) if one.key == key), None)

    def account(self, key: AccountKey) -> Account | None:
        """Return an account, None when it is gone."""
        return next((one for one in accounts.accounts(self.reader) if one.key == key), None)

    def name(self, key: MailboxKey) -> str:
        """Return what the window calls a mailbox, "" for one that is gone."""
        mailbox = self.mailbox(key)
        return self._name_of(mailbox) if mailbox is not None else ""

    def trash(self, account: AccountKey) -> Mailbox | None:
        """Return the trash of an account."""
        found = mailboxes.mailboxes(self.reader, account)
        return next((one for one in found if one.special_use is SpecialUse.TRASH), None)

    def below(self, mailbox: Mailbox) -> list[Mailbox]:
        """Return the mailboxes below one."""
        start = mailbox.path + mailbox.delimiter
        found = mailboxes.mailboxes(self.reader, mailbox.account)
        return [one for one in found if one.path.startswith(start)]

    def choices(
        self, account: AccountKey, *, without: frozenset[MailboxKey] = frozenset()
    ) -> tuple[Choice, ...]:
        """Return the mailboxes of an account to choose from, parents before children."""
        found = mailboxes.mailboxes(self.reader, account)
        names = {one.levels: self._name_of(one) for one in found}
        return tuple(
            Choice(
                key=one.key,
                name=self._name_of(one),
                path=_BETWEEN.join(
                    names.get(one.levels[: depth + 1], level)
                    for depth, level in enumerate(one.levels)
                ),
                icon=_ICONS.get(one.special_use, "folder"),
                depth=len(one.levels) - 1,
            )
            for one in found
            if one.key not in without
        )

    def places_for(self, mailbox: Mailbox) -> tuple[Choice, ...]:
        """Return where a mailbox can be moved: the top, and every own one but itself and below."""
        below = {one.key for one in self.below(mailbox)}
        found = mailboxes.mailboxes(self.reader, mailbox.account)
        special = {one.key for one in found if one.special_use is not SpecialUse.NONE}
        top = Choice(
            key=MailboxKey(0),
            name=QCoreApplication.translate("Filing", "At the top, beside the inbox"),
            path=QCoreApplication.translate("Filing", "At the top, beside the inbox"),
            icon="mailbox",
        )
        rest = self.choices(mailbox.account, without=frozenset({mailbox.key, *below, *special}))
        return (top, *rest)
