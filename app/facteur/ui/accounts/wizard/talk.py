"""Between the wizard and the engine: what is wanted becomes commands, replies become news."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facteur.base.errors import UsageError
from facteur.link import commands, events
from facteur.mail.account import Protocol, SecretKind
from facteur.mail.keys import AccountKey
from facteur.ui.accounts.wizard.dialog import WizardDialog
from facteur.ui.accounts.wizard.kept import KeptWizard
from facteur.ui.accounts.wizard.pages import MAKERS
from facteur.ui.accounts.wizard.state import WizardState, account_fields
from facteur.ui.accounts.wizard.wants import (
    Answered,
    AskConsent,
    Find,
    Keep,
    News,
    OpenSettings,
    StopConsent,
    StopFinding,
    StopTrying,
    TestReached,
    Try,
    Want,
)
from facteur.ui.engineclient import EngineClient
from facteur.ui.theme.style import Style

_OnReply = Callable[[events.Reply], None]


class WizardTalk(QObject):
    """One wizard at a time, over `window`; the one that was left is in `kept`."""

    added = Signal(object)
    """An account was kept; its AccountKey."""

    settings_asked = Signal(str)
    """The address of an account whose settings are wanted instead."""

    setting_wanted = Signal(str, object)
    """A setting of the program, by name, that the user wants otherwise."""

    kept_changed = Signal()
    """A wizard was left, or the one that was left is taken up or done."""

    def __init__(
        self, window: QWidget, style: Style, client: EngineClient, kept: KeptWizard
    ) -> None:
        super().__init__(window)
        self._window = window
        self._style = style
        self._client = client
        self._kept = kept
        self._rounds: dict[type[Want], int] = {}
        self._search = 0
        self._consent = 0
        self._consent_task = 0
        self._trying: set[int] = set()  # tasks of tests that go on
        self._resumed = False
        self.dialog: WizardDialog | None = None
        client.happened.connect(self._on_event)

    def open(self, state: WizardState) -> None:
        """Show the wizard from its first page with this state; one that is open comes forward."""
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        self._resumed = state.typed
        self.dialog = dialog = WizardDialog(self._style, MAKERS, self._window)
        dialog.asked.connect(self._on_asked)
        dialog.left_with.connect(self._on_left)
        dialog.finished_with.connect(self._on_finished)
        dialog.finished.connect(self._on_closed)
        dialog.begin(state)
        dialog.open()

    # -- what is wanted -------------------------------------------------------------------------

    def _on_asked(self, want: Want) -> None:
        match want:
            case Find():
                self._find(want)
            case StopFinding():
                self._stop(self._search)  # what has been found so far is answered
            case AskConsent():
                self._ask_consent(want)
            case StopConsent():
                self._forget(AskConsent)
                self._stop(self._consent_task)
                self._consent, self._consent_task = 0, 0
            case Try():
                self._try(want)
            case StopTrying():
                self._stop_trying()
            case Keep():
                self._keep(want)
            case OpenSettings(address=address):
                if self.dialog is not None:
                    self.dialog.reject()
                self.settings_asked.emit(address)
            case _:
                pass

    def _find(self, want: Want) -> None:
        address, on_reply = self._state.address, self._answering(want)
        self._search = 0
        self._client.send(
            lambda request: commands.Discover(request=request, address=address), on_reply
        )

    def _ask_consent(self, want: Want) -> None:
        state = self._state
        self._consent = self._client.send(
            lambda request: commands.SignIn(
                request=request,
                oauth=state.discovery.oauth if state.discovery else "",
                user=state.server.user or state.address,
                client=state.oauth_client,
                client_secret=state.client_secret,
            ),
            self._answering(want),
        )

    def _try(self, want: Want) -> None:
        state, tell = self._state, self._answering(want)

        def on_reply(reply: events.Reply) -> None:
            if isinstance(reply, events.Failed) and reply.problem.code == "engine-lost":
                self._trying.clear()  # the next engine counts its tasks anew
            tell(reply)

        fields = _fields(state, on_reply)
        if fields is not None:
            self._client.send(
                lambda request: commands.TestAccount(
                    request=request, account=fields, password=state.password, grant=state.grant
                ),
                on_reply,
            )

    def _stop_trying(self) -> None:
        """End the test in the engine too: a password that has not been sent yet stays here."""
        self._forget(Try)
        for task in self._trying:
            self._stop(task)

    def _keep(self, want: Want) -> None:
        """Keep the account; where no keyring is, its password is asked for at each start."""
        state, on_last = self._state, self._answering(want)
        fields = _fields(state, on_last)
        if fields is None:
            return

        def on_reply(reply: events.Reply) -> None:
            if isinstance(reply, events.Failed) and reply.problem.code == "no-keyring":
                kind = SecretKind.ASK.value
                self._add(state, msgspec.structs.replace(fields, secret_kind=kind), on_last)
            else:
                on_last(reply)

        self._add(state, fields, on_reply)

    def _add(self, state: WizardState, fields: commands.AccountFields, on_reply: _OnReply) -> None:
        self._client.send(
            lambda request: commands.AddAccount(
                request=request,
                account=fields,
                password=state.password,
                grant=state.grant,
                only_new=state.only_new,
            ),
            on_reply,
        )

    # -- what is answered -----------------------------------------------------------------------

    @property
    def _state(self) -> WizardState:
        assert self.dialog is not None
        return self.dialog.state

    def _answering(self, want: Want) -> _OnReply:
        """Return what takes the reply; one to an earlier round means nothing any more."""
        kind = type(want)
        mine = self._rounds[kind] = self._rounds.get(kind, 0) + 1

        def on_reply(reply: events.Reply) -> None:
            if self._rounds.get(kind) == mine:
                self._tell(Answered(want=want, reply=reply))

        return on_reply

    def _forget(self, kind: type[Want]) -> None:
        """Take no answer of this kind any more until it is wanted again."""
        self._rounds[kind] = self._rounds.get(kind, 0) + 1

    def _stop(self, task: int) -> None:
        if task:
            self._client.send(lambda request: commands.StopTask(request=request, task=task))

    def _tell(self, news: News) -> None:
        if self.dialog is not None:
            self.dialog.hear(news)

    def _on_event(self, event: object) -> None:
        match event:
            case events.ProgressChanged(kind="test", account=0, task=task, over=over):
                (self._trying.discard if over else self._trying.add)(task)
            case _:
                pass
        if self.dialog is None:
            return
        match event:
            case events.DiscoveryChanged(task=task):
                self._search = task
                self._tell(event)
            case events.BrowserWanted(request=request, task=task) if request == self._consent:
                self._consent_task = task
                self._tell(event)
            case events.ProgressChanged(kind="test", over=False, done=step):
                self._tell(TestReached(step=step))
            case _:
                pass

    # -- the end --------------------------------------------------------------------------------

    def _on_left(self, state: WizardState) -> None:
        if not (state.typed or self._resumed):
            return  # opened and closed again: an earlier one can still be resumed
        self._kept.keep(state)
        self.kept_changed.emit()

    def _on_finished(self, state: WizardState) -> None:
        """Keep what was preferred on the last page, and show the account."""
        self._kept.forget()
        self.kept_changed.emit()
        if state.colour or state.protocol is Protocol.IMAP:
            self._client.send(
                lambda request: commands.Prefer(
                    request=request,
                    account=state.account,
                    colour=state.colour,
                    texts=state.texts.value,
                )
            )
        if state.offer_backup and state.backup_folder and state.protocol is Protocol.POP:
            self.setting_wanted.emit("backup_folder", state.backup_folder)
            self.setting_wanted.emit("backup_monthly", True)
        self.added.emit(AccountKey(state.account))

    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        for kind in (Find, AskConsent, Try, Keep):
            self._forget(kind)
        if dialog is not None:
            dialog.deleteLater()


def _fields(state: WizardState, on_reply: _OnReply) -> commands.AccountFields | None:
    """Return what goes to the engine; what cannot be is answered as the engine would."""
    try:
        return account_fields(state)
    except UsageError as error:
        problem = events.Problem(family="usage", code=error.code, detail=error.detail)
        on_reply(events.Failed(request=0, problem=problem))
        return None
