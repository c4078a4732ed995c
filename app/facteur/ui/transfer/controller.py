"""Sends exports, imports and backups to the engine and tells what came of them."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject, Signal
from PySide6.QtWidgets import QWidget

from facteur.base.settings import Settings
from facteur.link import commands, events
from facteur.mail.keys import MailboxKey
from facteur.mail.mailbox import Mailbox
from facteur.store.read import accounts, mailboxes, wholes
from facteur.store.reader import Reader
from facteur.ui import format as formats
from facteur.ui.engineclient import EngineClient
from facteur.ui.place import is_local
from facteur.ui.theme.style import Style
from facteur.ui.transfer import words
from facteur.ui.transfer.backupview import BackupDialog, BackupState
from facteur.ui.transfer.choices import ExportQuestion, ImportQuestion
from facteur.ui.transfer.files import Files, WindowFiles
from facteur.ui.transfer.restoring import ASKS_PHRASE, Around, Restoring, phrase_question
from facteur.ui.transfer.result import ResultDialog
from facteur.ui.transfer.words import Report
from facteur.ui.widgets.toast import Toast
from facteur.ui.words import problem_words

_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the transfers go by. name_of: what the window calls a mailbox."""

    reader: Reader
    settings: Settings
    name_of: Callable[[Mailbox], str]
    now_ms: Callable[[], int] = QDateTime.currentMSecsSinceEpoch
    files: Files | None = None


class TransferController(QObject):
    """One thing at a time is asked; several can go on."""

    setting_wanted = Signal(object, object)
    """A setting is to change: its key, its new value."""

    def __init__(
        self,
        window: QWidget,
        style: Style,
        client: EngineClient,
        source: Source,
        toast: Toast,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._style = style
        self._client = client
        self._source = source
        self._toast = toast
        self._files = source.files or WindowFiles(window)
        self._backup: BackupDialog | None = None
        self._report: Report | None = None
        self._restoring = Restoring(
            window,
            style,
            client,
            Around(
                reader=source.reader,
                files=self._files,
                name_of=source.name_of,
                show=self._show,
                fail=self._fail,
            ),
        )

    # -- out ------------------------------------------------------------------------------------

    def export(self, key: MailboxKey) -> None:
        """Ask for form and place, and write a mailbox there."""
        mailbox = self._mailbox(key)
        if mailbox is None:
            return
        name = self._source.name_of(mailbox)
        lead = self.tr("{count} message(s) in {folder}", "", mailbox.messages)
        question = ExportQuestion(
            self.tr("Export this folder"),
            lead.format(
                count=formats.count(mailbox.messages, QLocale()),
                folder=formats.quoted(name, QLocale()),
            ),
            self._window,
        )

        def ask_where(form: str) -> None:
            file_name = _UNFIT.sub("-", name).strip(" .") or "mail"
            title = self.tr("Export this folder")
            if form == "mbox":
                self._files.new_file(
                    title, f"{file_name}.mbox", lambda path: self._export(key, path, form)
                )
            else:
                self._files.folder(
                    title, lambda path: self._export(key, str(Path(path, file_name)), form)
                )

        question.chosen.connect(ask_where)
        question.open()

    def _export(self, key: MailboxKey, path: str, form: str) -> None:
        def on_reply(reply: events.Reply) -> None:
            if isinstance(reply, events.Failed):
                self._fail(reply.problem)
            elif reply.counts is not None:
                self._show(words.exported(reply.counts, path, QLocale()))

        self._client.send(
            lambda request: commands.ExportMailbox(
                request=request, mailbox=key, path=path, form=form
            ),
            on_reply,
        )

    # -- in -------------------------------------------------------------------------------------

    def import_into(self, key: MailboxKey | None) -> None:
        """Ask for a file or folder, and bring what it holds into a mailbox.

        None: into the account without a server.
        """
        mailbox = self._mailbox(key) if key is not None else None
        if key is not None and mailbox is None:
            return
        title = self.tr("Import mail")
        if mailbox is None:
            lead = self.tr(
                "It will be filed under “On this computer”, beside your accounts: it goes to no "
                "server."
            )
        else:
            lead = self.tr("It will be filed in {folder}; several folders go below it.").format(
                folder=formats.quoted(self._source.name_of(mailbox), QLocale())
            )
        question = ImportQuestion(title, lead, self._window)
        question.file_wanted.connect(
            lambda: self._files.file(title, lambda path: self._import(key, path))
        )
        question.folder_wanted.connect(
            lambda: self._files.folder(title, lambda path: self._import(key, path))
        )
        question.open()

    def _import(self, key: MailboxKey | None, path: str, passphrase: str = "") -> None:
        def on_reply(reply: events.Reply) -> None:
            if isinstance(reply, events.Failed):
                if reply.problem.code in ASKS_PHRASE:
                    self._ask_phrase(key, path, wrong=reply.problem.code == "passphrase-wrong")
                else:
                    self._fail(reply.problem)
            elif reply.counts is not None:
                mailbox = self._mailbox(key) if key is not None else None
                name = self._source.name_of(mailbox) if mailbox is not None else ""
                self._show(words.imported(reply.counts, name, QLocale()))

        self._client.send(
            lambda request: commands.ImportMail(
                request=request, path=path, mailbox=key or 0, passphrase=passphrase
            ),
            on_reply,
        )

    def _ask_phrase(self, key: MailboxKey | None, path: str, *, wrong: bool) -> None:
        question = phrase_question(self._style, path, self._window, wrong=wrong)

        def on_entered(phrase: str) -> None:
            self._import(key, path, phrase)

        question.entered.connect(on_entered)
        question.open()

    # -- backup ---------------------------------------------------------------------------------

    def show_backup(self) -> None:
        """Show the page of the backup, or bring it to the front."""
        if self._backup is None:
            self._backup = dialog = BackupDialog(self._style, self._window)
            dialog.folder_wanted.connect(self._ask_backup_folder)
            dialog.monthly_chosen.connect(self._on_monthly)
            dialog.backup_wanted.connect(self._back_up)
            dialog.restore_wanted.connect(self._restoring.begin)
            dialog.list_wanted.connect(self._on_list)
        self._show_backup_state()
        self._backup.focus_first()
        self._backup.show()
        self._backup.raise_()
        self._backup.activateWindow()

    def restore(self) -> None:
        """Ask for a backup, and bring back what is wanted of it."""
        self._restoring.begin()

    def last_backup_ms(self) -> int:
        """Return when the last backup was made that proved itself, 0 when none was."""
        last = wholes.last_backup(self._source.reader)
        return last.made_ms if last is not None else 0

    def _show_backup_state(self) -> None:
        if self._backup is None:
            return
        settings = self._source.settings
        folder = settings.text("backup_folder")
        found = accounts.accounts(self._source.reader)
        self._backup.show_state(
            BackupState(
                folder=folder,
                last=words.last_backup(self.last_backup_ms(), self._source.now_ms()),
                only_copy=any(map(is_local, found)),
                same_disk=bool(folder) and same_disk(folder, str(self._source.reader.profile.home)),
                monthly=settings.switch("backup_monthly"),
            )
        )

    def _ask_backup_folder(self) -> None:
        def on_chosen(path: str) -> None:
            self.setting_wanted.emit("backup_folder", path)
            self._show_backup_state()

        self._files.folder(self.tr("Folder of the backups"), on_chosen)

    def _on_monthly(self, on: bool) -> None:
        self.setting_wanted.emit("backup_monthly", on)

    def _back_up(self, passphrase: str) -> None:
        folder = self._source.settings.text("backup_folder")
        if self._backup is None or not folder:
            return
        if not Path(folder).is_dir():  # the engine would take it for the name of a file
            said = problem_words(events.Problem(family="archive", code="missing"))
            self._backup.show_end(f"{said.title}. {said.meaning}", good=False)
            return
        self._backup.show_running()

        def on_reply(reply: events.Reply) -> None:
            if self._backup is None:
                return
            if isinstance(reply, events.Failed):
                said = problem_words(reply.problem)
                self._backup.show_end(f"{said.title}. {said.meaning}", good=False)
            elif reply.counts is not None:
                self._report = report = words.backed_up(reply.counts, reply.path, QLocale())
                self._show_backup_state()
                self._backup.show_end(
                    "\n".join(report.lines), good=True, listed=bool(report.left_out)
                )

        self._client.send(
            lambda request: commands.MakeBackup(
                request=request, path=folder, passphrase=passphrase
            ),
            on_reply,
        )

    def _on_list(self) -> None:
        if self._report is not None:
            self._show(self._report)

    # -- inside ---------------------------------------------------------------------------------

    def _mailbox(self, key: MailboxKey) -> Mailbox | None:
        found = mailboxes.mailboxes(self._source.reader)
        return next((one for one in found if one.key == key), None)

    def _show(self, report: Report) -> None:
        ResultDialog(self._style, report, self._window).show()

    def _fail(self, problem: events.Problem) -> None:
        said = problem_words(problem)
        self._toast.say(f"{said.title}. {said.meaning}", good=False)


def same_disk(one: str, other: str) -> bool:
    """Whether two folders are on the same disk, as far as the system tells."""
    try:
        return os.stat(one).st_dev == os.stat(other).st_dev  # noqa: PTH116 - one call says both
    except OSError:  # a disk that is not plugged in is another one
        return False
