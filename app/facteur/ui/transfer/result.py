"""What came of a transfer, and the list of what was left out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QPushButton, QWidget

from facteur.ui.theme.style import Style, set_property
from facteur.ui.transfer.choices import label
from facteur.ui.transfer.words import Report
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.mainbutton import make_main

_WIDTH_PX = 560
_LIST_PX = 220


class ResultDialog(QDialog):
    """Stands beside the window, so that it is not lost under it."""

    def __init__(self, style: Style, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(report.title)
        self.setMinimumWidth(_WIDTH_PX)
        self.report = report
        whole = column(self, spacing=12, margins=(28, 24, 28, 20))
        whole.addWidget(label(report.title, size="subject", weight="strong"))
        for line in report.lines:
            said = label(line)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            whole.addWidget(said)
        if report.left_out:
            self.list = QListWidget()
            self.list.setFont(style.font())
            self.list.setMinimumHeight(_LIST_PX)
            self.list.setWordWrap(True)
            self.list.setAccessibleName(self.tr("What was left out"))
            self.list.addItems(list(report.left_out))
            whole.addWidget(self.list, 1)
        foot = row(spacing=10)
        foot.addStretch(1)
        self.close_button = QPushButton(self.tr("C&lose"))
        set_property(self.close_button, "kind", "primary")
        self.close_button.clicked.connect(self.accept)
        foot.addWidget(self.close_button)
        whole.addSpacing(4)
        whole.addLayout(foot)
        make_main(self.close_button)
        self.close_button.setFocus()
