"""The wizard's window: it holds the state, shows one page at a time, and keeps the way back."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from facteur.base.override import override
from facteur.link.events import Done
from facteur.ui.accounts.wizard.page import Page
from facteur.ui.accounts.wizard.state import Place, WizardState, following, step_number
from facteur.ui.accounts.wizard.stepline import StepLine
from facteur.ui.accounts.wizard.wants import (
    AddAnother,
    Answered,
    Finish,
    Keep,
    News,
    StopConsent,
    StopTrying,
    Visit,
    Want,
)
from facteur.ui.theme.style import Style, set_property
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.mainbutton import make_main

Maker = Callable[[Style], Page]
_WIDTH, _HEIGHT = 940, 690
_LEAST_WIDTH, _LEAST_HEIGHT = 720, 560
_USUAL_PX = 13


class WizardDialog(QDialog):
    """Pages are made when they are first shown. Leaving loses nothing that was typed."""

    asked = Signal(object)
    """A wants.Want for the engine or the window; the state it is about is `state`."""

    left_with = Signal(object)
    """The wizard was left before the account was kept; the WizardState to resume with."""

    finished_with = Signal(object)
    """The account is kept and the last page was left; the WizardState, with `account`."""

    def __init__(
        self, style: Style, makers: dict[Place, Maker], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._makers = makers
        self._pages: dict[Place, Page] = {}
        self._areas: dict[Place, QScrollArea] = {}
        self._trail: list[Place] = []
        self._over = False
        self.state = WizardState()
        self.steps = StepLine(style)
        self._stack = QStackedWidget()
        self._foot = QWidget()
        self.cancel = QPushButton()
        self.link = QPushButton()
        self.back = QPushButton()
        self.main = QPushButton()
        self._arrange()
        make_main(self.main)
        self.cancel.clicked.connect(self.reject)
        self.link.clicked.connect(self._on_link)
        self.back.clicked.connect(self.go_back)
        self.main.clicked.connect(self._on_main)
        self.setMinimumSize(self._least_width(), _LEAST_HEIGHT)
        self.resize(max(_WIDTH, self._least_width()), _HEIGHT)

    # -- the way --------------------------------------------------------------------------------

    def begin(self, state: WizardState, place: Place = Place.ADDRESS) -> None:
        """Begin with the first page and this state, which may be one that was left."""
        self.state = state
        self._over = False
        self._trail = []
        self._show(place)

    @property
    def place(self) -> Place:
        """The page that is shown."""
        return self._trail[-1]

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[self.place]

    def visit(self, place: Place) -> None:
        """Show another page; one that the way led through is gone back to."""
        if self._trail and place is not self.place:
            self.page.left()
        if place in self._trail:
            del self._trail[self._trail.index(place) :]
        self._show(place)

    def go_back(self) -> None:
        """Show the page before."""
        if len(self._trail) > 1 and not self.state.account:
            self.page.left()
            self._trail.pop()
            self._show(self._trail.pop())

    def hear(self, news: News) -> None:
        """Tell every page what the engine said, and go on when the account is kept."""
        for page in tuple(self._pages.values()):
            page.hear(news)
        match news:
            case Answered(want=Keep(), reply=Done(account=account)):
                self._on_kept(account)
            case _:
                self._refresh()
                if self.main.isEnabled() and self.back.hasFocus():
                    self.main.setFocus()  # there is a way on now: Enter shall not lead back

    # -- what the dialog itself does --------------------------------------------------------------

    @override
    def reject(self) -> None:
        """Leave: what was typed is kept, to be resumed; an account that is kept is shown."""
        self._end()
        super().reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._end()
        super().closeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._refresh()
        super().changeEvent(event)

    def _end(self) -> None:
        if self._over or not self._trail:
            return
        self._over = True
        self.page.left()
        if self.state.account:
            self.finished_with.emit(self.state)
        else:
            for want in (StopConsent(), StopTrying()):
                self.asked.emit(want)
            self.left_with.emit(self.state)

    def _show(self, place: Place) -> None:
        page = self._page(place)
        self._trail.append(place)
        page.show_state(self.state)
        self._stack.setCurrentWidget(self._areas[place])
        self._areas[place].verticalScrollBar().setValue(0)
        page.entered()
        self._refresh()
        self._focus()

    def _focus(self) -> None:
        """Put the keyboard on the page, or else on what goes on."""
        self.page.focus_first()
        if not self.page.isAncestorOf(self.focusWidget()):
            (self.main if self.main.isEnabled() else self.back).setFocus()

    def _page(self, place: Place) -> Page:
        found = self._pages.get(place)
        if found is not None:
            return found
        page = self._makers[place](self._style)
        page.changed.connect(self._on_changed)
        page.refreshed.connect(self._refresh)
        page.forward.connect(partial(self._on_forward, place))
        page.wanted.connect(self._on_wanted)
        inside = QWidget()
        set_property(inside, "pane", "surface")
        column(inside, margins=(36, 4, 36, 16)).addWidget(page)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        set_property(area, "pane", "surface")
        area.setWidget(inside)
        self._pages[place], self._areas[place] = page, area
        self._stack.addWidget(area)
        return page

    def _on_changed(self, state: WizardState) -> None:
        self.state = state
        self._refresh()

    def _on_forward(self, place: Place) -> None:
        if place is not self.place:
            return
        further = following(place, self.state)
        if further is not None:
            self.visit(further)

    def _on_wanted(self, want: Want) -> None:
        match want:
            case Visit(place=place):
                self.visit(place)
            case Finish():
                self.accept_kept()
            case AddAnother():
                self._add_another()
            case _:
                self.asked.emit(want)

    def accept_kept(self) -> None:
        """Close after the account is kept."""
        self._end()
        super().accept()

    def _on_main(self) -> None:
        self.page.press_primary()

    def _on_link(self) -> None:
        self.page.press_link()

    def _on_kept(self, account: int) -> None:
        self.state = replace(
            self.state,
            account=account,
            password="",
            client_secret="",
            present=self.state.present | {self.state.address.lower()},
        )
        self.visit(Place.DONE)

    def _add_another(self) -> None:
        before = self.state
        self.page.left()
        self.finished_with.emit(before)
        self.begin(WizardState(name=before.name, present=before.present))

    # -- what is shown --------------------------------------------------------------------------

    def _title(self) -> str:
        return self.tr("Add an address")

    def _least_width(self) -> int:
        """Return what larger text needs, as far as the screen has it."""
        wanted = round(_LEAST_WIDTH * max(1.0, self._style.base_px / _USUAL_PX))
        return min(wanted, max(_LEAST_WIDTH, self.screen().availableGeometry().width()))

    def _refresh(self) -> None:
        if not self._trail:
            return
        page = self.page
        # Read aloud when the dialog opens, and what a list of windows shows.
        self.setWindowTitle(f"{self._title()} – {page.title.text()}")
        self.steps.show_step(self.place, step_number(self.place, self.state.protocol))
        self.cancel.setText(self.tr("Cancel"))
        self.back.setText(self.tr("Back"))
        kept = bool(self.state.account)
        self.cancel.setVisible(not kept)
        self.back.setVisible(len(self._trail) > 1 and not kept)
        self.link.setText(page.link_text())
        self.link.setVisible(bool(page.link_text()))
        self.main.setText(page.primary_text())
        self.main.setVisible(bool(page.primary_text()))
        self.main.setEnabled(page.ready())

    def _arrange(self) -> None:
        for button in (self.cancel, self.link):
            set_property(button, "kind", "link")
        set_property(self.main, "kind", "primary")
        set_property(self._foot, "pane", "window")
        foot = row(self._foot, spacing=10, margins=(36, 12, 36, 12))
        ways_out = row(spacing=24)
        ways_out.addWidget(self.cancel)
        ways_out.addWidget(self.link)
        foot.addLayout(ways_out)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.main)
        line = QFrame()
        set_property(line, "line", "pane")
        line.setFixedHeight(1)
        head = QWidget()
        set_property(head, "pane", "surface")
        column(head, margins=(36, 24, 36, 4)).addWidget(self.steps)
        whole = column(self)
        whole.addWidget(head)
        whole.addWidget(self._stack, 1)
        whole.addWidget(line)
        whole.addWidget(self._foot)
