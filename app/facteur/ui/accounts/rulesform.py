"""What becomes of the server's copy of a message that was collected (POP): the ways to choose.

Without title and scroll area: those are of the page or the dialog around it.
"""

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QSpinBox,
    QWidget,
)

from facteur.base.override import override
from facteur.mail.account import FEWEST_DAYS, MOST_DAYS, AfterDownload, PopRules
from facteur.ui import format as formats
from facteur.ui.accounts import estimate
from facteur.ui.accounts.copies import ADVISED, Copies
from facteur.ui.accounts.estimate import Basis, Known
from facteur.ui.accounts.estimatebox import EstimateBox
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.optioncard import OptionCard, OptionGroup
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.flowlayout import FlowLayout

_CONTROL_PX = 32
_ICON_PX = 18
_MEGA = 1_000_000
_USUAL_MEGA, _MOST_MEGA = 5, 9999
# What providers sell, in MB; 0: nobody knows.
_SIZES_MEGA = (0, 100, 250, 500, 1000, 2000, 5000, 10_000, 15_000, 50_000)


class RulesForm(QWidget):
    """Three ways, of which the first is advised, and two finer points."""

    changed = Signal()
    """Another rule was chosen."""

    imap_asked = Signal()
    """The user would rather keep the mail on the server."""

    def __init__(
        self, style: Style, parent: QWidget | None = None, *, imap_offered: bool = True
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._imap_offered = imap_offered
        self._known: Known | None = None
        self._now_ms = 0
        self._copies = Copies.POSSIBLE
        self._octets = 0  # the size of the mailbox as its server tells it, 0 when it does not
        self._headers_octets = 0  # as filled: the field shows whole MB only
        self.delete = OptionCard(style)
        self.leave = OptionCard(style)
        self.keep = OptionCard(style)
        self._cards = {
            AfterDownload.DELETE: self.delete,
            AfterDownload.LEAVE: self.leave,
            AfterDownload.KEEP: self.keep,
        }
        self._group = OptionGroup(tuple(self._cards.values()), self)
        self._days_label, self._counted = line(), line("small", tone="text2")
        self.days = QSpinBox()
        self._size_label = line()
        self._size_field = QWidget()
        self.size_box = QComboBox()
        self.box = EstimateBox(style)
        self.to_imap = QPushButton()
        self.follow = QCheckBox()
        self.headers_only = QCheckBox()
        self.headers_over = QSpinBox()
        self._promise_icon = QLabel()
        self._promise = line(strong=True)
        self._prepare()
        self._arrange()
        self._connect()
        self.fill(ADVISED)
        self._dress()

    # -- values ---------------------------------------------------------------------------------

    def fill(self, rules: PopRules) -> None:
        """Show these rules."""
        self._cards[rules.after_download].radio.setChecked(True)
        self.days.setValue(rules.leave_days)
        self.follow.setChecked(rules.follow_deletion)
        self._headers_octets = rules.headers_over_octets
        self.headers_only.setChecked(rules.headers_over_octets > 0)
        self.headers_over.setValue(_mega(rules.headers_over_octets) or _USUAL_MEGA)
        self.retranslate()

    def rules(self) -> PopRules:
        """Return the rules as they are chosen."""
        return PopRules(
            after_download=next(way for way, card in self._cards.items() if card.chosen),
            leave_days=self.days.value(),
            follow_deletion=self.follow.isChecked(),
            headers_over_octets=self._headers_over(),
        )

    def show_account(self, known: Known | None, now_ms: int, copies: Copies) -> None:
        """Tell what is known of the account; None: it does not exist yet."""
        self._known = known
        self._now_ms = now_ms
        self._copies = copies
        self.leave.radio.setEnabled(copies is Copies.POSSIBLE)
        if copies is Copies.IMPOSSIBLE and self.leave.chosen:
            self.keep.radio.setChecked(True)  # never make a choice that deletes by itself
        self.retranslate()

    def offer_imap(self, offered: bool) -> None:
        """Offer to keep the mail on the server instead, where that suits better."""
        self._imap_offered = offered
        self._refresh()

    def show_size(self, octets: int, *, told: bool) -> None:
        """Take the size of the mailbox; told: by its server, so that nobody need be asked."""
        self._octets = octets if told else 0
        self._size_field.setHidden(told)
        if not told and octets:
            mega = octets // _MEGA
            self.size_box.setCurrentIndex(_SIZES_MEGA.index(mega) if mega in _SIZES_MEGA else 0)
        self._refresh()

    @property
    def size_octets(self) -> int:
        """The size of the mailbox as the user or its server told it, 0 when nobody knows it."""
        return self._total()

    def focus_first(self) -> None:
        """Put the keyboard on the chosen way."""
        chosen = next(card for card in self._cards.values() if card.chosen)
        chosen.radio.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- words ----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.delete.word(
            self.tr("Delete once the message is on this computer"),
            self.tr("The simplest. Facteur deletes only after saving and checking the message."),
            stamp=self.tr("Advised with POP"),
            caution=self.tr(
                "If this computer’s disk breaks without a backup, everything is lost; "
                "moving to another program is harder."
            ),
        )
        self.keep.word(self.tr("Never delete from the server"), self._keep_words())
        self._days_label.setText(self.tr("Delete from the server after"))
        self._counted.setText(self.tr("counted from its arrival on this computer"))
        self.days.setAccessibleName(self._days_label.text())
        self.days.setAccessibleDescription(self._counted.text())
        self._size_label.setText(self.tr("Mailbox size"))
        self.size_box.setAccessibleName(self._size_label.text())
        for index, mega in enumerate(_SIZES_MEGA):
            self.size_box.setItemText(index, self._size_words(mega))
        self.to_imap.setText(self.tr("Choose IMAP instead"))
        self.follow.setText(self.tr("&Also delete from the server when I delete here"))
        over = self.tr("&Only headers (sender, subject, date) for messages over")
        self.headers_only.setText(over)
        self.headers_over.setAccessibleName(over.replace("&", ""))
        self.headers_over.setSuffix("\u00a0" + formats.size(_MEGA, QLocale()).rsplit("\u00a0")[-1])
        self._promise.setText(self.tr("Nothing is deleted before you agree."))
        self.box.retranslate()
        self._refresh()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # -- inside ---------------------------------------------------------------------------------

    def _leave_words(self) -> str:
        if self._copies is Copies.IMPOSSIBLE:
            return self.tr(
                "This server cannot tell which messages were already taken; "
                "delete them, or use IMAP."
            )
        return self.tr("To read on webmail or another device too, for a few days.")

    def _keep_words(self) -> str:
        """Say when the mailbox would be full: only from the account's own figures."""
        a_day = estimate.rate(self._known, self._now_ms)
        total = self._total()
        if self._known is not None and total and a_day.basis is Basis.MEASURED:
            today = formats.moment(self._now_ms).date()
            full = estimate.full_on(a_day, self._known.on_server_octets, total, today)
            if full is not None:
                pattern = "d MMMM" if full.year() == today.year() else "d MMMM yyyy"
                return self.tr(
                    "The mailbox would be full around {date}. IMAP suits this better."
                ).format(date=QLocale().toString(full, pattern))
        return self.tr("In time the mailbox fills up. IMAP suits this better.")

    def _size_words(self, mega: int) -> str:
        if not mega:
            return self.tr("not known", "the size of a mailbox")
        return formats.size(mega * _MEGA, QLocale())

    def _total(self) -> int:
        """Return the size of the mailbox as told, 0 when nobody knows it."""
        return self._octets or _SIZES_MEGA[max(0, self.size_box.currentIndex())] * _MEGA

    def _headers_over(self) -> int:
        if not self.headers_only.isChecked():
            return 0
        shown = self.headers_over.value()
        same = self._headers_octets and shown == _mega(self._headers_octets)
        return self._headers_octets if same else shown * _MEGA

    def _refresh(self) -> None:
        """Say anew what depends on figures."""
        days = self.days.value()
        self.days.setSuffix(" " + self.tr("day(s)", "after a number", days))
        self.box.show_estimate(estimate.rate(self._known, self._now_ms), days, self._total())
        self.leave.word(self.tr("Leave a copy for a while"), self._leave_words())
        told = f"{self._leave_words()} {self.box.spoken()}"
        self.leave.radio.setAccessibleDescription(told)
        self.keep.word(self.keep.radio.text(), self._keep_words())
        self.headers_over.setEnabled(self.headers_only.isChecked())
        self.to_imap.setVisible(self._imap_offered and not self.delete.chosen)

    def _on_changed(self) -> None:
        self._refresh()
        self.changed.emit()

    def _dress(self) -> None:
        drawing = icons.pixmap(
            "shield-check", self._style.tokens.ok, _ICON_PX, ratio=self.devicePixelRatioF()
        )
        self._promise_icon.setPixmap(drawing)

    def _prepare(self) -> None:
        self.days.setRange(FEWEST_DAYS, MOST_DAYS)
        self.headers_over.setRange(1, _MOST_MEGA)
        for control in (
            *(self.days, self._counted, self.size_box),
            *(self.headers_only, self.headers_over),
        ):
            control.setMinimumHeight(_CONTROL_PX)
        for label in (self._days_label, self._size_label, self._counted):
            label.setWordWrap(False)
        for _size in _SIZES_MEGA:
            self.size_box.addItem("")
        set_property(self.to_imap, "kind", "link")
        self.to_imap.setAutoDefault(False)
        self._promise_icon.setFixedSize(QSize(_ICON_PX, _ICON_PX))

    def _connect(self) -> None:
        for card in self._cards.values():
            card.radio.toggled.connect(self._on_changed)
        self.days.valueChanged.connect(self._on_changed)
        self.size_box.currentIndexChanged.connect(self._on_changed)
        self.follow.toggled.connect(self._on_changed)
        self.headers_only.toggled.connect(self._on_changed)
        self.headers_over.valueChanged.connect(self._on_changed)
        self.to_imap.clicked.connect(self.imap_asked)
        self._style.changed.connect(self._dress)

    def _arrange(self) -> None:
        self._arrange_leave()
        over = QWidget()
        flow = FlowLayout(8, over)
        flow.addWidget(self.headers_only)
        flow.addWidget(self.headers_over)
        promise = row(spacing=8)
        promise.addWidget(self._promise_icon)
        promise.addWidget(self._promise, 1)
        promise.addWidget(self.to_imap)
        # Tight: with the longest way chosen, all of it is seen in a dialog 690 px high.
        whole = column(self, spacing=8)
        for card in self._cards.values():
            whole.addWidget(card)
        whole.addLayout(promise)
        whole.addWidget(self.follow)
        whole.addWidget(over)
        whole.addStretch(1)

    def _arrange_leave(self) -> None:
        fields, days = QWidget(), QWidget()
        flow = FlowLayout(12, fields)
        for field, parts in (
            (days, (self._days_label, self.days)),
            (QWidget(), (self._counted,)),
            (self._size_field, (self._size_label, self.size_box)),
        ):
            side_by_side = row(field, spacing=8)
            for part in parts:
                side_by_side.addWidget(part)
            flow.addWidget(field)
        inside = column(self.leave.body, spacing=10, margins=(0, 4, 0, 4))
        inside.addWidget(fields)
        inside.addWidget(self.box)


def _mega(octets: int) -> int:
    return max(1, round(octets / _MEGA)) if octets else 0
