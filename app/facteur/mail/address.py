"""Addresses: parse and write RFC 5322 §3.4, tolerantly and in linear time.

Not here: encoded words (RFC 2047). They are decoded after parsing, word by word, by
`message.headers`; decoding first would let a sender smuggle commas and angle brackets in.
"""

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass

# More recipients than this are not kept: no list or card shows them, and hostile mail has 100,000.
MAX_ADDRESSES = 1000

_FORBIDDEN = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_TOKEN = re.compile(
    r"""(?P<space>[\s\x00-\x1f]+)
    | (?P<encoded>=\?[\w.:+*-]{1,60}\?[bBqQ]\?[^?<>]{0,1000}\?=)
    | (?P<quoted>"(?:[^"\\]|\\.)*+(?:"|\Z))
    | (?P<mark>[<>,;:(])
    | (?P<word>[^\s\x00-\x1f"<>,;:(]+)""",
    re.VERBOSE | re.DOTALL,
)
_COMMENT_STOP = re.compile(r"[()\\]")
# What a person types as their address (RFC 5321 §4.1.2), letters of all scripts as of RFC 6531.
LONGEST_ADDRESS, LONGEST_LOCAL_PART, LONGEST_DOMAIN = 254, 64, 253
_DOT_STRING = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_QUOTED_STRING = re.compile(r'"(?:[^"\\\x00-\x1f\x7f]|\\[ -~])*"')
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One mailbox. `name` is "" when the sender gave none; `address` may lack its domain."""

    name: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        if _FORBIDDEN.search(self.name) or _FORBIDDEN.search(self.address):
            raise ValueError("an address holds no control characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A named group (RFC 5322 §3.4), for example "undisclosed-recipients:;"."""

    name: str
    members: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressList:
    """What a header field holds. cut: more than MAX_ADDRESSES stood there."""

    entries: tuple[Address | Group, ...] = ()
    cut: bool = False

    @property
    def addresses(self) -> tuple[Address, ...]:
        """All mailboxes in order, those of groups included."""
        return tuple(_flat(self.entries))


def _flat(entries: tuple[Address | Group, ...]) -> Iterator[Address]:
    for entry in entries:
        if isinstance(entry, Group):
            yield from entry.members
        else:
            yield entry


@dataclass(frozen=True, slots=True, kw_only=True)
class AddrSpec:
    """A whole address as typed, its two halves. domain: lower-case ASCII, or an address literal."""

    local_part: str
    domain: str

    @property
    def has_domain_name(self) -> bool:
        """Whether it ends like `exemple.fr`, as those of providers do; not `intranet`, `[::1]`."""
        return "." in self.domain and not self.domain.startswith("[")


def addr_spec(text: str) -> AddrSpec | None:
    """Return the halves of an address that can be written to, None when it cannot be one.

    Stricter than `parse_addresses`: no spaces, comments or obsolete forms; strip what was typed.
    """
    local_part, at, domain = text.rpartition("@")
    told = ascii_domain(domain) or _literal(domain)
    if not at or not told or len(text.encode("utf-8", "replace")) > LONGEST_ADDRESS:
        return None
    plain = text.isprintable() and _DOT_STRING.fullmatch(local_part)
    if not plain and not _QUOTED_STRING.fullmatch(local_part):
        return None
    if len(local_part.encode("utf-8", "replace")) > LONGEST_LOCAL_PART:
        return None
    return AddrSpec(local_part=local_part, domain=told)


def ascii_domain(domain: str) -> str:
    """Return a domain in lower-case ASCII (IDNA, RFC 5891 §4.4), "" when it is not one."""
    plain = domain.lower()
    if not plain.isascii() or "xn--" in plain:
        import idna  # noqa: PLC0415 - its tables are for few

        try:
            plain = idna.encode(plain, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return ""
    labels = plain.split(".")
    good = len(plain) <= LONGEST_DOMAIN and all(_LABEL.fullmatch(label) for label in labels)
    return plain if good else ""


def _literal(domain: str) -> str:
    """Return an address literal (RFC 5321 §4.1.3) as it stands, "" for anything else."""
    inner = domain[1:-1]
    if domain != f"[{inner}]":
        return ""
    kind, ip_class = inner[:5].lower(), ipaddress.IPv4Address
    if kind == "ipv6:":
        inner, ip_class = inner[5:], ipaddress.IPv6Address
    try:
        ip_class(inner)
    except ValueError:
        return ""
    return domain if "%" not in inner else ""


def parse_addresses(text: str, *, limit: int = MAX_ADDRESSES) -> AddressList:
    """Return the addresses of an unfolded header value; anything is accepted.

    Names are returned raw: encoded words are still encoded. A semicolon outside a group
    separates like a comma, as Outlook writes it.
    """
    return _Reader(text, limit).read()


def write_address(address: Address) -> str:
    """Return `name <address>` for people and for headers, the name quoted where it must be."""
    if not address.name:
        return address.address
    name = address.name
    if name.isascii() and not _ATOMS.match(name):
        name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{name} <{address.address}>" if address.address else name


class _Reader:
    """One pass over the tokens of a field; no token is looked at twice."""

    def __init__(self, text: str, limit: int) -> None:
        self._text = text
        self._limit = limit
        self._at = 0
        self._count = 0
        self._entries: list[Address | Group] = []
        self._group: str | None = None
        self._members: list[Address] = []
        self._words: list[str] = []
        self._gap = False
        self._comment = ""
        self._angle: str | None = None
        self._angles_left = True

    def read(self) -> AddressList:
        cut = False
        while self._at < len(self._text):
            if self._count >= self._limit:
                cut = True
                break
            self._step()
        self._finish()
        self._end_group()
        return AddressList(entries=tuple(self._entries), cut=cut)

    def _step(self) -> None:
        found = _TOKEN.match(self._text, self._at)
        if found is None:  # nothing else is left for the pattern to miss, but never loop
            self._at += 1
            return
        self._at = found.end()
        token = found.group()
        match found.lastgroup:
            case "space":
                self._gap = True
            case "mark":
                self._mark(token)
            case "quoted":
                self._add(_unquote(token))
            case _:
                self._add(token)

    def _add(self, word: str) -> None:
        if self._words and not self._gap:
            self._words[-1] += word
        else:
            self._words.append(word)
        self._gap = False

    def _mark(self, mark: str) -> None:
        match mark:
            case ",":
                self._finish()
            case ";":
                self._finish()
                self._end_group()
            case "(":
                self._read_comment()
            case "<":
                self._read_angle()
            case ":" if self._may_start_group():
                self._group = " ".join(self._words)
                self._words = []
            case ":":
                self._add(":")
            case _:  # a stray closing bracket
                self._gap = True

    def _may_start_group(self) -> bool:
        return (
            self._group is None
            and self._angle is None
            and bool(self._words)
            and "@" not in self._words[-1]
        )

    def _read_comment(self) -> None:
        depth, start, at = 1, self._at, self._at
        while depth:
            found = _COMMENT_STOP.search(self._text, at)
            if found is None:
                at = len(self._text) + 1
                break
            at = found.end()
            match found.group():
                case "(":
                    depth += 1
                case ")":
                    depth -= 1
                case _:
                    at += 1
        self._at = min(at, len(self._text))
        self._gap = True
        if not self._comment:
            self._comment = self._text[start : at - 1].replace("\\", "").strip()

    def _read_angle(self) -> None:
        """Read up to `>`; when there is none in the rest of the field, up to the next comma."""
        end = self._text.find(">", self._at) if self._angles_left else -1
        if end < 0:
            self._angles_left = False
            end = self._text.find(",", self._at)
            end = len(self._text) if end < 0 else end
        inner = self._text[self._at : end]
        if "<" in inner:  # `<<a@b>` and `Name < <a@b>`: the last bracket opens
            inner = inner.rpartition("<")[2]
        self._at = end + 1 if self._text[end : end + 1] == ">" else end
        self._gap = True
        if self._angle is None:
            self._angle = _bare_address(inner)

    def _finish(self) -> None:
        words, comment, angle = self._words, self._comment, self._angle
        self._words, self._comment, self._angle, self._gap = [], "", None, False
        if angle is not None:
            found = Address(name=_plain(" ".join(words) or comment), address=angle)
        elif words:
            found = _without_angle(words, comment)
        else:
            return
        self._count += 1
        if self._group is None:
            self._entries.append(found)
        else:
            self._members.append(found)

    def _end_group(self) -> None:
        if self._group is not None:
            self._entries.append(Group(name=_plain(self._group), members=tuple(self._members)))
        self._group = None
        self._members = []


def _unquote(token: str) -> str:
    inner = token[1:-1] if len(token) > 1 and token.endswith('"') else token[1:]
    return re.sub(r"\\(.)", r"\1", inner, flags=re.DOTALL) if "\\" in inner else inner


def _plain(text: str) -> str:
    """Return text without control characters, so that it can be an Address."""
    return _FORBIDDEN.sub(" ", text).strip()


def _bare_address(inner: str) -> str:
    """Return the addr-spec of an angle address; an obsolete route is dropped (RFC 5322 §4.4)."""
    if inner.lstrip().startswith("@") and ":" in inner:
        inner = inner.rpartition(":")[2]
    if '"' in inner:
        return _plain(inner)
    return _plain("".join(inner.split()))


def _without_angle(words: list[str], comment: str) -> Address:
    """`user@host (Name)`, `Name user@host`, `user @ host`, or no address at all."""
    joined = " ".join(words)
    if "@" not in joined:
        if len(words) == 1 and not comment and not words[0].startswith("=?"):
            return Address(address=_plain(words[0]))
        return Address(name=_plain(joined or comment))
    if "@" in words or words[0].startswith("@"):  # obsolete spaces around the at-sign
        return Address(name=_plain(comment), address=_plain("".join(words)))
    at = next(place for place, word in enumerate(words) if "@" in word)
    name = " ".join(words[:at] + words[at + 1 :]) or comment
    return Address(name=_plain(name), address=_plain(words[at].strip(".")))
