"""The one place where a problem becomes words, by its family and code (table: `problemtable`).

Never "unknown error": a code without a sentence of its own gets that of its family, and the
server's own sentence is quoted, cut and harmless. Not here: what buttons do and when a notice is
shown.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from facteur.link.events import Problem
from facteur.ui import format as formats
from facteur.ui.foreign import harmless
from facteur.ui.notice import Button, Remedy, Words
from facteur.ui.problemtable import (
    BUG,
    EXPIRED_WITHOUT_DATE,
    NAME_WITHOUT_OTHER,
    SENTENCES,
    WITHOUT,
    Sentence,
)

QUOTE_LIMIT = 300  # a server's sentence is cut there (wizard §3.9)
_HOST_LIMIT = 80
_DETAIL_LIMIT = 80
# The ports for encryption from the start and after the greeting, each worth trying for the other.
_ALTERNATIVES = {993: 143, 995: 110, 110: 995}
_USUAL_PORT = 993

_PROTOCOLS = {993: "IMAP", 143: "IMAP", 995: "POP", 110: "POP", 465: "SMTP", 587: "SMTP"}
_NAME_LIMIT = 60
_LONGEST_NUMBER = 18
_NEED_PAGE = frozenset((Remedy.APP_PASSWORD, Remedy.OPEN_PAGE))
_NEED_CERTIFICATE = frozenset((Remedy.SEE_CERTIFICATE, Remedy.TRUST_CERTIFICATE))

_BY_CODE = {
    (family, code): sentence
    for sentence in SENTENCES
    for code in sentence.codes
    for family in (sentence.family, sentence.also)
}
_BY_FAMILY = {sentence.family: sentence for sentence in SENTENCES if not sentence.codes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known where a problem is told; "" for what is not.

    provider: its name for people. help_url: its page, from Facteur's own list and nowhere else.
    protocol: IMAP, POP or SMTP. folder: the name of the mailbox concerned. testable: the account
    can be tested from there, which shows a certificate that is not at hand.
    """

    provider: str = ""
    help_url: str = ""
    protocol: str = ""
    folder: str = ""
    testable: bool = False


def nothing_around(_problem: Problem) -> Around:
    """Return that nothing is known."""
    return Around()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What the placeholders of a sentence are filled with."""

    host: str
    port: int
    alternative: int
    other: str
    date: str
    detail: str
    size: str
    provider: str
    protocol: str
    folder: str
    again: str
    url: str

    def fill(self, text: str) -> str:
        """Return a text of the table in the language in force, its placeholders filled."""
        if ("{folder}" in text and not self.folder) or ("{size}" in text and not self.size):
            text = WITHOUT[text]
        shown = QCoreApplication.translate("Problem", text).format(
            host=self.host,
            port=self.port,
            alternative=self.alternative,
            other=self.other,
            date=self.date,
            detail=self.detail,
            size=self.size,
            provider=self.provider,
            protocol=self.protocol,
            folder=self.folder,
            again=self.again,
        )
        return (shown[:1].upper() + shown[1:]).rstrip()


def problem_words(problem: Problem, *, port: int = 0, around: Around | None = None) -> Words:
    """Return the problem in words; a code never seen before gets its family's sentence.

    port: another one worth trying, where the caller knows better than the usual ones tell.
    """
    around = around or Around()
    known = _facts(problem, port, around)
    sees = bool(problem.certificate) or around.testable
    sentence = _sentence(problem, known)
    title = sentence.title
    if problem.code == "certificate-expired" and not known.date:
        title = EXPIRED_WITHOUT_DATE
    return Words(
        title=known.fill(title),
        meaning=known.fill(sentence.meaning),
        buttons=tuple(
            Button(text=known.fill(text), remedy=remedy, value=_value(remedy, known))
            for text, remedy in sentence.buttons
            if (remedy not in _NEED_CERTIFICATE or sees) and (remedy not in _NEED_PAGE or known.url)
        ),
        quote=quoted(problem.server_text),
        details=details(problem),
    )


def quoted(server_text: str) -> str:
    """Return a server's sentence in the quotes of the language, harmless, or ""."""
    sentence = harmless(server_text, QUOTE_LIMIT)
    if not sentence:
        return ""
    return QCoreApplication.translate("Problem", "The server says: “{sentence}”").format(
        sentence=sentence
    )


def details(problem: Problem) -> str:
    """Return the technical lines: for the details pane, the clipboard and an administrator.

    English on purpose: whoever helps must be able to search for them.
    """
    lines = [f"{problem.family}/{problem.code}"]
    if problem.step:
        lines.append(f"step: {problem.step}")
    if problem.host:
        lines.append(f"server: {harmless(problem.host, _HOST_LIMIT)}, port {problem.port}")
    if problem.detail:
        lines.append(f"detail: {harmless(problem.detail, QUOTE_LIMIT)}")
    if problem.server_text:
        lines.append(f"server said: {harmless(problem.server_text, QUOTE_LIMIT)}")
    if problem.certificate_sha256:
        lines.append(f"certificate SHA-256: {harmless(problem.certificate_sha256, _HOST_LIMIT)}")
    lines.append(f"time: {QDateTime.currentDateTime().toString(Qt.DateFormat.ISODate)}")
    return "\n".join(lines)


def _sentence(problem: Problem, known: _Facts) -> Sentence:
    if problem.code == "certificate-name" and not known.other:
        return NAME_WITHOUT_OTHER
    return _BY_CODE.get((problem.family, problem.code)) or _BY_FAMILY.get(problem.family, BUG[-1])


def _facts(problem: Problem, port: int, around: Around) -> _Facts:
    certificate = None
    if problem.certificate:
        # Few problems have one, and no start should wait for what reads it.
        from facteur.ui.certificate import facts  # noqa: PLC0415 - see above

        certificate = facts(problem.certificate)
    plain = [name for name in certificate.names if "*" not in name] if certificate else []
    day = certificate.valid_until.date() if certificate else None
    return _Facts(
        host=harmless(problem.host, _HOST_LIMIT),
        port=problem.port,
        alternative=port or _ALTERNATIVES.get(problem.port, _USUAL_PORT),
        other=plain[0] if plain else "",
        date=QLocale().toString(day, QLocale.FormatType.LongFormat) if day else "",
        detail=_counted(problem.detail),
        size=_room(problem.detail),
        provider=harmless(around.provider, _NAME_LIMIT)
        or QCoreApplication.translate("Problem", "your provider"),
        protocol=around.protocol or _PROTOCOLS.get(problem.port, "IMAP"),
        folder=harmless(around.folder, _NAME_LIMIT),
        again="" if problem.step else _again(problem.retry_at_ms),
        url=around.help_url if around.help_url.startswith("https://") else "",
    )


def _again(retry_at_ms: int) -> str:
    """Return when the engine tries by itself."""
    if retry_at_ms <= 0:
        return QCoreApplication.translate("Problem", "Facteur tries again by itself.")
    at = QDateTime.fromMSecsSinceEpoch(retry_at_ms).time()
    shown = QLocale().toString(at, QLocale.FormatType.ShortFormat)
    return QCoreApplication.translate("Problem", "Next try at {time}.").format(time=shown)


def _room(detail: str) -> str:
    """Return the size that a detail of the disk begins with, "" when it does not."""
    number = detail.split(" ", maxsplit=1)[0]
    if not (number.isascii() and number.isdecimal() and len(number) <= _LONGEST_NUMBER):
        return ""
    return formats.size(int(number), QLocale())


def _counted(detail: str) -> str:
    """Return a detail fit for a sentence; those that stand in one are numbers."""
    number = harmless(detail, _DETAIL_LIMIT)
    return QLocale().toString(int(number)) if number.isdecimal() else number or "?"


def _value(remedy: Remedy, known: _Facts) -> str:
    match remedy:
        case Remedy.USE_HOST:
            return known.other
        case Remedy.USE_PORT:
            return str(known.alternative)
        case Remedy.APP_PASSWORD | Remedy.OPEN_PAGE:
            return known.url
        case _:
            return ""
