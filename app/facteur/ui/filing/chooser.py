"""A small list of folders to choose one from, narrowed by typing."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from facteur.base.override import override
from facteur.mail.keys import MailboxKey
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.mainbutton import make_main

_SIZE = QSize(420, 460)
_ICON_PX = 18
_INDENT = "    "
_STEPS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A folder in the list. key 0: the top of the account. path: all its levels, in words."""

    key: MailboxKey
    name: str
    path: str
    icon: str
    depth: int = 0


class FolderChooser(QDialog):
    """Typing narrows, up and down move, Enter chooses."""

    chosen = Signal(object)
    """The user decided for this MailboxKey."""

    def __init__(
        self,
        style: Style,
        title: str,
        verb: str,
        choices: tuple[Choice, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._style = style
        self._choices = choices
        self.setWindowTitle(title)
        self._title = QLabel(title)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        set_property(self._title, "size", "subject")
        set_property(self._title, "weight", "strong")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Type a part of the name"))
        self.filter.setAccessibleName(self.tr("Narrow the folders"))
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setFont(style.font())
        self.list.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.list.setStyleSheet("QListWidget::item { padding: 5px 6px; }")
        self.list.setAccessibleName(self.tr("Folders"))
        self._none = QLabel(self.tr("No folder has this in its name."))
        set_property(self._none, "tone", "text2")
        self._choose = QPushButton(verb)
        set_property(self._choose, "kind", "primary")
        self._cancel = QPushButton(self.tr("Cancel"))
        self._arrange()
        make_main(self._choose)
        self._connect()
        self._fill()
        self.resize(_SIZE)
        self.filter.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the keyboard is in the filter."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.key() in _STEPS:
            if event.type() is QEvent.Type.KeyPress:
                self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        wanted = self.filter.text().strip().casefold()
        self.list.clear()
        for choice in self._choices:
            if wanted and wanted not in choice.path.casefold():
                continue
            text = choice.path if wanted else _INDENT * choice.depth + choice.name
            drawing = icons.icon(choice.icon, self._style.tokens.text2, _ICON_PX)
            item = QListWidgetItem(drawing, text)
            item.setData(Qt.ItemDataRole.UserRole, choice.key)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, choice.path)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        some = self.list.count() > 0
        self._none.setVisible(not some)
        self._choose.setEnabled(some)

    def _on_chosen(self) -> None:
        item = self.list.currentItem()
        if item is None:  # pyright: ignore[reportUnnecessaryComparison] - none in an empty list
            return
        key = MailboxKey(item.data(Qt.ItemDataRole.UserRole))
        self.accept()
        self.chosen.emit(key)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._fill)
        self.filter.installEventFilter(self)
        self.list.itemActivated.connect(self._on_chosen)
        self._choose.clicked.connect(self._on_chosen)
        self._cancel.clicked.connect(self.reject)

    def _arrange(self) -> None:
        foot = row(spacing=10)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._choose)
        whole = column(self, spacing=12, margins=(28, 24, 28, 20))
        whole.addWidget(self._title)
        whole.addWidget(self.filter)
        whole.addWidget(self._none)
        whole.addWidget(self.list, 1)
        whole.addLayout(foot)
