"""Joins the practice to the window of every day, and starts a practice window from it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess

from facteur.mail.keys import AccountKey, MailboxKey
from facteur.ui.desk import Desk
from facteur.ui.memory import window_memory
from facteur.ui.practice.controller import PracticeController
from facteur.ui.theme.style import Style

_ROOM_PX = 1180  # with less the panel starts hidden: list and message need the width


def facteur_command(*arguments: str) -> tuple[str, ...]:
    """Return program and arguments of another Facteur."""
    if getattr(sys, "frozen", False):
        return (sys.executable, *arguments)
    return (sys.executable, "-m", "facteur", *arguments)


def start_practice(language: str, home: Path) -> None:
    """Open a practice window as a process of its own. home: the user's own profile."""
    _start(facteur_command("--demo", "--language", language, "--home", str(home)))


def _start(command: tuple[str, ...]) -> None:
    program, *arguments = command
    QProcess.startDetached(program, arguments)


class Practising(QObject):
    """A practice window. place: its temporary folder, and the user's own profile."""

    def __init__(self, desk: Desk, style: Style, language: str, place: tuple[Path, Path]) -> None:
        super().__init__(desk)
        folder, self._own_home = place
        self._desk = desk
        words = ("--practice-server", "--language", language, "--home", str(folder))
        self.controller = PracticeController(
            style, desk.client, desk.reader_of_store, facteur_command(*words), self
        )
        desk.welcomes = False
        desk.window.accompany(self.controller.bar, self.controller.panel)
        self.controller.bar.stand_after(desk.top.last_stop)
        desk.mailboxes.mailbox_chosen.connect(self._on_mailbox)
        self.controller.account_added.connect(desk.mailboxes.open_inbox)
        self.controller.inbox_wanted.connect(self._open_inbox)
        self.controller.panel_toggled.connect(desk.window.fold)
        self.controller.add_asked.connect(self._add)
        self.controller.quit_asked.connect(desk.window.close)
        # An address that is entered here would be gone with this profile, and its mail too.
        desk.add_elsewhere(self._add)

    def start(self) -> None:
        """Start the practice server and, as no list waits to be shown, the engine at once."""
        if self._desk.window.width() < _ROOM_PX:
            self.controller.toggle_panel()
        self.controller.start()
        self._desk.client.start()

    def stop(self) -> None:
        """End the practice server; the engine has ended before.

        What the window remembers is written now: Qt would do it when all has been removed.
        """
        window_memory(self._desk.reader_of_store.profile).sync()
        self.controller.stop()

    def is_calm(self) -> bool:
        """Whether everything is there and shown; for pictures."""
        return self.controller.settled and self._desk.is_calm()

    def _on_mailbox(self, mailbox: MailboxKey | None) -> None:
        found = self._desk.mailboxes.mailbox(mailbox) if mailbox is not None else None
        self.controller.follow(found.account if found is not None else None)

    def _open_inbox(self, account: AccountKey) -> None:
        """Open the inbox of an account, unless a folder of that account is open."""
        chosen = self._desk.mailboxes.chosen
        found = self._desk.mailboxes.mailbox(chosen) if chosen is not None else None
        if found is None or found.account != account:
            self._desk.mailboxes.open_inbox(account)

    def _add(self) -> None:
        """Leave for the user's own window, opened if need be."""
        _start(facteur_command("--home", str(self._own_home)))
        self._desk.window.close()
