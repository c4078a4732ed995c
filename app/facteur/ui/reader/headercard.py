"""The head of a message: subject, who, to whom, when, and what to be careful about.

The real address always stands beside the name: a name can say anything.
"""

from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QDate, QEvent, QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from facteur.base.override import override
from facteur.ui import format as formats
from facteur.ui.foreign import harmless, tooltip
from facteur.ui.mark import QT_TRANSLATE_NOOP
from facteur.ui.reader.shown import HeaderCard, Person
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.avatar import Avatar
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.elidedlabel import ElidedLabel

_L = TypeVar("_L", bound=QLabel)
_SUBJECT_LIMIT = 500
_NAME_LIMIT = 200
_FEW = 3  # so many recipients stand in the folded line
_MANY = 200  # and never more than so many in the open one
AVATAR_PX = 40

WARNINGS: dict[str, str] = {
    "two-from": QT_TRANSLATE_NOOP(
        "HeaderCard", "This message names several senders. Who really sent it is not certain."
    ),
    "name-hides-address": QT_TRANSLATE_NOOP(
        "HeaderCard",
        "The sender’s name looks like another address. The real one stands beside it.",
    ),
    "reply-to-differs": QT_TRANSLATE_NOOP(
        "HeaderCard", "A reply would go to another address than the sender’s."
    ),
}
_OTHER_WARNING = QT_TRANSLATE_NOOP(
    "HeaderCard", "The head of this message is unusual. Take care with what it asks."
)


class HeaderCardView(QWidget):
    """Shows one `HeaderCard`; foreign words are plain text everywhere."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._card: HeaderCard | None = None
        self._compact = False
        self._subject = _label(size="subject", weight="strong", wrap=True)
        self._avatar = Avatar(style, AVATAR_PX)
        self._name = _dressed(ElidedLabel(), size="message", weight="strong")
        self._address = _dressed(
            ElidedLabel(Qt.TextElideMode.ElideMiddle), size="small", tone="text2"
        )
        self._date = _label(size="small", tone="text2")
        self._to = _label(size="small", tone="text2")
        self._more = QToolButton(self)
        self._more.setCheckable(True)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.setFixedSize(24, 24)
        set_property(self._more, "kind", "bare")
        self._more.clicked.connect(self._fill_recipients)
        self._warnings = column(spacing=4)
        self._who = row(spacing=8)
        self._recipients = row(spacing=2)
        self._grid = QGridLayout()
        self._arrange()
        style.changed.connect(self.restyle)
        self.restyle()

    def show_card(self, card: HeaderCard) -> None:
        """Show the head of a message, its recipients folded."""
        self._card = card
        self._more.setChecked(False)
        self._fill()

    def set_compact(self, compact: bool) -> None:
        """Take one line for everybody, as below a table."""
        if compact == self._compact:
            return
        self._compact = compact
        self._avatar.setVisible(not compact)
        line = self._who if compact else self._recipients
        line.insertWidget(2 if compact else 0, self._to)
        line.insertWidget(3 if compact else 1, self._more)
        self._who.setStretchFactor(self._to, 1)
        side = Qt.AlignmentFlag.AlignVCenter if compact else Qt.AlignmentFlag.AlignTop
        self._grid.setAlignment(self._date, side)

    def restyle(self) -> None:
        """Draw again in the colours now in force."""
        self._more.setIcon(icons.icon("chevron-down", self._style.tokens.text2, 16))
        if self._card is not None:
            self._fill()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        if self._card is not None:
            self._fill()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _arrange(self) -> None:
        self._who.addWidget(self._name)
        self._who.addWidget(self._address)  # no stretch: then both give way where room is short
        self._who.addStretch(0)
        self._recipients.addWidget(self._to)
        self._recipients.addWidget(self._more)
        self._recipients.addStretch(1)
        grid = self._grid
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._avatar, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._who, 0, 1)
        grid.addWidget(self._date, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._recipients, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        whole = column(self, spacing=8)
        whole.addWidget(self._subject)
        whole.addLayout(grid)
        whole.addLayout(self._warnings)

    def _fill(self) -> None:
        card = self._card
        if card is None:
            return
        locale = QLocale()
        subject = harmless(card.subject, _SUBJECT_LIMIT)
        self._subject.setText(subject or self.tr("(no subject)"))
        name = harmless(card.sender.name, _NAME_LIMIT)
        address = harmless(card.sender.address, _NAME_LIMIT)
        self._name.setText(name or address or self.tr("(no sender)"))
        self._name.set_tip(tooltip(name or address))
        self._address.setText(address if name else "")
        self._address.set_tip(tooltip(address))
        self._avatar.show_person(name, address)
        self._date.setVisible(card.date_ms is not None)
        if card.date_ms is not None:
            today = QDate.currentDate()
            self._date.setText(header_date(card.date_ms, today, locale))
            self._date.setToolTip(formats.exact_date(card.date_ms, locale))
        self._fill_recipients()
        self._fill_warnings(card)

    def _fill_recipients(self) -> None:
        card = self._card
        if card is None:
            return
        everybody = [*card.to, *card.cc]
        folded = not self._more.isChecked()
        self._to.setWordWrap(not folded)
        self._to.setText(self._folded(everybody) if folded else self._unfolded(card))
        label = self.tr("Show all recipients") if folded else self.tr("Show fewer recipients")
        self._more.setAccessibleName(label)
        self._more.setToolTip(label)
        self._more.setVisible(bool(everybody or card.reply_to))

    def _folded(self, everybody: list[Person]) -> str:
        if not everybody:
            return self.tr("To: nobody named")
        names = QLocale().createSeparatedList([self._short(person) for person in everybody[:_FEW]])
        hidden = len(everybody) - _FEW
        line = self.tr("To: {names}").format(names=names)
        if hidden > 0:
            line += " " + self.tr("and %n other(s)", "recipients of a message", hidden)
        return line

    def _unfolded(self, card: HeaderCard) -> str:
        lines = [
            self.tr("From: {names}").format(names=_full(card.sender)),
            self.tr("To: {names}").format(names=_everybody(card.to)) if card.to else "",
            self.tr("Cc: {names}").format(names=_everybody(card.cc)) if card.cc else "",
            self.tr("Reply to: {names}").format(names=_everybody(card.reply_to))
            if card.reply_to
            else "",
        ]
        return "\n".join(line for line in lines if line)

    def _short(self, person: Person) -> str:
        if person.own:
            return self.tr("me", "the user, among the recipients")
        return harmless(person.name or person.address, 40)

    def _fill_warnings(self, card: HeaderCard) -> None:
        while self._warnings.count():
            item = self._warnings.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for code in dict.fromkeys(card.warnings):
            text = QCoreApplication.translate("HeaderCard", WARNINGS.get(code, _OTHER_WARNING))
            label = _label(size="small", tone="warn", wrap=True)
            label.setText(text)
            self._warnings.addWidget(label)


def header_date(time_ms: int, today: QDate, locale: QLocale) -> str:
    """Return when a message was sent: today at 14:32, else date and time in full."""
    then = formats.moment(time_ms)
    days = then.date().daysTo(today)
    if days == 0:
        text = QCoreApplication.translate("HeaderCard", "today at {time}")
    elif days == 1:
        text = QCoreApplication.translate("HeaderCard", "yesterday at {time}")
    else:
        return formats.exact_date(time_ms, locale)
    return text.format(time=formats.clock(then.time(), locale))


def _full(person: Person) -> str:
    name = harmless(person.name, _NAME_LIMIT)
    address = harmless(person.address, _NAME_LIMIT)
    return f"{name} <{address}>" if name and address else name or address


def _everybody(people: tuple[Person, ...]) -> str:
    shown = ", ".join(_full(person) for person in people[:_MANY])
    return f"{shown}, …" if len(people) > _MANY else shown


def _label(*, size: str, weight: str = "", tone: str = "", wrap: bool = False) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setMinimumWidth(1)
    return _dressed(label, size=size, weight=weight, tone=tone)


def _dressed(label: _L, *, size: str, weight: str = "", tone: str = "") -> _L:
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    set_property(label, "size", size)
    if weight:
        set_property(label, "weight", weight)
    if tone:
        set_property(label, "tone", tone)
    return label
