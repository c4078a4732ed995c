"""The panel of the practice mailbox: both ends of the mail above, lessons below."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from facteur.base.override import override
from facteur.ui.practice.ends import EndView
from facteur.ui.practice.lessoncard import LessonCard
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row

WIDTH_PX = 352
_POP = "POP"  # the name of the protocol is the same in both languages


class PracticePanel(QFrame):
    """Shows; what a press means is said in signals."""

    user_chosen = Signal(str)
    """Whose mail is to be shown: a user of link.practice."""

    lesson_chosen = Signal(str)
    """A lesson's title was pressed, its key."""

    act_pressed = Signal(str)
    """The button of a lesson was pressed, its key."""

    retranslated = Signal()
    """Everything is to be worded anew."""

    def __init__(self, style: Style, users: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._style = style
        self.server = EndView(style, "server")
        self.here = EndView(style, "monitor")
        self._users = QButtonGroup(self)
        self._chips: dict[str, QToolButton] = {}
        self.cards: dict[str, LessonCard] = {}
        self._kept = QLabel()
        self._kept.setWordWrap(True)
        set_property(self._kept, "tone", "text2")
        set_property(self._kept, "size", "small")
        self._lessons = QLabel()
        set_property(self._lessons, "weight", "strong")
        self._clock = QLabel()
        set_property(self._clock, "tone", "text2")
        set_property(self._clock, "size", "small")
        self._clock.hide()
        self._list = column(spacing=0)
        self._arrange(users)
        self.setFixedWidth(WIDTH_PX)
        self.setFocusProxy(next(iter(self._chips.values())))
        set_property(self, "pane", "list")
        self.retranslate()

    def add_card(self, key: str, card: LessonCard) -> None:
        """Put a lesson below the others."""
        self.cards[key] = card
        self._list.addWidget(card)
        card.chosen.connect(lambda: self.lesson_chosen.emit(key))
        card.act_pressed.connect(lambda: self.act_pressed.emit(key))

    def remove_cards(self) -> None:
        """Take all lessons out, to word them anew."""
        for card in self.cards.values():
            self._list.removeWidget(card)
            card.deleteLater()
        self.cards.clear()

    def show_user(self, user: str) -> None:
        """Show whose mail stands above."""
        self._chips[user].setChecked(True)
        self._word_kept()

    def show_lesson(self, key: str) -> None:
        """Open one lesson and close the others; "" closes all."""
        for each, card in self.cards.items():
            card.set_open(each == key)

    def show_clock(self, days: int) -> None:
        """Say how far the clock of the practice was turned."""
        self._clock.setText(self.tr("The clock of this practice is %n day(s) ahead.", "", days))
        self._clock.setVisible(days > 0)

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.server.name(self.tr("On the server"))
        self.here.name(self.tr("On this computer"))
        self._lessons.setText(self.tr("Try for yourself"))
        self._word_kept()
        self.setAccessibleName(self.tr("Practice"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self.retranslated.emit()
        super().changeEvent(event)

    def _word_kept(self) -> None:
        """Say what the account above is an example of, for who has never met its name."""
        self._kept.setText(
            self.tr("POP: the mail is brought to this computer.")
            if any(chip.isChecked() and chip.text() == _POP for chip in self._chips.values())
            else self.tr("IMAP: the mail stays on the server; this computer keeps a copy.")
        )

    def _choose(self, user: str) -> None:
        self.user_chosen.emit(user)

    def _arrange(self, users: tuple[tuple[str, str], ...]) -> None:
        chips = row(spacing=8, margins=(12, 10, 12, 10))
        for user, title in users:
            chip = QToolButton()
            chip.setText(title)
            chip.setCheckable(True)
            chip.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            set_property(chip, "kind", "chip")
            chip.clicked.connect(partial(self._choose, user))
            self._users.addButton(chip)
            self._chips[user] = chip
            chips.addWidget(chip)
        ends = row()
        ends.addWidget(self.server, 1)
        ends.addWidget(_line(upright=True))
        ends.addWidget(self.here, 1)
        lessons = QWidget()
        set_property(lessons, "pane", "list")
        inner = column(lessons, margins=(4, 0, 4, 8))
        inner.addLayout(self._list)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(lessons)
        head = row(margins=(14, 10, 12, 4))
        head.addWidget(self._lessons)
        head.addStretch(1)
        right = column()
        right.addLayout(chips)
        kept = row(margins=(14, 0, 12, 10))
        kept.addWidget(self._kept)
        right.addLayout(kept)
        right.addWidget(_line())
        right.addLayout(ends, 5)
        right.addWidget(_line())
        right.addLayout(head)
        clock = row(margins=(14, 0, 12, 4))
        clock.addWidget(self._clock)
        right.addLayout(clock)
        right.addWidget(scroll, 6)
        whole = row(self)
        whole.addWidget(_line(upright=True))
        whole.addLayout(right, 1)


def _line(*, upright: bool = False) -> QFrame:
    made = QFrame()
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    made.setFrameShape(QFrame.Shape.NoFrame)
    set_property(made, "line", "pane")
    return made
