"""What a server means when it refuses: from its reply to a verdict, and to an error of ours.

The response code is asked first, then the sentence (table: `replytable`). Codes that providers put
before very different sentences only speak when no sentence is known. What neither says is UNKNOWN:
the server's own words are then shown, and nobody is told to check a password.

Not here: words for people, and what is done about a verdict.
"""

import functools
import re
from dataclasses import dataclass
from typing import Final

from facteur.base.errors import LoginError, ServerRefused
from facteur.mail.replytable import (
    FIRM,
    MAILBOXES,
    NO_PASSWORDS,
    NUMBERS,
    SENDING,
    SENTENCES,
    VAGUE,
    Verdict,
)

# A server may say what it likes; what tells a refusal apart stands at its beginning.
_LOOKED_AT: Final = 600

_SIGNING_IN: Final = 53  # 530 to 538 are answers to AUTH, or to its absence (RFC 4954 §6)

_LOGIN_CODES: Final = {
    Verdict.AUTH: "refused",
    Verdict.APP_PASSWORD: "app-password",
    Verdict.WEB_LOGIN: "web-login",
    Verdict.BROWSER: "browser",
    Verdict.TOKEN: "oauth-expired",
    Verdict.EXPIRED: "expired",
    Verdict.AUTH_OR_DISABLED: "refused-or-disabled",
    Verdict.DISABLED: "disabled",
    Verdict.BLOCKED: "blocked",
    Verdict.ENCRYPT: "encryption-wanted",
    Verdict.ADMIN: "administrator",
}
_PASSING_CODES: Final = {
    Verdict.TOO_OFTEN: "too-often",
    Verdict.TOO_MANY: "too-many-connections",
    Verdict.BUSY: "in-use",
    Verdict.LATER: "unavailable",
}
_MAILBOX_CODES: Final = {
    Verdict.GONE: "mailbox-gone",
    Verdict.NO_PERMISSION: "no-permission",
}
# Another password may help against these; the others would only be asked for in vain.
PASSWORD_CODES: Final = frozenset(("refused", "app-password", "expired", "refused-or-disabled"))


# What a code says against a sentence that goes along with many things.
_OUTWEIGHED: Final = {
    Verdict.AUTH: (Verdict.NO_PERMISSION, Verdict.ADMIN, Verdict.POLICY, Verdict.LATER),
    Verdict.LATER: (Verdict.SENDER, Verdict.RECIPIENT, Verdict.POLICY, Verdict.ADMIN),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerReply:
    """A refusal as it came.

    code: an IMAP or POP response code without its brackets, or an enhanced status code of SMTP.
    number: SMTP's three digits, 0 elsewhere. text: the sentence, untrusted.
    """

    text: str
    code: str = ""
    number: int = 0


def judge(reply: ServerReply) -> Verdict:
    """Return why a server says no, as far as it says so."""
    code = reply.code.upper()
    firm = _of_code(FIRM, code)
    if firm is not None:
        return firm
    text = reply.text[:_LOOKED_AT].lower()
    vague = _of_code(VAGUE, code) or NUMBERS.get(reply.number)
    sending = reply.number > 0 and reply.number // 10 != _SIGNING_IN
    for verdict, pattern in _rules(sending=sending):
        if pattern.search(text):
            return _weighed(verdict, vague)
    return vague or Verdict.UNKNOWN


def login_error(
    reply: ServerReply, *, host: str = "", with_token: bool = False
) -> LoginError | ServerRefused:
    """Return the error that a refused sign-in is.

    with_token: it was an OAuth token that was shown, not a password.
    """
    verdict = judge(reply)
    if with_token and verdict in {Verdict.AUTH, Verdict.UNKNOWN, Verdict.BROWSER}:
        verdict = Verdict.TOKEN
    elif verdict is Verdict.AUTH and host.lower().endswith(NO_PASSWORDS):
        verdict = Verdict.BROWSER
    if verdict in _LOGIN_CODES:
        return LoginError(_LOGIN_CODES[verdict], server_text=reply.text)
    if verdict in _PASSING_CODES:
        return ServerRefused(
            _PASSING_CODES[verdict],
            server_text=reply.text,
            response_code=reply.code,
            temporary=True,
        )
    return LoginError("unexplained", server_text=reply.text)


def turned_away(reply: ServerReply) -> ServerRefused:
    """Return the error that a greeting is which is no welcome; it may be better another time."""
    return ServerRefused(
        _PASSING_CODES.get(judge(reply), "bye"),
        server_text=reply.text,
        response_code=reply.code,
        temporary=True,
    )


def opening_error(reply: ServerReply, *, detail: str = "") -> ServerRefused:
    """Return the error that a mailbox which the server will not open is."""
    verdict = judge(reply)
    passing = _PASSING_CODES.get(verdict)
    return ServerRefused(
        passing or _MAILBOX_CODES.get(verdict, "mailbox"),
        detail=detail,
        server_text=reply.text,
        response_code=reply.code,
        temporary=passing is not None,
    )


@functools.cache
def _rules(*, sending: bool) -> tuple[tuple[Verdict, re.Pattern[str]], ...]:
    """Return the sentences in the order they are searched; made when a server first refuses."""
    table = (*SENDING, *SENTENCES) if sending else (*MAILBOXES, *SENTENCES, *SENDING)
    return tuple((verdict, re.compile("|".join(patterns))) for verdict, patterns in table)


def _of_code(table: dict[str, Verdict], code: str) -> Verdict | None:
    """Return what is known of a code, or of the one it lies below: SYS/TEMP/DISK is SYS/TEMP."""
    while code:
        if code in table:
            return table[code]
        code = code.rpartition("/")[0]
    return None


def _weighed(verdict: Verdict, vague: Verdict | None) -> Verdict:
    """Return the verdict of a sentence, unless the code before it knows better."""
    if vague is None or vague is verdict:
        return verdict
    if verdict is Verdict.AUTH:
        return vague  # "[UNAVAILABLE] Authentication failed": nobody looked at the password
    if verdict in _OUTWEIGHED.get(vague, ()):
        return vague
    return verdict
