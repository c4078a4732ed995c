"""What Facteur is: name, version, licence."""

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facteur import __version__
from facteur.ui.theme.style import set_property
from facteur.ui.widgets.mainbutton import make_main


class AboutDialog(QDialog):
    """A short dialog with one button."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Facteur"))
        title = QLabel("Facteur")
        set_property(title, "size", "wizard")
        set_property(title, "weight", "strong")
        motto = QLabel(self.tr("A mail client that always tells you where your mail is."))
        version = QLabel(
            self.tr("Version {version}, with Qt {qt}").format(version=__version__, qt=qVersion())
        )
        licence = QLabel(
            self.tr(
                "Free software under the GNU General Public License, version 3 or later."
                " The icons are Lucide’s, under the ISC licence."
            )
        )
        for label in (version, licence):
            set_property(label, "tone", "text2")
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(8)
        for label in (title, motto, version, licence):
            column.addWidget(label)
        column.addSpacing(12)
        column.addLayout(foot)
        make_main(close)
        self.setMinimumWidth(420)
