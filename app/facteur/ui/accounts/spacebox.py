"""How full an account is on its server: a sentence and a bar, hidden while it is not known."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from facteur.mail.space import GETTING_FULL, NEARLY_FULL, Space
from facteur.ui import format as formats
from facteur.ui.accounts.lines import line
from facteur.ui.theme.style import Style
from facteur.ui.widgets.bar import Bar
from facteur.ui.widgets.boxes import column


class SpaceBox(QWidget):
    """The space of one account."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.said = line("body")
        self.bar = Bar(style)
        whole = column(self, spacing=4)
        whole.addWidget(self.said)
        whole.addWidget(self.bar)
        self.hide()

    def show_space(self, space: Space | None, account: str) -> None:
        """Show it; account: what the account is called, for who does not see where it stands."""
        self.setVisible(space is not None)
        if space is None:
            return
        locale = QLocale()
        sentence = self.tr("Space on the server: {used} of {total} ({percent})").format(
            used=formats.size(space.used_octets, locale),
            total=formats.size(space.limit_octets, locale),
            percent=formats.percent(space.percent, locale),
        )
        self.said.setText(sentence)
        named = f"{account} · {sentence}"
        self.said.setAccessibleName(named)
        self.bar.setAccessibleName(named)
        self.bar.set_progress(space.used_octets, space.limit_octets)
        full, filling = space.percent >= NEARLY_FULL, space.percent >= GETTING_FULL
        self.bar.set_tone("danger" if full else "warn" if filling else "accent")
