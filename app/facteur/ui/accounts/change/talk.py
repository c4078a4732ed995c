"""Leads one account through a change: what the pages want goes to the engine, and its answers."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from facteur.base.errors import UsageError
from facteur.link import commands, events
from facteur.mail.account import Account
from facteur.ui.accounts.change.dialog import ChangeDialog
from facteur.ui.accounts.change.state import fields_of, state_of
from facteur.ui.accounts.consenttalk import ConsentTalk
from facteur.ui.accounts.wizard.state import Place
from facteur.ui.accounts.wizard.wants import (
    Answered,
    AskConsent,
    Keep,
    StopTrying,
    TestReached,
    Try,
    Want,
)
from facteur.ui.engineclient import EngineClient
from facteur.ui.notice import Remedy
from facteur.ui.surroundings import around, by_sending
from facteur.ui.theme.style import Style

_OnReply = Callable[[events.Reply], None]
_SHOW_CERTIFICATE = frozenset((Remedy.SEE_CERTIFICATE, Remedy.TRUST_CERTIFICATE))


class ChangeTalk(QObject):
    """One account, from the dialog's opening to its end; it goes with the dialog."""

    def __init__(
        self, window: QWidget, style: Style, client: EngineClient, account: Account
    ) -> None:
        self.dialog = ChangeDialog(style, account.settings, window)
        super().__init__(self.dialog)
        self._style = style
        self._client = client
        self._account = account
        self._trial = 0  # the number of the last test; earlier answers mean nothing any more
        self._trying = False
        self._task = 0  # of the test that goes on
        self._open = True
        self.dialog.asked.connect(self._on_asked)
        self.dialog.finished.connect(self._on_closed)
        client.happened.connect(self._on_event)

    def open(self, problem: events.Problem | None = None, remedy: Remedy | None = None) -> None:
        """Show the settings; where a problem is to be mended, its place among them.

        A certificate is shown at once where it is at hand, else the test is run that shows it.
        """
        dialog, settings = self.dialog, self._account.settings
        known = around(problem or events.Problem(family="", code=""), settings, "")
        dialog.begin(state_of(settings, known))
        dialog.open()
        if problem is None or remedy is None:
            return
        sending = by_sending(problem, settings)
        if remedy not in _SHOW_CERTIFICATE:
            dialog.point_at(remedy, sending=sending)
        elif problem.certificate:
            dialog.show_certificate(problem.certificate, sending=sending)
        else:
            dialog.visit(Place.TEST)

    def _on_asked(self, want: Want) -> None:
        match want:
            case Try():
                self._try(want)
            case StopTrying():
                self._stop_trying()
            case Keep():
                self._keep(want)
            case AskConsent():
                ConsentTalk(self.dialog, self._style, self._client, self._account).begin()
            case _:
                pass

    def _try(self, want: Try) -> None:
        self._trial += 1
        on_reply = partial(self._on_tried, self._trial, want)
        fields = self._fields(on_reply)
        if fields is None:
            return
        self._trying = True
        password = self.dialog.state.password
        self._client.send(
            lambda request: commands.TestAccount(
                request=request,
                account=fields,
                password=password,
                known_account=int(self._account.key),
            ),
            on_reply,
        )

    def _on_tried(self, trial: int, want: Try, reply: events.Reply) -> None:
        if trial == self._trial:
            self._trying = False
            self._task = 0
            self.dialog.hear(Answered(want=want, reply=reply))

    def _stop_trying(self) -> None:
        """End the test in the engine too: a password that has not been sent yet stays here."""
        task, self._task = self._task, 0
        self._trial += 1
        self._trying = False
        if task:
            self._client.send(lambda request: commands.StopTask(request=request, task=task))

    def _keep(self, want: Keep) -> None:
        def on_reply(reply: events.Reply) -> None:
            if self._open:
                self.dialog.hear(Answered(want=want, reply=reply))

        fields = self._fields(on_reply)
        if fields is None:
            return
        password = self.dialog.state.password
        self._client.send(
            lambda request: commands.ChangeAccount(
                request=request, account=int(self._account.key), fields=fields, password=password
            ),
            on_reply,
        )

    def _fields(self, on_reply: _OnReply) -> commands.AccountFields | None:
        """Return what goes to the engine; what cannot be is answered as the engine would."""
        try:
            return fields_of(self.dialog.state, self._account.settings)
        except UsageError as error:
            problem = events.Problem(family="usage", code=error.code, detail=error.detail)
            on_reply(events.Failed(request=0, problem=problem))
            return None

    def _on_event(self, event: object) -> None:
        match event:
            case events.ProgressChanged(kind="test", over=False, task=task, done=step) if (
                self._trying
            ):
                self._task = task
                self.dialog.hear(TestReached(step=step))
            case _:
                pass

    def _on_closed(self) -> None:
        self._stop_trying()
        self._open = False
        self._client.happened.disconnect(self._on_event)
        self.dialog.deleteLater()
