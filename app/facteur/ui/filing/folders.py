"""Carries out what the user does with folders of this computer."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QWidget

from facteur.link import commands, events
from facteur.mail.account import Account, Protocol
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import Mailbox, SpecialUse
from facteur.ui import format as formats
from facteur.ui.engineclient import EngineClient
from facteur.ui.filing import words
from facteur.ui.filing.chooser import FolderChooser
from facteur.ui.filing.naming import NamingDialog
from facteur.ui.filing.questions import DeleteQuestion
from facteur.ui.filing.surroundings import Surroundings
from facteur.ui.place import account_title
from facteur.ui.theme.style import Style
from facteur.ui.widgets.toast import Toast
from facteur.ui.words import problem_words

DELIMITER = "/"


class FoldersController(QObject):
    """Makes, renames, moves and deletes folders; each after a small dialog."""

    def __init__(
        self,
        window: QWidget,
        style: Style,
        client: EngineClient,
        toast: Toast,
        around: Surroundings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._style = style
        self._client = client
        self._toast = toast
        self._around = around

    def new(self, account: AccountKey, inside: MailboxKey | None) -> None:
        """Ask for a name and make a folder: inside an own one, else at the top of the account."""
        parent = self._around.mailbox(inside) if inside is not None else None
        if parent is not None and parent.special_use is not SpecialUse.NONE:
            parent = None
        owner = self._around.account(account)
        if owner is None:
            return
        where = (
            self.tr("Inside {folder}").format(
                folder=formats.quoted(words.name(parent.levels[-1]), QLocale())
            )
            if parent is not None
            else self._place(owner)
        )
        start = parent.path + DELIMITER if parent is not None else ""
        dialog = NamingDialog(
            self.tr("New folder"), where, self.tr("Make the folder"), parent=self._window
        )

        def make(name: str) -> None:
            self._client.send(
                lambda request: commands.CreateMailbox(
                    request=request, account=account, path=start + name
                ),
                lambda reply: self._on_named(dialog, reply),
            )

        dialog.entered.connect(make)
        dialog.open()

    def _place(self, owner: Account) -> str:
        if owner.settings.protocol is Protocol.LOCAL:
            return account_title(owner)
        return self.tr("On this computer, in {account}").format(
            account=words.name(owner.settings.address)
        )

    def rename(self, key: MailboxKey) -> None:
        """Ask for another name."""
        mailbox = self._own(key)
        if mailbox is None:
            return
        *above, name = mailbox.levels
        dialog = NamingDialog(
            self.tr("Rename the folder"), "", self.tr("Rename"), name, parent=self._window
        )

        def rename(wanted: str) -> None:
            self._client.send(
                lambda request: commands.RenameMailbox(
                    request=request, mailbox=key, path=DELIMITER.join([*above, wanted])
                ),
                lambda reply: self._on_named(dialog, reply),
            )

        dialog.entered.connect(rename)
        dialog.open()

    def move(self, key: MailboxKey) -> None:
        """Ask below which folder it shall be."""
        mailbox = self._own(key)
        if mailbox is None:
            return
        title = self.tr("Move {folder} below").format(
            folder=formats.quoted(words.name(mailbox.levels[-1]), QLocale())
        )
        chooser = FolderChooser(
            self._style,
            title,
            self.tr("Move"),
            self._around.places_for(mailbox),
            self._window,
        )

        def move(target: MailboxKey) -> None:
            self._move_below(mailbox, target)

        chooser.chosen.connect(move)
        chooser.open()

    def delete(self, key: MailboxKey) -> None:
        """Delete a folder and those inside it, when the user agrees."""
        mailbox = self._own(key)
        if mailbox is None:
            return
        locale = QLocale()
        below = self._around.below(mailbox)
        count = mailbox.messages + sum(one.messages for one in below)
        name = mailbox.levels[-1]
        question = DeleteQuestion(
            words.delete_folder_question(name, len(below), locale),
            words.delete_folder_meaning(count, locale),
            self.tr("Delete the folder"),
            self._window,
        )
        question.agreed.connect(
            lambda: self._send(
                lambda request: commands.DeleteMailbox(request=request, mailbox=key),
                words.folder_deleted(name, locale),
            )
        )
        question.open()

    # -- inside ---------------------------------------------------------------------------------

    def _own(self, key: MailboxKey) -> Mailbox | None:
        mailbox = self._around.mailbox(key)
        if mailbox is None or mailbox.special_use is not SpecialUse.NONE:
            return None
        return mailbox

    def _move_below(self, mailbox: Mailbox, target: MailboxKey) -> None:
        parent = self._around.mailbox(target) if target else None
        above = [*parent.levels] if parent is not None else []
        path = DELIMITER.join([*above, mailbox.levels[-1]])
        if path != mailbox.path:
            self._send(
                lambda request: commands.RenameMailbox(
                    request=request, mailbox=mailbox.key, path=path
                ),
                "",
            )

    def _send(self, make: Callable[[int], commands.Command], done: str) -> None:
        self._client.send(make, lambda reply: self._on_reply(reply, done))

    def _on_reply(self, reply: events.Reply, done: str) -> None:
        if isinstance(reply, events.Failed):
            said = problem_words(reply.problem)
            self._toast.say(f"{said.title}. {said.meaning}", good=False)
        elif done:
            self._toast.say(done)

    def _on_named(self, dialog: NamingDialog, reply: events.Reply) -> None:
        if isinstance(reply, events.Failed):
            said = problem_words(reply.problem)
            dialog.refuse(f"{said.title}. {said.meaning}")
            return
        dialog.accept()
        if reply.mailbox:
            made = formats.quoted(words.name(dialog.name.text().strip()), QLocale())
            self._toast.say(self.tr("The folder {name} is made").format(name=made))
