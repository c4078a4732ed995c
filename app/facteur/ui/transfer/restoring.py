"""Restores a backup: which file, its passphrase, which of its folders, then what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QObject
from PySide6.QtWidgets import QWidget

from facteur.link import commands, events
from facteur.mail.account import Protocol
from facteur.mail.keys import MailboxKey
from facteur.mail.mailbox import Mailbox, SpecialUse
from facteur.store.read import accounts, mailboxes
from facteur.store.reader import Reader
from facteur.ui.engineclient import EngineClient
from facteur.ui.foreign import harmless
from facteur.ui.place import account_title, is_local
from facteur.ui.theme.style import Style
from facteur.ui.transfer import words
from facteur.ui.transfer.choices import PassphraseQuestion
from facteur.ui.transfer.files import Files
from facteur.ui.transfer.restoretree import branches
from facteur.ui.transfer.restoreview import RestoreQuestion, Shelter
from facteur.ui.transfer.words import Report

ASKS_PHRASE = frozenset({"passphrase-needed", "passphrase-wrong"})
_NAME_LIMIT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What restoring works with. name_of: what the window calls a mailbox."""

    reader: Reader
    files: Files
    name_of: Callable[[Mailbox], str]
    show: Callable[[Report], None]
    fail: Callable[[events.Problem], None]


class Restoring(QObject):
    """One backup at a time is asked about."""

    def __init__(self, window: QWidget, style: Style, client: EngineClient, around: Around) -> None:
        super().__init__(window)
        self._window = window
        self._style = style
        self._client = client
        self._around = around

    def begin(self) -> None:
        """Ask for a backup."""
        title = QCoreApplication.translate("Transfer", "Restore a backup")
        self._around.files.file(title, self._list)

    def _list(self, path: str, passphrase: str = "") -> None:
        def on_entered(phrase: str) -> None:
            self._list(path, phrase)

        def on_reply(reply: events.Reply) -> None:
            if isinstance(reply, events.Done):
                self._choose(path, passphrase, reply.folders or [])
            elif reply.problem.code in ASKS_PHRASE:
                wrong = reply.problem.code == "passphrase-wrong"
                question = phrase_question(self._style, path, self._window, wrong=wrong)
                question.entered.connect(on_entered)
                question.open()
            else:
                self._around.fail(reply.problem)

        self._client.send(
            lambda request: commands.ListBackup(request=request, path=path, passphrase=passphrase),
            on_reply,
        )

    def _choose(self, path: str, passphrase: str, folders: list[events.BackupFolder]) -> None:
        question = RestoreQuestion(
            self._style,
            harmless(Path(path).name, _NAME_LIMIT),
            branches(folders, self._around.name_of),
            self._shelters(),
            self._window,
        )

        def on_chosen(levels: tuple[tuple[str, ...], ...], shelter: MailboxKey) -> None:
            self._restore(path, passphrase, [list(one) for one in levels], shelter)

        question.chosen.connect(on_chosen)
        question.open()

    def _restore(
        self, path: str, passphrase: str, levels: list[list[str]], shelter: MailboxKey
    ) -> None:
        def on_reply(reply: events.Reply) -> None:
            if isinstance(reply, events.Failed):
                self._around.fail(reply.problem)
            elif reply.counts is not None:
                self._around.show(words.restored(reply.counts, QLocale()))

        self._client.send(
            lambda request: commands.ImportMail(
                request=request,
                path=path,
                mailbox=shelter,
                passphrase=passphrase,
                folders=levels,
            ),
            on_reply,
        )

    def _shelters(self) -> tuple[Shelter, ...]:
        """Return the account without a server, made at need, and then those that collect."""
        reader = self._around.reader
        inboxes = {
            box.account: box.key
            for box in mailboxes.mailboxes(reader)
            if box.special_use is SpecialUse.INBOX
        }
        found = [
            Shelter(title=account_title(one), mailbox=inboxes[one.key])
            for one in accounts.accounts(reader)
            if is_local(one) and one.settings.protocol is not Protocol.LOCAL and one.key in inboxes
        ]
        return (Shelter(title=self.tr("On this computer", "beside the accounts")), *found)


def phrase_question(style: Style, path: str, window: QWidget, *, wrong: bool) -> PassphraseQuestion:
    """Return the question for the passphrase of a backup; wrong: the last one was another."""
    translate = QCoreApplication.translate
    return PassphraseQuestion(
        style,
        translate("Transfer", "This backup has a passphrase"),
        harmless(Path(path).name, _NAME_LIMIT),
        translate("Transfer", "That was another one.") if wrong else "",
        window,
    )
