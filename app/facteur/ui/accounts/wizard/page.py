"""What every page of the wizard is to the dialog that holds it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from facteur.base.override import override
from facteur.ui.accounts.lines import line
from facteur.ui.accounts.wizard.state import WizardState
from facteur.ui.accounts.wizard.wants import News
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column


class Page(QWidget):
    """A title, a lead, and what a page puts into `body`. It shows a state and says the new one.

    The dialog owns the state: `show_state` is called when the page is shown and after every
    change that came from elsewhere. A page that changes something emits `changed` with the whole
    new state and must not wait to be shown it again. The scroll area and the footer are the
    dialog's; the sizes of type come from base.qss.
    """

    changed = Signal(object)
    """The new WizardState."""

    forward = Signal()
    """The page is done: go on, as after its primary button."""

    wanted = Signal(object)
    """Something that only the dialog or the engine can do: a wants.Want."""

    refreshed = Signal()
    """What `primary_text`, `ready` or `link_text` return is another now."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = style
        self.state = WizardState()
        self.title = line("wizard", strong=True)
        self.lead = line("message", tone="text2")
        set_property(self, "pane", "surface")
        whole = column(self, spacing=6)
        whole.addWidget(self.title)
        whole.addWidget(self.lead)
        whole.addSpacing(12)
        self.body = column(spacing=12)
        whole.addLayout(self.body, 1)

    def show_state(self, state: WizardState) -> None:
        """Show everything of this state that belongs here."""
        self.state = state
        self.retranslate()

    def update_state(self, state: WizardState) -> None:
        """Make this the state, and say so when it is another one."""
        if state != self.state:
            self.state = state
            self.changed.emit(state)
            self.refreshed.emit()

    def hear(self, news: News) -> None:
        """Take what the engine said. Every page hears everything; most is for another."""

    def entered(self) -> None:
        """Begin what begins by itself: the page is on screen now, after show_state."""

    def left(self) -> None:
        """End what should not go on unseen: another page is shown, or the dialog is left."""

    def primary_text(self) -> str:
        """Return what the one filled button says: what it does. "" hides it."""
        return self.tr("Continue")

    def ready(self) -> bool:
        """Whether the primary button can be pressed; where not, the page says why."""
        return True

    def press_primary(self) -> None:
        """Do what the primary button says; what is wrong is pointed at instead."""
        self.forward.emit()

    def link_text(self) -> str:
        """Return the words of the footer's link, "" for none."""
        return ""

    def press_link(self) -> None:
        """Do what the footer's link says."""

    def focus_first(self) -> None:
        """Put the keyboard where this page begins."""
        self.focusNextChild()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self.refreshed.emit()
        super().changeEvent(event)


def focus(widget: QWidget) -> None:
    """Give a widget the keyboard in a way that shows it."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
