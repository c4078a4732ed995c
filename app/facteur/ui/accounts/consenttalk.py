"""Leads an account through the provider's page again: dialog, engine and browser in step."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from facteur.link import commands, events
from facteur.mail.account import Account
from facteur.ui.accounts.consent import ConsentDialog
from facteur.ui.accounts.wizard.webpages import open_consent
from facteur.ui.engineclient import EngineClient
from facteur.ui.theme.style import Style
from facteur.ui.words import problem_words


class ConsentTalk(QObject):
    """One account, from the dialog's opening to its end; it goes with the dialog.

    opener: opens the provider's page; another one in tests.
    """

    def __init__(
        self,
        window: QWidget,
        style: Style,
        client: EngineClient,
        account: Account,
        *,
        opener: Callable[[str], bool] = open_consent,
    ) -> None:
        self.dialog = ConsentDialog(style, account.settings.address, window)
        super().__init__(self.dialog)
        self._client = client
        self._account = account
        self._open = opener
        self._request = 0
        self._task = 0
        self._url = ""
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.begin_asked.connect(self.begin)
        self.dialog.page_asked.connect(self._on_page)
        self.dialog.finished.connect(self._on_left)
        client.happened.connect(self._on_event)

    def begin(self) -> None:
        """Ask the engine for the page; the browser opens as soon as it is known."""
        settings = self._account.settings
        self._task, self._url = 0, ""
        self.dialog.wait()
        self.dialog.open()
        self._request = self._client.send(
            lambda request: commands.SignIn(
                request=request,
                oauth="",  # the engine knows the provider by the account's server
                user=settings.user,
                account=int(self._account.key),
                client=settings.oauth_client,
            ),
            self._on_reply,
        )

    def _on_event(self, event: object) -> None:
        if isinstance(event, events.BrowserWanted) and event.request == self._request:
            self._task, self._url = event.task, event.url
            self._open(event.url)
            self.dialog.wait(page_known=True)

    def _on_reply(self, reply: events.Reply) -> None:
        if reply.request != self._request:
            return
        self._request, self._task = 0, 0
        match reply:
            case events.Done():
                self.dialog.accept()
            case events.Failed(problem=problem):
                self.dialog.show_failure(problem_words(problem))

    def _on_page(self) -> None:
        if self._url:
            self._open(self._url)

    def _on_left(self) -> None:
        task, self._task, self._request = self._task, 0, 0
        self._client.happened.disconnect(self._on_event)
        if task:
            self._client.send(lambda request: commands.StopTask(request=request, task=task))
