"""Commands to pieces of octets with stops for literals (RFC 9051 §6), and their trace.

The encoder alone knows what is secret, so the trace line is made here: credentials replaced,
literals as sizes.
"""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeAlias, assert_never

from facteur.base.errors import LocalProtocolError

from . import commands as c
from .capabilities import Capabilities
from .dates import write_date
from .numset import NumSet

_ATOM: Final = re.compile(rb"[A-Za-z0-9!#$&'+,./:;<=>?@^_`|~-]+\Z")
_QUOTABLE: Final = re.compile(rb"[\x01-\x09\x0b\x0c\x0e-\x7f]*\Z")
_FLAG: Final = re.compile(r"\\?[A-Za-z0-9!#$&'+,./:;<=>?@^_`|~\-\[]+\Z")
_WORDS: Final = re.compile(r"[\x20-\x7e]+\Z")
_MINUS_OCTETS: Final = 4096  # RFC 7888 §5
_LONGEST_QUOTED: Final = 1000  # some servers have small line buffers; a literal passes


@dataclass(frozen=True, slots=True)
class Octets:
    """Octets to write now. `content` may be secret."""

    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class AwaitContinuation:
    """A stop: nothing is written until the server says `+`."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A literal's content, read piece by piece; it must be `size_octets` in all."""

    content: Iterable[bytes] = field(repr=False)
    size_octets: int


Piece: TypeAlias = Octets | AwaitContinuation | Stream


@dataclass(frozen=True, slots=True)
class Encoded:
    """A command ready to be written. trace: what a log may show."""

    pieces: tuple[Piece, ...]
    trace: str


def encode(tag: str, command: c.Command, capabilities: Capabilities, *, utf8: bool) -> Encoded:
    """Return the octets of a command.

    utf8: UTF8=ACCEPT or IMAP4rev2 is enabled, so that quoted strings may hold UTF-8.
    Raises LocalProtocolError for a value that has no form on the wire.
    """
    writer = _Writer(capabilities, utf8=utf8)
    writer.word(tag)
    _write(writer, command, capabilities)
    return writer.finish()


def _write(w: "_Writer", command: c.Command, capabilities: Capabilities) -> None:
    match command:
        case c.Id(fields=fields):
            _write_id(w, fields)
        case c.Login(user=user, password=password):
            w.word("LOGIN").secret(user.encode("utf-8")).secret(password.encode("utf-8"))
        case c.Authenticate():
            _write_authenticate(w, command, capabilities)
        case c.Enable(names=names):
            w.word("ENABLE", *names)
        case c.Select():
            _write_select(w, command)
        case c.List() | c.Lsub() | c.StatusCommand() | c.QuotaRoot():
            _write_question(w, command)
        case c.Create() | c.Delete() | c.Rename() | c.Subscribe():
            _write_mailbox(w, command)
        case c.Append() | c.Fetch() | c.Store() | c.Search():
            _write_messages(w, command)
        case c.Copy() | c.Move() | c.Expunge():
            _write_removal(w, command)
        case _:
            w.word(_SINGLE[type(command)])


def _write_question(w: "_Writer", command: c.List | c.Lsub | c.StatusCommand | c.QuotaRoot) -> None:
    match command:
        case c.List():
            _write_list(w, command)
        case c.Lsub(reference=reference, pattern=pattern):
            w.word("LSUB").string(reference).pattern(pattern)
        case c.StatusCommand(mailbox=mailbox, items=items):
            w.word("STATUS").string(mailbox).group(items)
        case c.QuotaRoot(mailbox=mailbox):
            w.word("GETQUOTAROOT").string(mailbox)
        case _:
            assert_never(command)


def _write_mailbox(w: "_Writer", command: c.Create | c.Delete | c.Rename | c.Subscribe) -> None:
    match command:
        case c.Create(mailbox=mailbox, use=use):
            w.word("CREATE").string(mailbox)
            if use:
                w.word(f"(USE ({' '.join(map(_flag, use))}))")
        case c.Delete(mailbox=mailbox):
            w.word("DELETE").string(mailbox)
        case c.Rename(mailbox=mailbox, new_name=new_name):
            w.word("RENAME").string(mailbox).string(new_name)
        case c.Subscribe(mailbox=mailbox, subscribed=subscribed):
            w.word("SUBSCRIBE" if subscribed else "UNSUBSCRIBE").string(mailbox)
        case _:
            assert_never(command)


def _write_messages(w: "_Writer", command: c.Append | c.Fetch | c.Store | c.Search) -> None:
    match command:
        case c.Append():
            _write_append(w, command)
        case c.Fetch():
            _write_fetch(w, command)
        case c.Store():
            _write_store(w, command)
        case c.Search():
            _write_search(w, command)
        case _:
            assert_never(command)


def _write_removal(w: "_Writer", command: c.Copy | c.Move | c.Expunge) -> None:
    match command:
        case c.Copy(messages=messages, mailbox=mailbox):
            w.word("UID COPY").numbers(messages).string(mailbox)
        case c.Move(messages=messages, mailbox=mailbox):
            w.word("UID MOVE").numbers(messages).string(mailbox)
        case c.Expunge(messages=messages):
            w.word("UID EXPUNGE").numbers(messages)
        case _:
            assert_never(command)


def _write_id(w: "_Writer", fields: tuple[tuple[str, str], ...]) -> None:
    w.word("ID")
    if not fields:
        w.word("NIL")
        return
    w.open()
    for key, value in fields:
        w.quoted(key.encode("utf-8")).quoted(value.encode("utf-8"))
    w.close()


def _write_authenticate(w: "_Writer", command: c.Authenticate, capabilities: Capabilities) -> None:
    w.word("AUTHENTICATE", command.mechanism.name)
    if "SASL-IR" not in capabilities:
        return
    initial = command.mechanism.initial()
    if initial is not None:
        w.secret_word(base64.b64encode(initial) or b"=")


def _write_select(w: "_Writer", command: c.Select) -> None:
    w.word("EXAMINE" if command.read_only else "SELECT").string(command.mailbox)
    known = command.qresync
    if known is None:
        if command.condstore:
            w.word("(CONDSTORE)")
        return
    parts = [f"{known.uidvalidity} {known.modseq}"]
    if known.known_uids is not None:
        parts.append(known.known_uids.write().decode())
    if known.match is not None:
        parts.append(f"({known.match[0].write().decode()} {known.match[1].write().decode()})")
    w.word(f"(QRESYNC ({' '.join(parts)}))")


def _write_list(w: "_Writer", command: c.List) -> None:
    w.word("LIST")
    if command.select:
        w.group(command.select)
    w.string(command.reference)
    if len(command.patterns) == 1:
        w.pattern(command.patterns[0])
    else:
        w.open()
        for pattern in command.patterns:
            w.pattern(pattern)
        w.close()
    returns = list(command.returns)
    if command.status:
        returns.append(f"STATUS ({' '.join(command.status)})")
    if returns:
        w.word("RETURN").group(returns)


def _write_append(w: "_Writer", command: c.Append) -> None:
    w.word("APPEND").string(command.mailbox)
    if command.flags:
        w.group([_flag(name) for name in command.flags])
    if command.internal_date_ms is not None:
        w.word(write_date(command.internal_date_ms).decode("ascii"))
    w.stream(command.content, command.size_octets)


def _write_fetch(w: "_Writer", command: c.Fetch) -> None:
    w.word("FETCH" if command.by_sequence else "UID FETCH").numbers(command.messages)
    if len(command.items) == 1:
        w.word(_checked(command.items[0]))
    else:
        w.group([_checked(item) for item in command.items])
    modifiers: list[str] = []
    if command.changed_since is not None:
        modifiers.append(f"CHANGEDSINCE {command.changed_since}")
    if command.vanished:
        modifiers.append("VANISHED")
    if command.partial is not None:
        modifiers.append(f"PARTIAL {command.partial[0]}:{command.partial[1]}")
    if modifiers:
        w.group(modifiers)


def _write_store(w: "_Writer", command: c.Store) -> None:
    w.word("UID STORE").numbers(command.messages)
    if command.unchanged_since is not None:
        w.word(f"(UNCHANGEDSINCE {command.unchanged_since})")
    w.word(("+" if command.add else "-") + "FLAGS" + (".SILENT" if command.silent else ""))
    w.group([_flag(name) for name in command.flags])


def _write_search(w: "_Writer", command: c.Search) -> None:
    w.word("SEARCH" if command.by_sequence else "UID SEARCH")
    if command.returns:
        w.word("RETURN").group(command.returns)
    beyond_ascii = any(isinstance(key, str) and not key.isascii() for key in command.criteria)
    if beyond_ascii and not w.utf8:
        w.word("CHARSET UTF-8")
    for key in command.criteria:
        if isinstance(key, str):
            w.string(key.encode("utf-8"))
        else:
            w.word(_checked(key.decode("ascii")))


def _flag(name: str) -> str:
    if not _FLAG.match(name):
        raise LocalProtocolError("not-a-flag", detail=repr(name))
    return name


def _checked(text: str) -> str:
    if not _WORDS.match(text):
        raise LocalProtocolError("not-ascii", detail=repr(text))
    return text


class _Writer:
    """Collects pieces and the trace, with blanks between words."""

    __slots__ = ("_held", "_minus", "_pieces", "_plus", "_shown", "_tight", "utf8")

    def __init__(self, capabilities: Capabilities, *, utf8: bool) -> None:
        self._plus = "LITERAL+" in capabilities
        self._minus = "LITERAL-" in capabilities
        self._pieces: list[Piece] = []
        self._held = bytearray()
        self._shown: list[str] = []
        self._tight = True  # no blank before the next word
        self.utf8 = utf8

    def word(self, *words: str) -> "_Writer":
        for text in words:
            self._add(text.encode("ascii"), text)
        return self

    def numbers(self, numbers: NumSet) -> "_Writer":
        written = numbers.write()
        return self._add(written, written.decode("ascii"))

    def group(self, words: Iterable[str]) -> "_Writer":
        return self.word(f"({' '.join(words)})")

    def open(self) -> "_Writer":
        self._add(b"(", "(")
        self._tight = True
        return self

    def close(self) -> "_Writer":
        self._tight = True
        return self._add(b")", ")")

    def string(self, content: bytes) -> "_Writer":
        """Add what the grammar calls `astring`: bare where it may be."""
        if _ATOM.match(content) and content.upper() != b"NIL":
            return self._add(content, content.decode("ascii"))
        return self.quoted(content)

    def pattern(self, content: bytes) -> "_Writer":
        """list-mailbox, always quoted: `%` and `*` are understood there too."""
        return self.quoted(content)

    def quoted(self, content: bytes, *, secret: bool = False) -> "_Writer":
        """Add what the grammar calls `string`: quoted, or a literal."""
        fits = _QUOTABLE.match(content) or (self.utf8 and _is_text(content))
        if fits and len(content) <= _LONGEST_QUOTED:
            escaped = content.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
            shown = '"***"' if secret else f'"{escaped.decode("utf-8", "replace")}"'
            return self._add(b'"' + escaped + b'"', shown)
        if b"\0" in content:
            raise LocalProtocolError("nul-in-string")
        self._announce(len(content))
        self._held += content
        return self

    def secret(self, content: bytes) -> "_Writer":
        return self.quoted(content, secret=True)

    def secret_word(self, content: bytes) -> "_Writer":
        return self._add(content, "***")

    def stream(self, content: Iterable[bytes], size_octets: int) -> "_Writer":
        self._announce(size_octets)
        self._flush()
        self._pieces.append(Stream(content, size_octets))
        return self

    def finish(self) -> Encoded:
        self._held += b"\r\n"
        self._flush()
        return Encoded(tuple(self._pieces), "".join(self._shown))

    def _announce(self, size: int) -> None:
        """Literal = "{" number64 ["+"] "}" CRLF *CHAR8, RFC 7888 §8."""
        waits = not (self._plus or (self._minus and size <= _MINUS_OCTETS))
        self._add(b"{%d%s}" % (size, b"" if waits else b"+"), f"{{{size} octets}}")
        self._held += b"\r\n"
        if waits:
            self._flush()
            self._pieces.append(AwaitContinuation())

    def _add(self, content: bytes, shown: str) -> "_Writer":
        if not self._tight:
            self._held += b" "
            self._shown.append(" ")
        self._tight = False
        self._held += content
        self._shown.append(shown)
        return self

    def _flush(self) -> None:
        if self._held:
            self._pieces.append(Octets(bytes(self._held)))
            self._held.clear()


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(octet in b"\0\r\n" for octet in content)


_SINGLE: Final[dict[type[c.Command], str]] = {
    c.CapabilityCommand: "CAPABILITY",
    c.Compress: "COMPRESS DEFLATE",
    c.Idle: "IDLE",
    c.Logout: "LOGOUT",
    c.NamespaceCommand: "NAMESPACE",
    c.Noop: "NOOP",
    c.StartTls: "STARTTLS",
    c.Unselect: "UNSELECT",
}
