"""The rows of the sidebar.

A few hundred rows at most, held in a QStandardItemModel: Qt's own index arithmetic, and rows are
brought in line with the store one by one, so that selection and open branches survive.
"""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from facteur.mail.account import Protocol
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import Mailbox, SpecialUse
from facteur.ui.foreign import tooltip
from facteur.ui.mailboxes import names, roles
from facteur.ui.mailboxes.roles import CountKind, RowKind
from facteur.ui.mailboxes.tree import Node, walk

_Value = str | int | bool | RowKind | CountKind | None


class AccountRow(NamedTuple):
    """An account as the sidebar shows it."""

    key: AccountKey
    title: str
    nodes: tuple[Node, ...]
    attention: bool = False
    protocol: Protocol = Protocol.IMAP
    paused: bool = False
    colour: str = ""


class _Wanted(NamedTuple):
    """What one row shall hold."""

    path: str
    values: dict[int, _Value]
    children: tuple["_Wanted", ...] = ()
    selectable: bool = True


class MailboxesModel(QStandardItemModel):
    """Account rows with folder rows below them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(1)

    def show(self, accounts: Iterable[AccountRow]) -> None:
        """Bring the rows in line with these accounts, in this order."""
        wanted = tuple(_account(account) for account in accounts)
        self._align(self.invisibleRootItem(), wanted)

    def index_of(self, mailbox: MailboxKey) -> QModelIndex:
        """Return the row of a mailbox, invalid when it has none."""
        found = self._find(self.invisibleRootItem(), roles.MAILBOX, mailbox)
        return found.index() if found is not None else QModelIndex()

    def index_of_account(self, account: AccountKey) -> QModelIndex:
        """Return the row of an account, invalid when it has none."""
        root = self.invisibleRootItem()
        for row in range(root.rowCount()):
            if root.child(row).data(roles.ACCOUNT) == account:
                return root.child(row).index()
        return QModelIndex()

    def inboxes(self) -> list[MailboxKey]:
        """Return the inbox of every account that has one, in the order of the accounts."""
        root = self.invisibleRootItem()
        found: list[MailboxKey] = []
        for row in range(root.rowCount()):
            account = root.child(row)
            for at in range(account.rowCount()):
                child = account.child(at)
                if child.data(roles.COUNT_KIND) is CountKind.PILL:
                    found.append(MailboxKey(child.data(roles.MAILBOX)))
        return found

    def _find(self, item: QStandardItem, role: int, value: object) -> QStandardItem | None:
        for row in range(item.rowCount()):
            child = item.child(row)
            if child.data(role) == value:
                return child
            found = self._find(child, role, value)
            if found is not None:
                return found
        return None

    def _align(self, parent: QStandardItem, wanted: tuple[_Wanted, ...]) -> None:
        paths = {row.path for row in wanted}
        for row in reversed(range(parent.rowCount())):
            if parent.child(row).data(roles.PATH) not in paths:
                parent.removeRow(row)
        for position, row in enumerate(wanted):
            item = self._brought_to(parent, position, row.path)
            _fill(item, row)
            self._align(item, row.children)

    def _brought_to(self, parent: QStandardItem, position: int, path: str) -> QStandardItem:
        """Return the row with this path at this position, moved or made as needed."""
        for row in range(position, parent.rowCount()):
            if parent.child(row).data(roles.PATH) == path:
                if row != position:
                    parent.insertRow(position, parent.takeRow(row))
                return parent.child(position)
        item = QStandardItem()
        item.setData(path, roles.PATH)
        parent.insertRow(position, [item])  # the list: PySide6 6.11 leaves a lone item to Python
        return item


def _fill(item: QStandardItem, row: _Wanted) -> None:
    for role, value in row.values.items():
        if item.data(role) != value:
            item.setData(value, role)
    flags = Qt.ItemFlag.ItemIsEnabled
    if row.selectable:
        flags |= Qt.ItemFlag.ItemIsSelectable
    if item.flags() != flags:
        item.setFlags(flags)


def _account(account: AccountRow) -> _Wanted:
    title = names.one_line(account.title)
    place = _place(account)
    tag = "" if account.protocol is Protocol.LOCAL else account.protocol.name
    spoken = (
        QCoreApplication.translate("Sidebar", "Account {name}, {protocol}").format(
            name=title, protocol=tag
        )
        if tag
        else title
    )
    if place:
        spoken = f"{spoken}, {place}"
    if account.attention:
        waits = QCoreApplication.translate("Sidebar", "needs your attention")
        spoken = f"{spoken}, {waits}"
    return _Wanted(
        path=str(account.key),
        values={
            Qt.ItemDataRole.DisplayRole: title,
            Qt.ItemDataRole.AccessibleTextRole: spoken,
            Qt.ItemDataRole.ToolTipRole: tooltip(spoken),
            roles.KIND: RowKind.ACCOUNT,
            roles.ACCOUNT: account.key,
            roles.MAILBOX: None,
            roles.TAG: tag,
            roles.PLACE: place,
            roles.COLOUR: account.colour,
            roles.ATTENTION: account.attention,
            roles.COUNT_KIND: CountKind.NONE,
        },
        children=tuple(_folder(account.key, node, 0) for node in account.nodes),
    )


def _place(account: AccountRow) -> str:
    """Return where the mail of an account is, unless that is the server or in its name; and rest.

    A paused one says so: nothing new comes, and nobody should wonder why.
    """
    said: list[str] = []
    if account.protocol is Protocol.POP:
        said.append(QCoreApplication.translate("Sidebar", "on this computer"))
    if account.paused:
        said.append(QCoreApplication.translate("Sidebar", "paused", "an account"))
    return " · ".join(said)


def _folder(account: AccountKey, node: Node, depth: int) -> _Wanted:
    name = names.folder_name(node.special_use, node.level)
    kind, count = _count(node.mailbox)
    hidden = sum(_unread(below.mailbox) for below in walk(node.children))
    return _Wanted(
        path=f"{account}/" + "/".join(node.path),
        values={
            Qt.ItemDataRole.DisplayRole: name,
            Qt.ItemDataRole.AccessibleTextRole: _spoken(name, kind, count, hidden),
            Qt.ItemDataRole.ToolTipRole: tooltip(_more(node, name)),
            roles.KIND: RowKind.FOLDER,
            roles.ACCOUNT: account,
            roles.MAILBOX: node.mailbox.key if node.mailbox and node.selectable else None,
            roles.ICON: names.ICONS[node.special_use],
            roles.COUNT: count,
            roles.COUNT_KIND: kind,
            roles.HIDDEN_COUNT: hidden,
            roles.DEPTH: depth,
            roles.GREYED: not node.selectable,
        },
        children=tuple(_folder(account, child, depth + 1) for child in node.children),
        selectable=node.selectable,
    )


def _count(mailbox: Mailbox | None) -> tuple[CountKind, int]:
    if mailbox is None:
        return CountKind.NONE, 0
    match mailbox.special_use:
        case SpecialUse.INBOX:
            return CountKind.PILL, mailbox.unseen
        case SpecialUse.DRAFTS | SpecialUse.JUNK:
            return CountKind.TOTAL, mailbox.messages
        case SpecialUse.SENT | SpecialUse.TRASH:
            return CountKind.NONE, 0  # nobody reads these by their unread number
        case _:
            return CountKind.UNREAD, mailbox.unseen


def _unread(mailbox: Mailbox | None) -> int:
    kind, count = _count(mailbox)
    return count if kind in {CountKind.PILL, CountKind.UNREAD} else 0


def _spoken(name: str, kind: CountKind, count: int, hidden: int) -> str:
    words = [name]
    if kind is CountKind.TOTAL:
        words.append(QCoreApplication.translate("Sidebar", "%n message(s)", "in a folder", count))
    elif count:
        words.append(QCoreApplication.translate("Sidebar", "%n unread", "messages", count))
    if hidden:
        words.append(
            QCoreApplication.translate(
                "Sidebar", "%n unread in the folders below", "messages", hidden
            )
        )
    return ", ".join(words)


def _more(node: Node, name: str) -> str:
    """Return the server's own name, wherever the row says something else."""
    own = names.one_line(node.mailbox.path if node.mailbox else "/".join(node.path))
    if not node.selectable:
        words = QCoreApplication.translate(
            "Sidebar", "{name}: holds folders, but no messages itself"
        )
        return words.format(name=own)
    if own == name:
        return name
    words = QCoreApplication.translate("Sidebar", "On the server: {name}")
    return words.format(name=own)
