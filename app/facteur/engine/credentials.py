"""Where the password of an account comes from: memory, the keyring, or a command of the user.

Of an account with OAuth 2.0 it is an access token, which `tokens` keeps good.
"""

import asyncio
import contextlib
import ipaddress
import os
import signal
import sys

from facteur.base.errors import LoginError
from facteur.base.secret import Secret
from facteur.engine.effects import Effects
from facteur.engine.tokens import TokenKeeper, Tokens, read_tokens
from facteur.mail.account import AccountSettings, SecretKind

COMMAND_TIMEOUT_S = 60.0
COMMAND_OCTETS = 65_536


def keyring_name(settings: AccountSettings) -> str:
    """Return the name under which the keyring has the password, or the tokens."""
    kind = "oauth:" if settings.secret_kind is SecretKind.OAUTH else ""
    return f"{kind}{settings.user}@{settings.server.host}:{settings.server.port}"


def same_house(one: str, other: str) -> bool:
    """Whether two hosts are of one domain, so that a password for the one may go to the other."""
    one, other = one.lower().rstrip("."), other.lower().rstrip(".")
    if one == other:
        return True
    if any(_is_address(host) for host in (one, other)):
        return False
    from facteur.net.discovery.names import registrable  # noqa: PLC0415 - a list of all suffixes

    return registrable(one) == registrable(other)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class Credentials:
    """The password or the tokens of one account; what was typed stays in memory only."""

    def __init__(self, settings: AccountSettings, effects: Effects) -> None:
        self.settings = settings
        self._effects = effects
        self._typed: Secret | None = None
        self._keeper = TokenKeeper(keyring_name(settings), settings.server.host, effects)

    @property
    def are_tokens(self) -> bool:
        """Whether the secret is an access token and no password."""
        return self.settings.secret_kind is SecretKind.OAUTH

    @property
    def tokens(self) -> Tokens | None:
        """The tokens as they are now, where they are at hand."""
        return self._keeper.tokens

    async def secret(self) -> Secret:
        """Return the password or an access token.

        Raises LoginError: `password-needed` when nobody knows it, `password-command` when the
        command failed; for tokens what TokenKeeper.access raises.
        """
        if self.are_tokens:
            return await self._keeper.access()
        if self._typed is not None:
            return self._typed
        if self.settings.secret_kind is SecretKind.COMMAND:
            return await from_command(self.settings.password_command)
        if self.settings.secret_kind is SecretKind.KEYRING:
            found = await asyncio.to_thread(self._effects.secrets.get, keyring_name(self.settings))
            if found is not None:
                return found
        raise LoginError("password-needed")

    async def after_refusal(self, refused: Secret) -> Secret | None:
        """Return another access token than a refused one; None for a password: ask the user."""
        return await self._keeper.after_refusal(refused) if self.are_tokens else None

    async def keyring_available(self) -> bool:
        """Whether a typed password could be remembered."""
        return await asyncio.to_thread(self._effects.secrets.available)

    async def give(self, secret: Secret, *, remember: bool) -> bool:
        """Take a password, or tokens as one secret; True when the keyring remembers them."""
        if self.are_tokens:
            tokens = read_tokens(secret)
            if tokens is None:
                raise LoginError("oauth-needed")
            return await self._keeper.take(tokens, remember=remember)
        self._typed = secret
        if not remember or self.settings.secret_kind is not SecretKind.KEYRING:
            return False
        return await asyncio.to_thread(
            self._effects.secrets.set, keyring_name(self.settings), secret
        )

    async def forget(self) -> None:
        """Take the password out of memory and keyring."""
        self._typed = None
        if self.are_tokens:
            await self._keeper.forget()
        elif self.settings.secret_kind is SecretKind.KEYRING:
            await asyncio.to_thread(self._effects.secrets.delete, keyring_name(self.settings))

    async def inherit(self, other: "Credentials") -> None:
        """Take over the password of the same account under older settings.

        Not where it would go to a server of another domain, which has to be trusted with it anew.
        """
        if self.are_tokens is not other.are_tokens:
            return  # the one is no use for the other
        if self.are_tokens:
            tokens = await other.known_tokens()
            if tokens is not None:
                await self._keeper.take(tokens, remember=True)
            return
        if not same_house(other.settings.server.host, self.settings.server.host):
            return
        try:
            secret = await other.secret()
        except LoginError:
            return
        await self.give(secret, remember=True)

    async def known_tokens(self) -> Tokens | None:
        """Return the tokens from memory or keyring; nobody is asked for new ones."""
        return await self._keeper.known()

    def refused(self) -> None:
        """Do not offer a typed password again that the server has refused."""
        self._typed = None

    async def settle(self) -> None:
        """Wait until a new token that is being asked for has been kept."""
        await self._keeper.settle()


async def from_command(command: str, timeout_s: float = COMMAND_TIMEOUT_S) -> Secret:
    """Return the first line that the user's command prints, as mbsync and msmtp do it.

    Raises LoginError(`password-command`) when it fails, prints nothing or takes a minute.
    """
    process = await _started(command)
    try:
        async with asyncio.timeout(timeout_s):
            line = await _first_line(process)
            status = await process.wait()
    except TimeoutError as error:
        raise LoginError("password-command", detail="it takes more than a minute") from error
    finally:
        await _end(process)
    if status != 0 or not line:
        raise LoginError("password-command", detail=f"exit status {status}")
    return Secret(line.decode("utf-8", "replace"))


async def _started(command: str) -> asyncio.subprocess.Process:
    """Start the command; one that is given up while it starts is ended, and waited for."""
    starting = asyncio.ensure_future(
        asyncio.create_subprocess_shell(
            command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
            limit=COMMAND_OCTETS,
        )
    )
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        await _end(await starting)
        raise


async def _first_line(process: asyncio.subprocess.Process) -> bytes:
    """Return the first line, b"" when it is longer than any password; the rest is read past."""
    assert process.stdout is not None
    try:
        line = await process.stdout.readline()
    except ValueError:  # longer than the limit
        line = b""
    while await process.stdout.read(COMMAND_OCTETS):
        pass
    return line.rstrip(b"\r\n")


async def _end(process: asyncio.subprocess.Process) -> None:
    """End what still runs: given up, or too slow; what the shell has started goes too."""
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    await process.wait()
