"""Runs the practice: server, accounts, both ends, lessons. It shows what has really happened."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from facteur.base.errors import StoreUnavailable
from facteur.base.log import logger
from facteur.link import commands, events
from facteur.link import practice as link
from facteur.mail.keys import AccountKey
from facteur.store.reader import Reader
from facteur.ui.engineclient import EngineClient
from facteur.ui.practice import endrows, scene
from facteur.ui.practice.client import PracticeClient
from facteur.ui.practice.lessoncard import LessonCard
from facteur.ui.practice.lessons import LESSONS, Course, Lesson
from facteur.ui.practice.lessonwords import words
from facteur.ui.practice.performing import Accounts, EngineStep, ServerStep, Step, fields, steps
from facteur.ui.practice.scene import End, Scene
from facteur.ui.practice.view import PracticePanel
from facteur.ui.theme.style import Style
from facteur.ui.widgets.banner import Banner, Notice, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

_LOG = logger("ui")
_LOOK_MS = 80  # a pass changes many rows; they are read together
_ANSWER_MS = 400  # the longest that the next step waits for the server to tell something
USERS = ((link.IMAP_USER, "IMAP"), (link.POP_USER, "POP"))


class PracticeController(QObject):
    """Owns the practice server of this window."""

    account_added = Signal(object)
    """The IMAP account of the practice is there, its AccountKey; its inbox is to be shown."""

    inbox_wanted = Signal(object)
    """A lesson is about the inbox of this AccountKey."""

    add_asked = Signal()
    """The user wants to add their own address."""

    panel_toggled = Signal()
    """The panel was shown or hidden."""

    quit_asked = Signal()
    """The user wants to leave."""

    def __init__(
        self,
        style: Style,
        client: EngineClient,
        reader: Reader,
        server_command: tuple[str, ...],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._client = client
        self._reader = reader
        self._listening: link.Listening | None = None
        self._accounts = Accounts(keys={}, fields={})
        self._maildrops: dict[str, link.Maildrop] = {}
        self._line_up = True
        self._days_ahead = 0
        self._user = link.IMAP_USER
        self._lesson = ""
        self._courses: dict[str, Course] = {}
        self._steps: deque[Step] = deque()
        self._acting = False
        self._panel_shown = True
        self._lost = False
        self.scene = Scene()
        self.bar = Banner(style)
        self.panel = PracticePanel(style, USERS)
        self.server = PracticeClient(server_command, self)
        self._look = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._look.timeout.connect(self.look)
        self._answer = QTimer(self, singleShot=True, interval=_ANSWER_MS)
        self._answer.timeout.connect(self._next_step)
        self._connect()
        self.retranslate()

    def start(self) -> None:
        """Start the practice server; the accounts follow when it listens."""
        self.server.start()

    def stop(self) -> None:
        """End the practice server."""
        self._look.stop()
        self._answer.stop()
        self.server.stop()

    @property
    def settled(self) -> bool:
        """Whether both accounts are there, with their mail."""
        return all(self.scene.end(user).here for user, _title in USERS)

    def follow(self, account: AccountKey | None) -> None:
        """Show the ends of the account whose mail is open; None for another one."""
        for user, key in self._accounts.keys.items():
            if key == account:
                self._show_user(user)

    def toggle_panel(self) -> None:
        """Show or hide the panel."""
        self._panel_shown = not self._panel_shown
        self.panel.setVisible(self._panel_shown)
        self._word_bar()
        self.panel_toggled.emit()

    def retranslate(self) -> None:
        """Word bar and lessons in the language now in force."""
        self.panel.remove_cards()
        for lesson in LESSONS:
            by_hand = tuple(not act.deeds for act in lesson.acts)
            card = LessonCard(self._style, words(lesson.key), by_hand)
            self.panel.add_card(lesson.key, card)
            self._show_course(lesson.key)
        self.panel.show_lesson(self._lesson)
        self._word_bar()
        self._show()

    # -- what happens ---------------------------------------------------------------------------

    def _connect(self) -> None:
        self.server.heard.connect(self._on_server)
        self.server.lost.connect(self._on_lost)
        self._client.happened.connect(self._on_event)
        self._client.started.connect(self._on_engine)
        self.bar.main_pressed.connect(self.add_asked)
        self.bar.second_pressed.connect(self.toggle_panel)
        self.bar.link_pressed.connect(self.quit_asked)
        self.panel.user_chosen.connect(self._on_user)
        self.panel.lesson_chosen.connect(self.open_lesson)
        self.panel.act_pressed.connect(self._on_act)
        self.panel.retranslated.connect(self.retranslate)

    def _on_server(self, event: link.Event) -> None:
        match event:
            case link.Listening():
                self._listening = event
                self._add_accounts(event)
            case link.Maildrop(user=user):
                self._maildrops[user] = event
            case link.Line(up=up):
                self._line_up = up
            case link.Sent():
                pass
        if self._answer.isActive():
            self._answer.stop()
            self._next_step()
        self._look.start()

    def _on_lost(self) -> None:
        self._lost = True
        self._word_bar()

    def _add_accounts(self, listening: link.Listening) -> None:
        """Give the accounts to the engine, with their passwords, which are in no keyring."""
        self._accounts = Accounts(
            keys={}, fields={user: fields(user, listening) for user, _title in USERS}
        )
        for user, of_user in self._accounts.fields.items():
            self._add(user, of_user, listening.passwords[user])

    def _add(self, user: str, of_user: commands.AccountFields, password: str) -> None:
        def make(request: int) -> commands.Command:
            return commands.AddAccount(request=request, account=of_user, password=password)

        def note(reply: events.Reply) -> None:
            if isinstance(reply, events.Failed):
                _LOG.error("the practice account is refused: %s", reply.problem.code)
                return
            key = AccountKey(reply.account)
            known = {**self._accounts.keys, user: key}
            self._accounts = Accounts(keys=known, fields=self._accounts.fields)
            if user == link.IMAP_USER:
                self.account_added.emit(key)
            self._look.start()

        self._client.send(make, note)

    def _on_engine(self) -> None:
        """Give the passwords again to an engine that started anew, with a clock that is right."""
        if self._listening is None:
            return
        self._days_ahead = 0
        for user, key in self._accounts.keys.items():
            self._give_password(key, self._listening.passwords[user])

    def _give_password(self, key: AccountKey, password: str) -> None:
        def make(request: int) -> commands.Command:
            return commands.SetPassword(
                request=request, account=key, password=password, remember=False
            )

        self._client.send(make)

    def _on_event(self, event: events.Event) -> None:
        match event:
            case events.MessagesChanged() | events.BodyChanged() | events.MailboxesChanged():
                self._look.start()
            case _:
                pass

    # -- what is shown --------------------------------------------------------------------------

    def look(self) -> None:
        """Read both ends anew, judge the lessons, show all of it."""
        try:
            ends = {user: self._end(user) for user, _title in USERS}
        except StoreUnavailable as error:  # the engine is making it
            _LOG.info("nothing to read yet: %s", error)
            return
        self.scene = Scene(ends=ends, line_up=self._line_up, days_ahead=self._days_ahead)
        for key, course in self._courses.items():
            while course.judge(self.scene):
                self._show_course(key)
        self._show()

    def _end(self, user: str) -> End:
        told, key = self._maildrops.get(user), self._accounts.keys.get(user)
        return End(
            server=tuple(reversed(told.messages)) if told is not None else (),
            here=scene.here(self._reader, key) if key is not None else (),
        )

    def _show(self) -> None:
        end = self.scene.end(self._user)
        self.panel.show_user(self._user)
        self.panel.server.show_rows(endrows.server_rows(end), str(len(end.server)))
        self.panel.here.show_rows(endrows.here_rows(end), str(len(end.here)))
        self.panel.server.show_note("" if self._line_up else self.tr("The line is cut."))
        self.panel.show_clock(self._days_ahead)

    def _show_user(self, user: str) -> None:
        self._user = user
        self._show()

    def _on_user(self, user: str) -> None:
        self._show_user(user)
        self._want_inbox(user)

    def _want_inbox(self, user: str) -> None:
        key = self._accounts.keys.get(user)
        if key is not None:
            self.inbox_wanted.emit(key)

    # -- lessons --------------------------------------------------------------------------------

    def open_lesson(self, key: str) -> None:
        """Open a lesson from its beginning, or close the one that is open."""
        if not self._line_up:  # nobody is left behind without a line
            self.server.send(link.SetLine(up=True))
            self._send_look()
        self._lesson = "" if key == self._lesson else key
        self.panel.show_lesson(self._lesson)
        if not self._lesson:
            return
        lesson = _lesson(key)
        course = self._courses.get(key)
        if course is None or course.done:
            self._courses[key] = Course(lesson, self.scene)
        self._show_course(key)
        self._on_user(lesson.user)

    def _send_look(self) -> None:
        self._client.send(lambda request: commands.Sync(request=request))

    def _on_act(self, key: str) -> None:
        course = self._courses.get(key)
        if course is None or self._acting or self._listening is None:
            return
        self._acting = True
        for deed in course.begin(self.scene):
            self._steps.extend(steps(deed, self._accounts))
        self._show_course(key)
        self._next_step()

    def _next_step(self) -> None:
        """Do what comes next; a step waits for the answer to the one before."""
        if not self._steps:
            self._acting = False
            self._look.start()
            return
        match self._steps.popleft():
            case EngineStep(make=make):
                self._client.send(make, self._after(make))
            case ServerStep(command=command):
                self._answer.start()
                self.server.send(command)

    def _after(self, make: Callable[[int], commands.Command]) -> Callable[[events.Reply], None]:
        def note(reply: events.Reply) -> None:
            command = make(0)
            if isinstance(reply, events.Failed):
                _LOG.error("the lesson cannot go on: %s", reply.problem.code)
            elif isinstance(command, commands.TurnClock):
                self._days_ahead += command.days
            self._next_step()

        return note

    def _show_course(self, key: str) -> None:
        course = self._courses.get(key)
        at, waits = (course.at, not course.begun) if course is not None else (0, True)
        self.panel.cards[key].show_course(at, waits=waits, done_words=self.tr("done"))

    def _word_bar(self) -> None:
        if self._lost:
            tone, text = Tone.WARN, self.tr("The practice server has ended. Leave and start anew.")
        else:
            tone = Tone.INFO
            text = self.tr("Demo mode: these messages are samples. Nothing leaves this computer.")
        self.bar.show_notice(
            Notice(
                tone=tone,
                icon="flask-conical",
                text=text,
                main=self.tr("Add my address"),
                second=self.tr("Hide lessons") if self._panel_shown else self.tr("Show lessons"),
                link=self.tr("Leave the demo"),
            )
        )


def _lesson(key: str) -> Lesson:
    return next(one for one in LESSONS if one.key == key)
