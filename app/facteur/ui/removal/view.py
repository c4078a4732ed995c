"""The dialog that asks before messages leave a server; keeping them there is what Enter does."""

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QLabel, QPushButton, QWidget

from facteur.base.override import override
from facteur.ui.removal import question as words
from facteur.ui.removal.question import Fact, Question
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.mainbutton import make_main

_SIDE_PX = 28
_WIDTH_PX = 640
_HEAD_ICON_PX = 32
_FACT_ICON_PX = 18


class RemovalDialog(QDialog):
    """Facts, a box to tick, and three ways on; Esc and closing mean later."""

    answered = Signal(bool)
    """The user decided: delete (True), or keep on the server."""

    back_up_wanted = Signal()
    """The user wants to make a backup first."""

    def __init__(
        self, style: Style, parent: QWidget | None = None, *, backup_offered: bool = False
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._question: Question | None = None
        self._lines: list[_FactLine] = []
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(_HEAD_ICON_PX, _HEAD_ICON_PX))
        self._title = _label(size="subject", weight="strong")
        self._subtitle = _label(tone="text2")
        self._whole = column(self)
        self._facts = column(spacing=14)
        self.understood = QCheckBox()
        self.delete = QPushButton()
        set_property(self.delete, "kind", "outlined-danger")  # one filled button a screen
        self.later = QPushButton()
        self.keep = QPushButton()
        set_property(self.keep, "kind", "primary")
        self.back_up: QPushButton | None = None
        self._backup_offered = backup_offered
        self._why = _label(size="small", tone="text2")
        self._meaning = _label(size="small", tone="text2")
        self._arrange()
        make_main(self.keep)
        self._connect()
        self._refresh()
        self.keep.setFocus()

    @property
    def question(self) -> Question | None:
        """What is asked."""
        return self._question

    def show_question(self, question: Question) -> None:
        """Ask this; other figures than before want to be agreed to anew."""
        if question == self._question:
            return
        self._question = question
        self.understood.setChecked(False)
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        question = self._question
        self.setWindowTitle(self.tr("Before anything is deleted from the server"))
        self.understood.setText(words.agreement())
        self.later.setText(self.tr("Ask me later"))
        self.keep.setText(self.tr("Keep on the server"))
        self._meaning.setText(
            self.tr(
                "Keep: Facteur will not ask again. Later: it will ask again when it next collects."
            )
        )
        if question is not None:
            title = words.title(question, QLocale())
            self._title.setText(title)
            self.keep.setAccessibleDescription(title)  # what a screen reader hears at first
            self._subtitle.setText(words.subtitle(question))
            self.delete.setText(words.delete(question, QLocale()))
            self._fill_facts(words.facts(question, QLocale()))
        self._refresh()
        self._dress()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _connect(self) -> None:
        self.understood.toggled.connect(self._refresh)
        self.delete.clicked.connect(self._on_delete)
        self.keep.clicked.connect(self._on_keep)
        self.later.clicked.connect(self.reject)
        self._style.changed.connect(self._dress)

    def _on_delete(self) -> None:
        self.answered.emit(True)
        self.accept()

    def _on_keep(self) -> None:
        self.answered.emit(False)
        self.accept()

    def _refresh(self) -> None:
        agreed = self.understood.isChecked()
        self.delete.setEnabled(agreed)
        why = (
            self.tr("Delete: the copies on this computer stay.")
            if agreed
            else self.tr("Delete: tick the box above first.")
        )
        self._why.setText(why)
        self.delete.setToolTip(why)
        self.delete.setAccessibleDescription(why)

    def _fill_facts(self, found: tuple[Fact, ...]) -> None:
        for line in self._lines:
            self._facts.removeWidget(line)
            line.deleteLater()
        self._lines = [_FactLine(self._style, fact) for fact in found]
        for line, fact in zip(self._lines, found, strict=True):
            if fact.calls_for_backup and self._backup_offered:
                self.back_up = QPushButton(self.tr("Back up first…"))
                self.back_up.clicked.connect(self.back_up_wanted)
                line.add_button(self.back_up)
            self._facts.addWidget(line)
            line.show()  # at once: what is not shown has no height yet
        if self.back_up is not None:
            self.setTabOrder(self.back_up, self.understood)

    def _dress(self) -> None:
        tokens = self._style.tokens
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(
            icons.pixmap("shield-question-mark", tokens.warn, _HEAD_ICON_PX, ratio=ratio)
        )
        for line in self._lines:
            line.dress()
        self._fit()

    def _fit(self) -> None:
        """Be as high as the words ask for, and wider only where the buttons need it."""
        whole = self._whole
        whole.activate()
        width = max(_WIDTH_PX, whole.totalMinimumSize().width())
        self.setFixedSize(width, whole.totalHeightForWidth(width))

    def _arrange(self) -> None:
        set_property(self, "pane", "surface")
        head = row(spacing=14)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        titles = column(spacing=4)
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        head.addLayout(titles, 1)
        line = QFrame()
        set_property(line, "line", "pane")
        line.setFixedHeight(1)
        body = column(spacing=16, margins=(_SIDE_PX, 24, _SIDE_PX, 20))
        body.addLayout(head)
        body.addWidget(line)
        body.addLayout(self._facts)
        body.addSpacing(4)
        body.addWidget(self.understood)
        self._whole.addLayout(body)
        self._whole.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        set_property(foot, "pane", "window")
        buttons = row(spacing=10)
        buttons.addWidget(self.delete)
        buttons.addStretch(1)
        buttons.addWidget(self.later)
        buttons.addWidget(self.keep)
        inside = column(foot, spacing=6, margins=(_SIDE_PX, 14, _SIDE_PX, 14))
        inside.addLayout(buttons)
        inside.addSpacing(4)
        inside.addWidget(self._meaning)
        inside.addWidget(self._why)
        return foot


class _FactLine(QWidget):
    """An icon, a sentence and what it means."""

    def __init__(self, style: Style, fact: Fact) -> None:
        super().__init__()
        self._style = style
        self._fact = fact
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(_FACT_ICON_PX, _FACT_ICON_PX))
        text = _label(weight="strong")
        text.setText(fact.text)
        words_column = column(spacing=2)
        words_column.addWidget(text)
        if fact.detail:
            detail = _label(tone="text2")
            detail.setText(fact.detail)
            words_column.addWidget(detail)
        self._line = row(self, spacing=14)
        self._line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(words_column, 1)
        self.dress()

    def add_button(self, button: QPushButton) -> None:
        self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def dress(self) -> None:
        tokens = self._style.tokens
        ink = {"ok": tokens.ok, "warn": tokens.warn}.get(self._fact.tone, tokens.text2)
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(self._fact.icon, ink, _FACT_ICON_PX, ratio=ratio))


def _label(*, size: str = "", weight: str = "", tone: str = "") -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if size:
        set_property(label, "size", size)
    if weight:
        set_property(label, "weight", weight)
    if tone:
        set_property(label, "tone", tone)
    return label
