"""The families of errors: each says whose fault it is and whether trying again helps.

Not here: words for people (the window finds them by `code`), and faults of a message's MIME,
which are data and never raised.
"""

from enum import Enum

from facteur.base.override import override

# Families of problems that nothing but the user's own doing mends, the most urgent first.
NEEDING_USER = ("store", "trust", "login", "bug")


class Fault(Enum):
    """Who can mend it."""

    NETWORK = "network"
    SERVER = "server"
    USER = "user"
    MACHINE = "machine"
    US = "us"


class Retry(Enum):
    """Whether trying again helps."""

    LATER = "later"  # by itself, after a growing pause
    AFTER_ACTION = "after-action"  # once the user has done something
    NEVER = "never"


class FacteurError(Exception):
    """An error that Facteur knows.

    code: a short stable word, kebab-case, by which the window finds its sentence.
    detail: technical words for the log and the details pane; never a secret.
    server_text: the server's own sentence, untrusted, or "".
    """

    fault: Fault = Fault.US
    retry: Retry = Retry.NEVER

    def __init__(self, code: str, *, detail: str = "", server_text: str = "") -> None:
        super().__init__(code, detail, server_text)
        self.code = code
        self.detail = detail
        self.server_text = server_text

    @override
    def __str__(self) -> str:
        parts = [self.code]
        if self.detail:
            parts.append(self.detail)
        if self.server_text:
            parts.append(f"server said: {self.server_text[:300]!r}")
        return " | ".join(parts)


class NetworkError(FacteurError):
    """Unreachable, silent, cut.

    Codes: dns, refused, timeout, closed, unreachable, oauth-unreachable.
    """

    fault = Fault.NETWORK
    retry = Retry.LATER


class TrustError(FacteurError):
    """The server could not prove who it is, or encryption was refused.

    Codes: certificate-expired, certificate-name, certificate-unknown, certificate-changed,
    starttls-missing, starttls-injected, preauth, no-mechanism, tls-failed, token-elsewhere,
    oauth-certificate.
    certificate: the certificate that was shown, DER, or b"".
    """

    fault = Fault.SERVER
    retry = Retry.AFTER_ACTION

    def __init__(
        self, code: str, *, detail: str = "", server_text: str = "", certificate: bytes = b""
    ) -> None:
        super().__init__(code, detail=detail, server_text=server_text)
        self.certificate = certificate


class LoginError(FacteurError):
    """The server did not let the user in, or there is nothing to sign in with.

    Codes: refused, app-password, web-login, browser, oauth-expired, expired, refused-or-disabled,
    disabled, blocked, encryption-wanted, administrator, unexplained, password-needed,
    oauth-needed, oauth-denied, oauth-timeout, oauth-scopes, oauth-refused, oauth-unregistered,
    oauth-unknown, oauth-client, clock-wrong.
    """

    fault = Fault.USER
    retry = Retry.AFTER_ACTION


class ServerRefused(FacteurError):
    """The server understood and said no. `response_code` is IMAP's, upper-case, or "".

    temporary: whether the same request may succeed later.
    """

    fault = Fault.SERVER

    def __init__(
        self,
        code: str,
        *,
        detail: str = "",
        server_text: str = "",
        response_code: str = "",
        temporary: bool = False,
    ) -> None:
        super().__init__(code, detail=detail, server_text=server_text)
        self.response_code = response_code
        self.retry = Retry.LATER if temporary else Retry.NEVER


class RemoteProtocolError(FacteurError):
    """The server broke the grammar, an order of things, or a limit."""

    fault = Fault.SERVER
    retry = Retry.LATER


class LocalProtocolError(FacteurError):
    """We tried to send what the protocol or the state forbids."""


class StoreUnavailable(FacteurError):
    """The profile cannot be used. Codes: disk-full, read-only, locked, corrupt, newer, io."""

    fault = Fault.MACHINE
    retry = Retry.AFTER_ACTION


class StoreMisuse(FacteurError):
    """Our SQL or our use of the store is wrong."""


class ContentDamaged(FacteurError):
    """A stored part does not have the length or SHA-256 it was stored with.

    It is never shown; the engine fetches it again.
    """

    fault = Fault.MACHINE
    retry = Retry.LATER


class UsageError(FacteurError):
    """The command line or a setting was given something it cannot take."""

    fault = Fault.USER
    retry = Retry.AFTER_ACTION
