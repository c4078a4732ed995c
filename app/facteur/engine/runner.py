"""What the handlers of commands ask of an account, whatever its protocol."""

from collections.abc import Callable
from typing import Protocol

from facteur.base.secret import Secret
from facteur.engine.credentials import Credentials
from facteur.link import events
from facteur.mail.account import AccountSettings, Preferences
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey


class Runner(Protocol):
    """One account that runs: engine.account.AccountRunner, engine.pop.account.PopRunner."""

    @property
    def key(self) -> AccountKey:
        """The account."""
        ...

    @property
    def settings(self) -> AccountSettings:
        """What was entered."""
        ...

    @property
    def credentials(self) -> Credentials:
        """Where its password comes from."""
        ...

    @property
    def state(self) -> str:
        """See events.AccountStateChanged."""
        ...

    @property
    def password_wanted(self) -> events.PasswordNeeded | None:
        """What the user is asked for, None when nothing is."""
        ...

    async def run(self) -> None:
        """Work until cancelled."""
        ...

    async def stumble(self, error: Exception) -> None:
        """After an error of ours: who waits hears it, and `run` is called again after a pause."""
        ...

    def describe(self) -> events.AccountStateChanged:
        """Return how the account stands."""
        ...

    def open_mailbox(self, mailbox: MailboxKey | None) -> None:
        """Keep a mailbox live; None for none of this account."""
        ...

    def send_changes(self) -> None:
        """See to it that what waits in the queue is sent."""
        ...

    def changes_wait(self) -> None:
        """Hear that the number of waiting changes may differ."""
        ...

    def settings_changed(self) -> None:
        """Go by the new settings at once."""
        ...

    def set_online(self, *, online: bool) -> None:
        """Go offline by choice, or online again."""
        ...

    def prefer(self, preferences: Preferences) -> None:
        """Go by what the user has decided about this account at once."""
        ...

    async def give_password(self, secret: Secret, *, remember: bool) -> bool:
        """Take a password and go on; False when it is not remembered."""
        ...

    async def fetch_headers(self, mailbox: MailboxKey, uids: list[int]) -> None:
        """Bring headers that somebody looks at as placeholders."""
        ...

    async def sync(self, mailbox: MailboxKey | None, *, texts: bool, whole: bool) -> None:
        """Look for news; `whole` waits until all that was asked for is here."""
        ...

    def is_here(self, message: MessageKey) -> bool:
        """Whether the message can be shown without the server."""
        ...

    async def bring(self, message: MessageKey) -> None:
        """Have what is shown of a message in the store. Raises ServerRefused, NetworkError."""
        ...

    async def bring_part(
        self, message: MessageKey, section: str, now_ms: int, stop: Callable[[], None]
    ) -> bytes:
        """Have one part in the store and return its SHA-256. stop: ends it when called."""
        ...

    async def show_whole(self, message: MessageKey, raw: bytes) -> None:
        """Show a message whose text was cut from its whole source, which is in the store."""
        ...
