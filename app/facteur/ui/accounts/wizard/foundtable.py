"""The servers that were found: which, how reached, and where each value came from."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from facteur.base.override import override
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.wizard.origins import origin_words, security_words
from facteur.ui.accounts.wizard.ring import paint_ring
from facteur.ui.accounts.wizard.state import Server, WizardState
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column

_ROWS = ("imap", "pop", "submission")


class FoundTable(QFrame):
    """One row a server. Host names are never cut: their end is what tells."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._style = style
        self._state = WizardState()
        self._heads = {name: QLabel() for name in _ROWS}
        self._hosts = {name: line("message", strong=True) for name in _ROWS}
        self._ways = {name: line("small", tone="text2") for name in _ROWS}
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(1, 1)
        for at, name in enumerate(_ROWS):
            set_property(self._heads[name], "tone", "text2")
            cell = column(spacing=2)
            cell.addWidget(self._hosts[name])
            cell.addWidget(self._ways[name])
            grid.addWidget(self._heads[name], at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(cell, at, 1)
        set_property(self, "banner", "info")

    def show_servers(self, state: WizardState) -> None:
        """Show the servers of this state; a row without one is not there."""
        self._state = state
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        heads = {
            "imap": self.tr("Receiving (IMAP)"),
            "pop": self.tr("Receiving (POP)"),
            "submission": self.tr("Sending"),
        }
        servers = {
            "imap": self._state.imap,
            "pop": self._state.pop,
            "submission": self._state.submission,
        }
        said: list[str] = []
        for name, server in servers.items():
            shown = bool(server.host)
            way = self._way(server)
            self._heads[name].setText(heads[name])
            self._hosts[name].setText(server.host)
            self._ways[name].setText(way)
            for widget in (self._heads[name], self._hosts[name], self._ways[name]):
                widget.setVisible(shown)
            if shown:
                said.append(f"{heads[name]}: {server.host}, {way}")
        self.setAccessibleName(". ".join(said))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            paint_ring(self, self._style)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _way(self, server: Server) -> str:
        return self.tr("port {port}, {security} · {origin}").format(
            port=server.port,
            security=security_words(server.security),
            origin=origin_words(server.host_from, self._state.domain),
        )
