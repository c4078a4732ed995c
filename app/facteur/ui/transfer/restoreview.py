"""Which folders of a backup are to come back, and where those go that have no account here."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from facteur.mail.keys import MailboxKey
from facteur.ui import format as formats
from facteur.ui.theme.style import Style
from facteur.ui.transfer.choices import TransferQuestion, label
from facteur.ui.transfer.restoretree import Branch

_SIZE = QSize(680, 560)
_NAME, _MESSAGES, _SIZE_COLUMN, _PLACE = range(4)
_BRANCH = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelter:
    """Where folders without an account here can go. mailbox 0: the account without a server."""

    title: str
    mailbox: int = 0


class RestoreQuestion(TransferQuestion):
    """A tree to tick in; everything is ticked at first."""

    chosen = Signal(object, object)
    """The user decided: levels of the folders, () for all; where the homeless go (MailboxKey)."""

    def __init__(
        self,
        style: Style,
        lead: str,
        accounts: tuple[Branch, ...],
        shelters: tuple[Shelter, ...],
        parent: QWidget | None = None,
    ) -> None:
        title = QCoreApplication.translate("Transfer", "Restore a backup")
        super().__init__(title, lead, parent)
        self._shelters = shelters
        self.tree = QTreeWidget()
        self.tree.setFont(style.font())
        self.tree.setAccessibleName(self.tr("Folders of the backup"))
        self.tree.setUniformRowHeights(True)
        self.tree.setStyleSheet("QTreeWidget::item { padding: 5px 2px; }")
        self.tree.setColumnCount(4)
        self.tree.setHeaderLabels(
            [self.tr("Folder"), self.tr("Messages"), self.tr("Size"), self.tr("Goes to")]
        )
        for account in accounts:
            self._add(self.tree.invisibleRootItem(), account)
        self.tree.expandToDepth(0)
        self._shape_columns()
        self.below = QComboBox()
        self.below.addItems([one.title for one in shelters])
        self._why_below = label(self.tr("Folders whose account is not here go below:"))
        self._why_below.setBuddy(self.below)
        self.sum = label(weight="strong")
        self.go_on = QPushButton()
        self.whole.addWidget(self.tree, 1)
        self.whole.addWidget(self._why_below)
        self.whole.addWidget(self.below)
        self.whole.addWidget(self.sum)
        self.whole.addWidget(
            label(
                self.tr("Nothing is overwritten: what is here already is skipped."),
                tone="text2",
                size="small",
            )
        )
        self.end(self.go_on)
        self.tree.itemChanged.connect(self._on_ticked)
        self.below.currentIndexChanged.connect(self._refresh)
        self.go_on.clicked.connect(self._on_go_on)
        self._refresh()
        self.resize(_SIZE)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self.tree.setFocus()

    def picked(self) -> list[Branch]:
        """Return the folders that are ticked."""
        return [
            branch
            for item, branch in self._items()
            if branch.held and item.checkState(_NAME) is Qt.CheckState.Checked
        ]

    def _items(self) -> Iterator[tuple[QTreeWidgetItem, Branch]]:
        waiting = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        while waiting:
            item = waiting.pop()
            if item is None:
                continue
            yield item, item.data(_NAME, _BRANCH)
            waiting += [item.child(at) for at in range(item.childCount())]

    def _add(self, parent: QTreeWidgetItem, branch: Branch) -> None:
        locale = QLocale()
        item = QTreeWidgetItem(parent)
        item.setText(_NAME, branch.title)
        item.setToolTip(_NAME, branch.title)
        if branch.held:
            item.setText(_MESSAGES, formats.count(branch.messages, locale))
        if branch.messages:
            item.setText(_SIZE_COLUMN, formats.size(branch.octets, locale))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column in (_MESSAGES, _SIZE_COLUMN):
            item.setTextAlignment(column, right)
        item.setData(_NAME, _BRANCH, branch)
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(usable | Qt.ItemFlag.ItemIsUserCheckable)
        for child in branch.children:
            self._add(item, child)
        item.setCheckState(_NAME, Qt.CheckState.Checked)

    def _on_ticked(self, item: QTreeWidgetItem, column: int) -> None:
        """Let a folder take those below along; it can go without them, and they without it."""
        if column != _NAME:
            return
        self.tree.blockSignals(True)
        state = item.checkState(_NAME)
        if state is not Qt.CheckState.PartiallyChecked:
            _spread(item, state)
        _follow(item.parent())
        self.tree.blockSignals(False)
        self.tree.viewport().update()
        self._refresh()

    def _refresh(self) -> None:
        locale, picked = QLocale(), self.picked()
        messages = sum(one.messages for one in picked)
        octets = sum(one.octets for one in picked)
        text = self.tr("{count} message(s) in the chosen folders ({size})", "", messages)
        self.sum.setText(
            text.format(count=formats.count(messages, locale), size=formats.size(octets, locale))
        )
        self.go_on.setText(self.tr("Restore"))
        self.go_on.setEnabled(bool(picked))
        self.go_on.setToolTip("" if picked else self.tr("Choose a folder first."))
        homeless = any(not one.home for one in picked)
        self._why_below.setVisible(homeless)
        self.below.setVisible(homeless)
        self._show_places()

    def _show_places(self) -> None:
        shelter = self.below.currentText()
        self.tree.blockSignals(True)
        for at in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(at)
            if item is not None:
                branch: Branch = item.data(_NAME, _BRANCH)
                item.setText(_PLACE, branch.title if branch.home else shelter)
        self.tree.blockSignals(False)

    def _on_go_on(self) -> None:
        picked = self.picked()
        total = sum(1 for _item, branch in self._items() if branch.held)
        shelter = self._shelters[max(0, self.below.currentIndex())].mailbox
        levels = () if len(picked) == total else tuple(one.levels for one in picked)
        self.accept()
        self.chosen.emit(levels, MailboxKey(shelter))

    def _shape_columns(self) -> None:
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column in (_MESSAGES, _SIZE_COLUMN, _PLACE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(at) for at in range(item.childCount()))
    return [child for child in found if child is not None]


def _spread(item: QTreeWidgetItem, state: Qt.CheckState) -> None:
    """Tick, or not, all that is below."""
    for child in _children(item):
        child.setCheckState(_NAME, state)
        _spread(child, state)


def _states(item: QTreeWidgetItem) -> Iterator[Qt.CheckState]:
    """Yield how all below stand that are held."""
    for child in _children(item):
        branch: Branch = child.data(_NAME, _BRANCH)
        if branch.held:
            yield child.checkState(_NAME)
        yield from _states(child)


def _follow(item: QTreeWidgetItem | None) -> None:
    """Let rows that are not held, upwards from here, say how those below stand."""
    while item is not None:
        branch: Branch = item.data(_NAME, _BRANCH)
        if not branch.held:
            states = set(_states(item))
            mixed = Qt.CheckState.PartiallyChecked
            item.setCheckState(_NAME, states.pop() if len(states) == 1 else mixed)
        item = item.parent()
