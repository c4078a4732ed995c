"""Mozilla's autoconfig format, read as what it is: XML from a stranger.

No document types and no entities of its own, no more than 256 KiB, no deep nesting; only the three
placeholders that need nothing but the address, and they are filled here. What would send a password
in the clear is left out and told as `insecure`.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from facteur.base.errors import RemoteProtocolError
from facteur.mail.account import HIGHEST_PORT, Security, ServerAddress
from facteur.net.discovery.findings import Auth, Kind
from facteur.net.discovery.names import clean_host
from facteur.net.discovery.web import MOST_OCTETS

_MOST_DEPTH = 16
_MOST_SERVERS = 20
_LONGEST_TEXT = 1000
_LONGEST_NAME = 60

_KINDS = {"imap": Kind.IMAP, "pop3": Kind.POP, "smtp": Kind.SUBMISSION}
_SECURITY = {"SSL": Security.TLS, "STARTTLS": Security.STARTTLS, "plain": Security.NONE}
_PASSWORDS = {"password-cleartext", "password-encrypted", "plain", "secure"}  # the last two: 2008
_LIST = ("clientConfig", "emailProvider")
_SERVERS = ("incomingServer", "outgoingServer")
_FIELDS = ("hostname", "port", "socketType", "username", "authentication")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedServer:
    """One encrypted server of the file."""

    kind: Kind
    server: ServerAddress
    user: str
    auth: Auth


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What the file says. insecure: it also named a server without encryption."""

    name: str
    servers: tuple[PublishedServer, ...]
    insecure: bool


@dataclass(slots=True)
class _Raw:
    """The words of one server element."""

    type: str
    words: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


def read(data: bytes, local_part: str, domain: str) -> Published:
    """Return the servers that a file names for this address, its best first.

    Raises RemoteProtocolError(`autoconfig`) when it is not one, or more than it may be.
    """
    if len(data) > MOST_OCTETS:
        raise _refused("too large")
    reader = _Reader()
    try:
        reader.feed(data)
    except (expat.ExpatError, ValueError, LookupError) as error:  # the latter: odd encodings
        raise _refused(str(error)) from error
    fill = _Fill(local_part, domain)
    servers: list[PublishedServer] = []
    insecure = False
    for raw in reader.servers:
        found = _server(raw, fill)
        if found is None:
            continue
        if found.server.security is Security.NONE:
            insecure = True
        else:
            servers.append(found)
    return Published(name=_plain_name(reader.name), servers=tuple(servers), insecure=insecure)


class _Reader:
    """Keeps the few words we want of a document, and ends at the first that is not innocent."""

    def __init__(self) -> None:
        self.servers: list[_Raw] = []
        self.name = ""
        self._path: list[str] = []
        self._text: list[str] = []
        self._octets = 0
        parser = expat.ParserCreate()
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        self._parser = parser

    def feed(self, data: bytes) -> None:
        self._parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position alone

    def _doctype(self, *_told: object) -> None:
        raise _refused("has a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        self._text, self._octets = [], 0
        if len(self._path) > _MOST_DEPTH:
            raise _refused("nested too deep")
        if self._in_provider(3) and name in _SERVERS:
            if len(self.servers) >= _MOST_SERVERS:
                raise _refused("too many servers")
            self.servers.append(_Raw(attributes.get("type", "")))

    def _end(self, name: str) -> None:
        if self._octets > _LONGEST_TEXT and name in _FIELDS:
            raise _refused("a word too long")
        text = "".join(self._text).strip()
        if self._in_provider(4) and self._path[2] in _SERVERS and name in _FIELDS:
            self.servers[-1].words.setdefault(name, []).append(text)
        elif self._in_provider(3) and name == "displayName" and not self.name:
            self.name = text
        self._path.pop()
        self._text, self._octets = [], 0

    def _in_provider(self, depth: int) -> bool:
        return len(self._path) == depth and tuple(self._path[:2]) == _LIST

    def _characters(self, text: str) -> None:
        self._octets += len(text)
        if self._octets <= _LONGEST_TEXT:
            self._text.append(text)


class _Fill:
    """Puts the address in the place of placeholders."""

    def __init__(self, local_part: str, domain: str) -> None:
        self._values = {
            "%EMAILADDRESS%": f"{local_part}@{domain}",
            "%EMAILLOCALPART%": local_part,
            "%EMAILDOMAIN%": domain,
        }

    def __call__(self, text: str) -> str:
        """Return the text filled in, "" when it asks for what we do not have."""
        parts = text.split("%")
        # Every second piece stands between two signs; a sign alone is none of ours.
        if len(parts) % 2 == 0 or any(f"%{piece}%" not in self._values for piece in parts[1::2]):
            return ""
        return "".join(
            self._values[f"%{piece}%"] if at % 2 else piece for at, piece in enumerate(parts)
        )


def _server(raw: _Raw, fill: _Fill) -> PublishedServer | None:
    """Return a server whose words all make sense, None for any other."""
    kind = _KINDS.get(raw.type)
    security = _SECURITY.get(_first(raw, "socketType"))
    host = clean_host(fill(_first(raw, "hostname")))
    port = _first(raw, "port")
    user = fill(_first(raw, "username") or "%EMAILADDRESS%")
    auth = _auth(raw)
    if kind is None or security is None or auth is None or not host:
        return None
    if not (port.isascii() and port.isdigit() and len(port) <= len(str(HIGHEST_PORT))):
        return None
    if not 0 < int(port) <= HIGHEST_PORT:
        return None
    if not user or not user.isprintable():
        return None
    server = ServerAddress(host=host, port=int(port), security=security)
    return PublishedServer(kind=kind, server=server, user=user, auth=auth)


def _auth(raw: _Raw) -> Auth | None:
    """Return how one signs in; a password where that is possible, None for ways we do not have."""
    told = raw.words.get("authentication", [])
    if not told or any(one in _PASSWORDS for one in told):
        return Auth.PASSWORD
    return Auth.OAUTH if "OAuth2" in told else None


def _first(raw: _Raw, name: str) -> str:
    return next(iter(raw.words.get(name, [])), "")


def _plain_name(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST_NAME]


def _refused(why: str) -> RemoteProtocolError:
    return RemoteProtocolError("autoconfig", detail=why)
