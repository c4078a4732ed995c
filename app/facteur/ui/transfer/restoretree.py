"""What a backup holds, as a tree: accounts with their folders. Pure; no widget."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from facteur.link.events import BackupFolder
from facteur.mail.account import LOCAL_ADDRESS
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import Attributes, Mailbox, SpecialUse
from facteur.ui.foreign import harmless

_NAME_LIMIT = 120
_USES = {use.value: use for use in SpecialUse}


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """An account (one level) or a folder of it.

    held: it can come back for its own sake: it has messages, or is empty and nothing lies below it.
    messages, octets: of the folder itself. home: the account here to which it goes back, 0: none.
    """

    levels: tuple[str, ...]
    title: str
    held: bool = False
    messages: int = 0
    octets: int = 0
    home: int = 0
    children: tuple["Branch", ...] = ()

    def folders(self) -> Iterable["Branch"]:
        """Yield the branches that come back for their own sake, this one first."""
        if self.held:
            yield self
        for child in self.children:
            yield from child.folders()


def branches(
    folders: Iterable[BackupFolder], name_of: Callable[[Mailbox], str]
) -> tuple[Branch, ...]:
    """Return the accounts of a backup with their folders, in the order of the backup.

    name_of: what the window calls a mailbox.
    """
    held = {tuple(one.levels): one for one in folders if one.levels}
    below: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for levels in held:
        for length in range(1, len(levels) + 1):
            below.setdefault(levels[: length - 1], {})[levels[:length]] = None

    def made(levels: tuple[str, ...]) -> Branch:
        children = tuple(made(child) for child in below.get(levels, {}))
        folder = held.get(levels)
        return Branch(
            levels=levels,
            title=_title(levels, folder, name_of),
            held=folder is not None and (folder.messages > 0 or not children),
            messages=folder.messages if folder is not None else 0,
            octets=folder.octets if folder is not None else 0,
            home=_home(folder, children),
            children=children,
        )

    return tuple(made(levels) for levels in below.get((), {}))


def _home(folder: BackupFolder | None, children: tuple[Branch, ...]) -> int:
    if folder is not None:
        return folder.account
    return children[0].home if children else 0


def _title(
    levels: tuple[str, ...], folder: BackupFolder | None, name_of: Callable[[Mailbox], str]
) -> str:
    if len(levels) == 1:
        if levels[0] == LOCAL_ADDRESS:
            return QCoreApplication.translate("Place", "On this computer")
        return harmless(levels[0], _NAME_LIMIT) or "?"
    if folder is None:
        return harmless(levels[-1], _NAME_LIMIT) or "?"
    return name_of(
        Mailbox(
            key=MailboxKey(0),
            account=AccountKey(0),
            name=b"",
            path=levels[-1],
            delimiter="",
            special_use=_USES.get(folder.use, SpecialUse.NONE),
            attributes=Attributes(0),
            messages=folder.messages,
            unseen=0,
            uidvalidity=0,
            complete=True,
        )
    )
