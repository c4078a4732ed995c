"""The options of `account add` and the settings they make."""

import argparse
import re

from facteur.base.errors import UsageError
from facteur.cli import sendingoptions
from facteur.cli.hostwords import fingerprint, host_and_port
from facteur.cli.invocation import AddAccount, AddFound, ChangeAccount, OAuthWish
from facteur.mail.account import (
    FEWEST_DAYS,
    MOST_DAYS,
    AccountSettings,
    AfterDownload,
    PopRules,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
    default_port,
)

_MOST_MEGABYTES = 100_000
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Teach the parser the options."""
    add = parser.add_argument
    add("--address", required=True, metavar="A", help="mail address; the name of the account here")
    server = parser.add_mutually_exclusive_group()
    server.add_argument(
        "--imap", metavar="HOST[:PORT]", default="", help="IMAP server: mail stays there"
    )
    server.add_argument(
        "--pop", metavar="HOST[:PORT]", default="", help="POP server: mail is collected from it"
    )
    server.add_argument(
        "--protocol",
        choices=[Protocol.IMAP.value, Protocol.POP.value],
        default=Protocol.IMAP.value,
        help="without a server: find it, and keep mail there (imap, the default) or collect (pop)",
    )
    add(
        "--local",
        action="store_true",
        help="without a server: do not ask the public directory of providers about the domain",
    )
    add_rules(parser)
    add(
        "--only-new",
        action="store_true",
        help="with --pop: leave there what is in the mailbox now, collect what comes later",
    )
    add(
        "--confirm-removal",
        action="store_true",
        help="with --pop: messages may be removed from the server as the rule says, once each is "
        "proven to be here; without this nothing is removed before you agree",
    )
    add(
        "--security",
        choices=[security.value for security in Security],
        default="",
        help="encryption: from the first byte (tls, the default), by STARTTLS, or none at all",
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
    secret.add_argument(
        "--oauth",
        metavar="PROVIDER",
        default="",
        help="sign in at the provider's page in your browser: google, microsoft, yahoo, fastmail",
    )
    add_oauth(parser)
    sendingoptions.add_to(parser)
    add(
        "--trust-certificate",
        metavar="SHA256",
        default="",
        help="trust the certificate with this fingerprint, whoever vouches for it",
    )
    add(
        "--i-know-it-is-not-encrypted",
        action="store_true",
        help="with --security none or --smtp-security none: password and mail in the clear",
    )


def add_oauth(parser: argparse.ArgumentParser) -> None:
    """Teach the parser whose client asks at a provider's page."""
    parser.add_argument(
        "--oauth-client", metavar="ID", default="", help="a client that you have registered there"
    )
    parser.add_argument(
        "--oauth-secret-stdin", action="store_true", help="read the secret of that client"
    )


def oauth_wish(found: argparse.Namespace, provider: str) -> OAuthWish:
    """Return how to sign in at a provider's page. Raises UsageError(`oauth-secret-alone`)."""
    client: str = found.oauth_client.strip()
    if found.oauth_secret_stdin and not client:
        raise UsageError("oauth-secret-alone")
    return OAuthWish(provider=provider, client=client, secret_from_stdin=found.oauth_secret_stdin)


def _wish(found: argparse.Namespace) -> OAuthWish | None:
    if found.oauth:
        return oauth_wish(found, found.oauth)
    if found.oauth_client or found.oauth_secret_stdin:
        raise UsageError("oauth-client-alone")
    return None


def _secret_kind(found: argparse.Namespace) -> SecretKind:
    if found.oauth:
        return SecretKind.OAUTH
    return SecretKind.KEYRING if found.password_stdin else SecretKind.COMMAND


def add_rules(parser: argparse.ArgumentParser) -> None:
    """Teach the parser what may become of the server's copies."""
    add = parser.add_argument
    add(
        "--after-download",
        metavar="delete|DAYS|keep",
        type=_after_download,
        default=None,
        help="with --pop, once the copy here is proven: delete that of the server, leave it for "
        f"DAYS ({FEWEST_DAYS} to {MOST_DAYS}, not advised for beginners), or keep it (the default)",
    )
    follow = parser.add_mutually_exclusive_group()
    follow.add_argument(
        "--delete-there-too",
        dest="follow_deletion",
        action="store_true",
        default=None,
        help="with --pop: what is deleted here is deleted from the server",
    )
    follow.add_argument(
        "--no-delete-there-too",
        dest="follow_deletion",
        action="store_false",
        default=None,
        help="with --pop: deleting here changes nothing on the server",
    )
    add(
        "--headers-over",
        metavar="MB",
        type=_megabytes,
        default=None,
        help="with --pop: of larger messages only the headers (sender, subject, date) are "
        "collected, the rest when they are opened; 0: all come whole",
    )


def build(found: argparse.Namespace) -> AddAccount | AddFound:
    """Return the account that the options describe. Raises UsageError."""
    address: str = found.address.strip()
    if not _ADDRESS.fullmatch(address):
        raise UsageError("address-invalid", detail=address)
    named = bool(found.imap or found.pop)
    protocol = (Protocol.POP if found.pop else Protocol.IMAP) if named else Protocol(found.protocol)
    of_pop = _has_rules(found) or found.confirm_removal or found.only_new
    if protocol is Protocol.IMAP and of_pop:
        raise UsageError("rules-without-pop")
    if not named:
        return _to_be_found(found, address, protocol)
    if found.local:
        raise UsageError("local-with-server")
    sending = sendingoptions.wish(found)
    security = Security(found.security or Security.TLS.value)
    host, port = host_and_port((found.pop or found.imap).strip(), default_port(protocol, security))
    return AddAccount(
        settings=AccountSettings(
            address=address,
            name=found.name,
            protocol=protocol,
            pop=_rules(found),
            server=ServerAddress(host=host, port=port, security=security),
            user=found.user or address,
            secret_kind=_secret_kind(found),
            password_command=found.password_command,
            oauth_client=found.oauth_client.strip(),
            certificate_sha256=fingerprint(found.trust_certificate),
            submission=sendingoptions.changed(None, sending) if sending is not None else None,
        ),
        password_from_stdin=found.password_stdin,
        oauth=_wish(found),
        accept_no_encryption=found.i_know_it_is_not_encrypted,
        confirm_removal=found.confirm_removal,
        only_new=found.only_new,
    )


def _to_be_found(found: argparse.Namespace, address: str, protocol: Protocol) -> AddFound:
    open_sending = found.smtp_security == Security.NONE.value
    if (
        found.security
        or found.trust_certificate
        or (found.i_know_it_is_not_encrypted and not open_sending)
    ):
        raise UsageError("security-without-server")
    return AddFound(
        address=address,
        protocol=protocol,
        name=found.name,
        user=found.user,
        pop=_rules(found),
        secret_kind=_secret_kind(found),
        password_command=found.password_command,
        password_from_stdin=found.password_stdin,
        oauth=_wish(found),
        internet=not found.local,
        sending=sendingoptions.wish(found),
        accept_no_encryption=found.i_know_it_is_not_encrypted,
        confirm_removal=found.confirm_removal,
        only_new=found.only_new,
    )


def build_change(found: argparse.Namespace) -> ChangeAccount:
    """Return the change that the options describe. Raises UsageError."""
    sending = sendingoptions.wish(found)
    allow = True if found.confirm_removal else (False if found.keep_on_server else None)
    retry = True if found.retry_refused else (False if found.skip_refused else None)
    if sending is None and allow is None and retry is None and not _has_rules(found):
        raise UsageError("nothing-to-change")
    rule, days = found.after_download or (None, None)
    return ChangeAccount(
        address=found.address,
        after_download=rule,
        leave_days=days,
        follow_deletion=found.follow_deletion,
        headers_over_octets=found.headers_over,
        allow=allow,
        retry_refused=retry,
        sending=sending,
        accept_no_encryption=found.i_know_it_is_not_encrypted,
    )


def _has_rules(found: argparse.Namespace) -> bool:
    told = (found.after_download, found.follow_deletion, found.headers_over)
    return any(one is not None for one in told)


def _rules(found: argparse.Namespace) -> PopRules:
    usual = PopRules()
    rule, days = found.after_download or (usual.after_download, None)
    return PopRules(
        after_download=rule,
        leave_days=days or usual.leave_days,
        follow_deletion=bool(found.follow_deletion),
        headers_over_octets=found.headers_over or 0,
    )


def _after_download(word: str) -> tuple[AfterDownload, int | None]:
    """Return the rule, and the days where there are any."""
    if word in {"delete", "keep"}:
        return AfterDownload(word), None
    if word.isascii() and word.isdigit() and FEWEST_DAYS <= int(word) <= MOST_DAYS:
        return AfterDownload.LEAVE, int(word)
    raise argparse.ArgumentTypeError(
        f"neither delete, keep nor {FEWEST_DAYS} to {MOST_DAYS} days: {word!r}"
    )


def _megabytes(word: str) -> int:
    if not (word.isascii() and word.isdigit() and int(word) <= _MOST_MEGABYTES):
        raise argparse.ArgumentTypeError(f"not a number of megabytes: {word!r}")
    return int(word) * 1_000_000
