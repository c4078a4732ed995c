"""The one place that turns exceptions into `Problem` values for the link."""

import hashlib

from facteur.archive.failures import ArchiveError
from facteur.base.errors import (
    ContentDamaged,
    FacteurError,
    LocalProtocolError,
    LoginError,
    NetworkError,
    RemoteProtocolError,
    ServerRefused,
    StoreMisuse,
    StoreUnavailable,
    TrustError,
    UsageError,
)
from facteur.link.events import Problem
from facteur.mail.account import ServerAddress

SERVER_TEXT_LIMIT = 300
FAMILIES: tuple[tuple[type[FacteurError], str], ...] = (
    (NetworkError, "network"),
    (TrustError, "trust"),
    (LoginError, "login"),
    (ServerRefused, "refused"),
    (RemoteProtocolError, "protocol"),
    (StoreUnavailable, "store"),
    (ContentDamaged, "store"),
    (ArchiveError, "archive"),
    (UsageError, "usage"),
    (LocalProtocolError, "bug"),
    (StoreMisuse, "bug"),
)


def problem(
    error: Exception,
    *,
    account: int = 0,
    mailbox: int = 0,
    server: ServerAddress | None = None,
    step: str = "",
    retry_at_ms: int = 0,
) -> Problem:
    """Return what an exception means; one that Facteur does not know is a bug of ours."""
    if not isinstance(error, FacteurError):
        return Problem(
            family="bug",
            code="unexpected",
            step=step,
            detail=f"{type(error).__name__}: {error}",
            account=account,
            mailbox=mailbox,
        )
    certificate = error.certificate if isinstance(error, TrustError) else b""
    return Problem(
        family=next((name for kind, name in FAMILIES if isinstance(error, kind)), "bug"),
        code=error.code,
        step=step,
        detail=error.detail,
        server_text=_clean(error.server_text),
        host=server.host if server else "",
        port=server.port if server else 0,
        account=account,
        mailbox=mailbox,
        retry_at_ms=retry_at_ms,
        certificate=certificate,
        certificate_sha256=hashlib.sha256(certificate).hexdigest() if certificate else "",
    )


def _clean(text: str) -> str:
    """Return at most 300 printable characters of a server's sentence, on one line."""
    shown = "".join(c if c.isprintable() else " " for c in text[: 2 * SERVER_TEXT_LIMIT])
    return " ".join(shown.split())[:SERVER_TEXT_LIMIT]
