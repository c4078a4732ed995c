"""Server settings out of a text that somebody was sent: hosts, ports, security, user name.

Pure, and made for any text: it looks at a bounded part of it, line by line, and believes nothing
but names of hosts and numbers of ports; what it finds is shown and tested before it is kept.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from facteur.mail.account import HIGHEST_PORT, Security

_LONGEST: Final = 20_000
_MOST_LINES: Final = 400
_LONGEST_LINE: Final = 400
_HOST: Final = re.compile(
    r"(?<![\w@.-])((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24})(?![\w@-])"
)
_ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PORT_WORD: Final = re.compile(r"\bport\w*\b[^\d\n]{0,24}(\d{2,5})(?!\d)")
_AFTER_HOST: Final = re.compile(r"^\s{0,3}:\s{0,3}(\d{2,5})(?!\d)")
_KNOWN_PORT: Final = re.compile(r"(?<![\d.,])(993|143|995|110|465|587|1143|1025|2525)(?![\d.,])")
_USER: Final = re.compile(
    r"\b(?:user ?name|user|login|identifiant|utilisateur|benutzer(?:name)?|account name)\b"
    r"[^:=\n]{0,30}[:=]\s*([^\s<>\"',;]{1,120})"
)
_SENDING: Final = re.compile(
    r"\b(smtps?|outgoing|sortant\w*|envoi|sending|submission|postausgang\w*|ausgehend\w*)\b"
)
_IMAP: Final = re.compile(r"\bimap[s4]?\b")
_POP: Final = re.compile(r"\bpop[s3]?\b|\bpop3s\b")
_RECEIVING: Final = re.compile(
    r"\b(incoming|entrant\w*|r[ée]ception|receiving|posteingang\w*|eingehend\w*)\b"
)
_STARTTLS: Final = re.compile(r"\bstart ?tls\b")
_TLS: Final = re.compile(r"\b(ssl|tls|ssl/tls|imaps|pop3s|smtps)\b")
_PLAIN: Final = re.compile(
    r"\b(none|no encryption|aucun\w*|sans chiffrement|unencrypted|plain text|keine)\b"
)


class Kind(Enum):
    """What a server is for."""

    IMAP = "imap"
    POP = "pop"
    SENDING = "sending"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedServer:
    """What the text says of one server; port 0, security None: nothing."""

    host: str = ""
    port: int = 0
    security: Security | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """What was found. user: the name to sign in with, "" when the text names none."""

    imap: PastedServer = PastedServer()
    pop: PastedServer = PastedServer()
    sending: PastedServer = PastedServer()
    user: str = ""

    @property
    def found(self) -> bool:
        """Whether there is anything to take over."""
        return any(server.host for server in (self.imap, self.pop, self.sending))


_PORTS: Final[dict[int, tuple[Kind, Security]]] = {
    993: (Kind.IMAP, Security.TLS),
    143: (Kind.IMAP, Security.STARTTLS),
    1143: (Kind.IMAP, Security.STARTTLS),
    995: (Kind.POP, Security.TLS),
    110: (Kind.POP, Security.STARTTLS),
    465: (Kind.SENDING, Security.TLS),
    587: (Kind.SENDING, Security.STARTTLS),
    1025: (Kind.SENDING, Security.STARTTLS),
    2525: (Kind.SENDING, Security.STARTTLS),
}


def read_pasted(text: str) -> Pasted:
    """Return the servers and the user name that a text names.

    A line belongs to what its own words, its port or its host say it is for; else to what the
    lines above were about. Never Security.NONE unless the text says so in words.
    """
    found: dict[Kind, PastedServer] = {}
    user = ""
    about: Kind | None = None
    for whole in text[:_LONGEST].splitlines()[:_MOST_LINES]:
        raw = "".join(sign for sign in whole[:_LONGEST_LINE] if sign.isprintable() or sign == "\t")
        line = raw.strip().lower()
        if not line:
            continue
        about = _about(line, about)
        said = _USER.search(line)
        if said and not user:
            user = _original(raw, said.group(1))
        if about is not None:
            found[about] = _with_line(found.get(about, PastedServer()), line)
    return Pasted(
        imap=_settled(found.get(Kind.IMAP)),
        pop=_settled(found.get(Kind.POP)),
        sending=_settled(found.get(Kind.SENDING)),
        user=user,
    )


def _about(line: str, before: Kind | None) -> Kind | None:
    """Return what a line is about."""
    host = _host_of(line)
    words = line.replace(host, " ") if host else line
    for shown in (host.replace(".", " "), words):
        for kind, pattern in ((Kind.SENDING, _SENDING), (Kind.IMAP, _IMAP), (Kind.POP, _POP)):
            if pattern.search(shown):
                return kind
    port = _port_of(line, host)
    if port in _PORTS:
        return _PORTS[port][0]
    if _RECEIVING.search(words) and before is not Kind.POP:
        return Kind.IMAP
    return before


def _with_line(server: PastedServer, line: str) -> PastedServer:
    """Return a server with what one more line says; what was said first stays."""
    host = _host_of(line)
    port = _port_of(line, host)
    return replace(
        server,
        host=server.host or host,
        port=server.port or port,
        security=server.security or _security_of(line),
    )


def _host_of(line: str) -> str:
    """Return the first name of a host in a line that is no part of an address."""
    found = _HOST.search(_ADDRESS.sub(" ", line))
    return found.group(1) if found else ""


def _port_of(line: str, host: str) -> int:
    after = line.partition(host)[2] if host else ""
    for found in (_AFTER_HOST.search(after), _PORT_WORD.search(line), _KNOWN_PORT.search(line)):
        if found is not None and 0 < int(found.group(1)) <= HIGHEST_PORT:
            return int(found.group(1))
    return 0


def _security_of(line: str) -> Security | None:
    if _STARTTLS.search(line):
        return Security.STARTTLS
    if _TLS.search(line):
        return Security.TLS
    return Security.NONE if _PLAIN.search(line) else None


def _settled(server: PastedServer | None) -> PastedServer:
    """Return a server with a security that goes with its port, where the text says none."""
    if server is None or not server.host:
        return PastedServer()
    usual = _PORTS.get(server.port)
    if usual is not None and server.security in {None, Security.TLS}:
        # Many write "SSL/TLS" for both kinds: the port tells which of them it is.
        return replace(server, security=usual[1])
    return server


def _original(raw: str, lowered: str) -> str:
    """Return a word of a line as it was written."""
    at = raw.lower().find(lowered)
    return raw[at : at + len(lowered)] if at >= 0 else lowered
