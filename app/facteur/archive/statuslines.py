"""Flags that mail programs keep in header fields: Status, X-Status, X-Mozilla-Status, Gmail's.

Sources: mbox(5) and Dovecot's documentation (Status, X-Status, X-Keywords), Thunderbird's
nsMsgMessageFlags (X-Mozilla-Status), exports of Google Takeout (X-Gmail-Labels).
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from facteur.mail.flags import Flags
from facteur.message import visible
from facteur.message.encodedword import decode_words

# Names that programs write before or into the header of a message for themselves.
OWN_FIELDS = frozenset({
    b"status", b"x-status", b"x-keywords", b"x-uid", b"x-imap", b"x-imapbase", b"x-mozilla-status",
    b"x-mozilla-status2", b"x-mozilla-keys", b"x-gm-thrid", b"x-gmail-labels", b"x-evolution",
})  # fmt: skip
FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")

_STATUS = {"R": Flags.SEEN}
_X_STATUS = {
    "A": Flags.ANSWERED,
    "F": Flags.FLAGGED,
    "D": Flags.DELETED,
    "T": Flags.DRAFT,
}
_MOZILLA = {
    0x0001: Flags.SEEN,
    0x0002: Flags.ANSWERED,
    0x0004: Flags.FLAGGED,
    0x0008: Flags.DELETED,  # "expunged": left in the file until it is compacted
}
_MOZILLA_FORWARDED = 0x1000
FORWARDED = "$Forwarded"
_GMAIL = {"starred": Flags.FLAGGED, "draft": Flags.DRAFT, "drafts": Flags.DRAFT}
_GMAIL_STATES = {"opened", "unread", "archived", "important"}  # no folders
_MAX_NAMES = 200  # keywords or labels of one message
_MAX_NAME = 200
_SAFE = "!#$&'*+-./:;<=>?@^_`|~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the fields of a message say of its state."""

    flags: Flags
    keywords: tuple[str, ...]
    labels: tuple[str, ...]


def read_status(header: bytes, *, escaped: bool = False) -> Status:
    """Return what the fields of a header say; of fields that contradict, each adds its flags.

    escaped: keywords are written as by `status_lines`.
    """
    flags, keywords, labels = Flags(0), list[str](), list[str]()
    for found in FIELD.finditer(header):
        name, text = found[1].lower(), _text(found[2])
        match name:
            case b"status":
                flags |= _letters(text, _STATUS)
            case b"x-status":
                flags |= _letters(text, _X_STATUS)
            case b"x-mozilla-status":
                flags |= _mozilla(text, keywords)
            case b"x-keywords" | b"x-mozilla-keys":
                keywords += _keywords(text, escaped=escaped)
            case b"x-gmail-labels":
                flags |= _gmail(text, labels)
            case _:
                pass
    return Status(flags=flags, keywords=_once(keywords), labels=_once(labels))


def status_lines(flags: Flags, keywords: tuple[str, ...]) -> bytes:
    """Return the fields that mutt, Dovecot and Thunderbird read, each line with its LF."""
    mozilla = sum(bit for bit, flag in _MOZILLA.items() if flag in flags)
    mozilla |= _MOZILLA_FORWARDED if FORWARDED in keywords else 0
    lines = [f"X-Mozilla-Status: {mozilla:04x}", f"Status: {_written(flags, _STATUS)}O"]
    if others := _written(flags, _X_STATUS):
        lines.append(f"X-Status: {others}")
    if keywords:
        names = " ".join(quote(one, safe=_SAFE, errors="replace") for one in keywords)
        lines.append(f"X-Keywords: {names}")
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def _text(value: bytes) -> str:
    return b" ".join(value.split()).decode("utf-8", "replace")


def _letters(text: str, table: dict[str, Flags]) -> Flags:
    found = Flags(0)
    for letter, flag in table.items():
        if letter in text:
            found |= flag
    return found


def _written(flags: Flags, table: dict[str, Flags]) -> str:
    return "".join(letter for letter, flag in table.items() if flag in flags)


def _mozilla(text: str, keywords: list[str]) -> Flags:
    if not re.fullmatch(r"[0-9A-Fa-f]{1,8}", text):
        return Flags(0)
    bits, found = int(text, 16), Flags(0)
    for bit, flag in _MOZILLA.items():
        if bits & bit:
            found |= flag
    if bits & _MOZILLA_FORWARDED:
        keywords.append(FORWARDED)
    return found


def _keywords(text: str, *, escaped: bool) -> list[str]:
    words = re.split(r" +" if escaped else r"[ ,]+", text[: _MAX_NAMES * _MAX_NAME])
    return [unquote(word) if escaped else word for word in words]


def _gmail(text: str, labels: list[str]) -> Flags:
    """Read Gmail's labels; English ones tell flags, of other languages only "read" is guessed."""
    names = [name.strip(' "') for name in decode_words(text).split(",")]
    found = Flags(0)
    if "unread" not in {name.lower() for name in names}:
        found |= Flags.SEEN
    for name in names:
        flag = _GMAIL.get(name.lower())
        if flag is not None:
            found |= flag
        elif name.lower() not in _GMAIL_STATES:
            labels.append(name)
    return found


def _once(names: list[str]) -> tuple[str, ...]:
    plain = (visible.one_line(name)[:_MAX_NAME] for name in names[:_MAX_NAMES])
    return tuple(dict.fromkeys(name for name in plain if name))
