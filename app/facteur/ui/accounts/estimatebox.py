"""The caution beside copies left on a server: what can go wrong, and an honest estimate."""

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from facteur.base.override import override
from facteur.ui import format as formats
from facteur.ui.accounts import estimate
from facteur.ui.accounts.estimate import Basis, Level, Rate
from facteur.ui.accounts.lines import line
from facteur.ui.theme import icons
from facteur.ui.theme.style import Style, set_property
from facteur.ui.theme.tokens import colour
from facteur.ui.widgets.boxes import column, row

_BAR_PX = 8
_ICON_PX = 18


class EstimateBar(QWidget):
    """How much of the mailbox would be taken; the words beside it say the same."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.part = 0.0
        self.level = Level.CALM
        self.setFixedHeight(_BAR_PX)
        style.changed.connect(self.update)

    def show_part(self, octets: int, total: int) -> None:
        """Fill it with octets of total."""
        self.part = min(1.0, octets / total)
        self.level = estimate.level(octets, total)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._style.tokens
        fill, track = {
            Level.CALM: (tokens.accent, tokens.info_border),
            Level.CAUTION: (tokens.warn_fill, tokens.warn_track),
            Level.DANGER: (tokens.danger, tokens.danger_border),
        }[self.level]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = _BAR_PX / 2
        painter.setBrush(colour(track))
        painter.drawRoundedRect(whole, radius, radius)
        width = max(float(_BAR_PX), whole.width() * self.part)
        left = whole.right() - width if self.isRightToLeft() else whole.left()
        painter.setBrush(colour(fill))
        painter.drawRoundedRect(QRectF(left, whole.top(), width, whole.height()), radius, radius)
        painter.end()


class EstimateBox(QFrame):
    """Says that leaving copies is not for beginners, and how much room they would take."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(_ICON_PX, _ICON_PX))
        self._title = line(strong=True)
        self._meaning = line()
        self.bar = EstimateBar(style)
        self.amount = line(strong=True)
        self.part = line(strong=True)
        self.part.setWordWrap(False)
        self.source = line("small", tone="text2")
        self.bad = line(tone="danger", strong=True)
        set_property(self, "banner", "warn")
        self._arrange()
        style.changed.connect(self._dress)
        self._dress()

    def show_estimate(self, a_day: Rate, days: int, total: int) -> None:
        """Show what so many days take; total: the size of the mailbox, 0 when nobody knows it."""
        locale = QLocale()
        octets = estimate.needed(a_day, days)
        self.amount.setText(
            self.tr("{days} day(s) of mail: about {size}", "", days).format(
                days=days, size=estimate.exact_size(octets, locale)
            )
        )
        self.source.setText(self._source(a_day, total, locale))
        self.bar.setVisible(total > 0)
        self.part.setVisible(total > 0)
        self.bad.setVisible(total > 0 and estimate.overflows(octets, total))
        if total > 0:
            self.bar.show_part(octets, total)
            self.part.setText(
                self.tr("{percent} of {total}").format(
                    percent=formats.percent(estimate.percent(octets, total), locale),
                    total=formats.size(total, locale),
                )
            )
        self.bad.setText(
            self.tr(
                "Your mailbox would be full before those {days} day(s) are over. "
                "Choose fewer days, or IMAP.",
                "",
                days,
            ).format(days=days)
        )

    def retranslate(self) -> None:
        """Word what does not depend on figures."""
        self._title.setText(self.tr("Not advised for beginners"))
        self._meaning.setText(
            self.tr(
                "The copies left behind take up room. Once the server is full it turns new mail "
                "away, and the senders get an error."
            )
        )

    def spoken(self) -> str:
        """Return what the box says, for assistive tools."""
        labels = (self._title, self._meaning, self.amount, self.part, self.bad, self.source)
        return " ".join(label.text() for label in labels if not label.isHidden())

    def _source(self, a_day: Rate, total: int, locale: QLocale) -> str:
        size = estimate.exact_size(a_day.octets, locale)
        example = {"messages": estimate.EXAMPLE_MESSAGES, "rate": size}
        match a_day.basis:
            case Basis.MEASURED:
                words = self.tr("Based on your last 30 days: {rate} a day on average.").format(
                    rate=size
                )
            case Basis.TOO_SOON:
                words = self.tr(
                    "Example for {messages} messages a day ({rate}). "
                    "Facteur will refine it after 30 days of your mail."
                ).format(**example)
            case Basis.EXAMPLE:
                words = self.tr(
                    "Example for {messages} messages a day ({rate}). "
                    "Facteur will refine it once connected."
                ).format(**example)
        if total > 0:
            return words
        unknown = self.tr("POP does not report the mailbox size: see your provider’s site.")
        return f"{words} {unknown}"

    def _dress(self) -> None:
        drawing = icons.pixmap(
            "triangle-alert", self._style.tokens.warn, _ICON_PX, ratio=self.devicePixelRatioF()
        )
        self._icon.setPixmap(drawing)

    def _arrange(self) -> None:
        head = row(spacing=8)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        figures = row(spacing=12)
        figures.addWidget(self.amount, 1)
        figures.addWidget(self.part)
        whole = column(self, spacing=6, margins=(16, 12, 16, 12))
        whole.addLayout(head)
        whole.addWidget(self._meaning)
        whole.addSpacing(4)
        whole.addWidget(self.bar)
        whole.addLayout(figures)
        whole.addWidget(self.bad)
        whole.addWidget(self.source)
