"""The options of `account add` and the settings they make."""

import argparse
import re

from facteur.base.errors import UsageError
from facteur.cli.invocation import AddAccount
from facteur.mail.account import (
    DEFAULT_PORTS,
    AccountSettings,
    SecretKind,
    Security,
    ServerAddress,
)

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Teach the parser the options."""
    add = parser.add_argument
    add("--address", required=True, metavar="A", help="mail address; the name of the account here")
    add("--imap", required=True, metavar="HOST[:PORT]", help="IMAP server")
    add(
        "--security",
        choices=[security.value for security in Security],
        default=Security.TLS.value,
        help="encryption: from the first byte (tls), by STARTTLS, or none at all",
    )
    add("--user", metavar="U", default="", help="user name on the server, else the address")
    add("--name", metavar="N", default="", help="your name, as others read it")
    secret = parser.add_mutually_exclusive_group(required=True)
    secret.add_argument(
        "--password-stdin", action="store_true", help="read the password, keep it in the keyring"
    )
    secret.add_argument(
        "--password-command", metavar="CMD", default="", help="command that prints the password"
    )
    add(
        "--trust-certificate",
        metavar="SHA256",
        default="",
        help="trust the certificate with this fingerprint, whoever vouches for it",
    )
    add(
        "--i-know-it-is-not-encrypted",
        action="store_true",
        help="with --security none: send password and mail in the clear",
    )


def build(found: argparse.Namespace) -> AddAccount:
    """Return the account that the options describe. Raises UsageError."""
    security = Security(found.security)
    address: str = found.address.strip()
    if not _ADDRESS.fullmatch(address):
        raise UsageError("address-invalid", detail=address)
    host, port = _host_and_port(found.imap.strip(), DEFAULT_PORTS[security])
    return AddAccount(
        settings=AccountSettings(
            address=address,
            name=found.name,
            server=ServerAddress(host=host, port=port, security=security),
            user=found.user or address,
            secret_kind=SecretKind.KEYRING if found.password_stdin else SecretKind.COMMAND,
            password_command=found.password_command,
            certificate_sha256=_fingerprint(found.trust_certificate),
        ),
        password_from_stdin=found.password_stdin,
        accept_no_encryption=found.i_know_it_is_not_encrypted,
    )


def _host_and_port(text: str, default: int) -> tuple[str, int]:
    """Return both halves of `host`, `host:port`, `[v6]:port` or a bare IPv6 address."""
    if text.startswith("["):
        host, _, rest = text[1:].partition("]")
        port = rest.removeprefix(":")
    elif text.count(":") > 1:
        host, port = text, ""
    else:
        host, colon, port = text.partition(":")
        if colon and not port:
            raise UsageError("port-invalid", detail="")
    if not port:
        return host, default
    if not (port.isascii() and port.isdigit()):
        raise UsageError("port-invalid", detail=port)
    return host, int(port)


def _fingerprint(text: str) -> str:
    plain = text.replace(":", "").replace(" ", "").lower()
    if plain and not _FINGERPRINT.fullmatch(plain):
        raise UsageError("fingerprint-invalid", detail=text)
    return plain
