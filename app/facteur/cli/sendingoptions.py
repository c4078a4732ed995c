"""The options of the server for sending, and what they make of the one that was there."""

import argparse
from dataclasses import replace

from facteur.base.errors import UsageError
from facteur.cli.hostwords import fingerprint, host_and_port
from facteur.cli.invocation import SendingWish
from facteur.mail.account import SUBMISSION_PORTS, Security, ServerAddress, Submission


def add_to(parser: argparse.ArgumentParser, *, forget: bool = False) -> None:
    """Teach the parser the options. forget: one that is there can be given up."""
    server = parser.add_mutually_exclusive_group()
    server.add_argument(
        "--smtp", metavar="HOST[:PORT]", default=None, help="server that takes what you send"
    )
    if forget:
        server.add_argument("--no-smtp", action="store_true", help="no server for sending any more")
    add = parser.add_argument
    add(
        "--smtp-security",
        choices=[security.value for security in Security],
        default=None,
        help="with --smtp: its encryption, else from the first byte (tls)",
    )
    add("--smtp-user", metavar="U", default=None, help="user name there, where it is another one")
    add(
        "--trust-smtp-certificate",
        metavar="SHA256",
        default=None,
        help="trust its certificate with this fingerprint; an empty one: trust none by choice",
    )


def wish(found: argparse.Namespace) -> SendingWish | None:
    """Return what is wanted, None when nothing was said. Raises UsageError."""
    security: str | None = found.smtp_security
    trusted: str | None = found.trust_smtp_certificate
    if security is not None and found.smtp is None:
        raise UsageError("smtp-security-alone")
    wanted = SendingWish(
        server=None if found.smtp is None else _server(found.smtp, security),
        user=found.smtp_user,
        certificate_sha256=None if trusted is None else fingerprint(trusted),
        forget=getattr(found, "no_smtp", False),
    )
    return wanted if wanted != SendingWish() else None


def changed(before: Submission | None, wanted: SendingWish) -> Submission | None:
    """Return the server for sending after a change.

    Another server has no certificate that is trusted by choice yet. Raises UsageError(`no-smtp`)
    when there is no server that could be changed.
    """
    if wanted.forget:
        return None
    sending = before
    if wanted.server is not None:
        same = before is not None and before.server.host == wanted.server.host
        sending = Submission(
            server=wanted.server,
            user=before.user if before is not None else "",
            certificate_sha256=before.certificate_sha256 if before is not None and same else "",
        )
    if sending is None:
        raise UsageError("no-smtp")
    if wanted.user is not None:
        sending = replace(sending, user=wanted.user)
    if wanted.certificate_sha256 is not None:
        sending = replace(sending, certificate_sha256=wanted.certificate_sha256)
    return sending


def _server(text: str, security: str | None) -> ServerAddress:
    kind = Security(security or Security.TLS.value)
    host, port = host_and_port(text.strip(), SUBMISSION_PORTS[kind])
    return ServerAddress(host=host, port=port, security=kind)
