"""When a file of the profile is broken: aside with it, never away with it.

IMAP mail comes again from the server, collected mail from content.sqlite, which knows its whole
messages by itself (`whole`). The accounts do not: they are written to `accounts.json`
after every change, without any secret, and read back from there.
"""

import os
from pathlib import Path

import msgspec

from facteur.base.errors import FacteurError
from facteur.base.paths import Profile
from facteur.mail.account import (
    Account,
    AccountSettings,
    AfterDownload,
    Identity,
    PopRules,
    Preferences,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
    Submission,
    Texts,
)
from facteur.mail.keys import AccountKey
from facteur.store.failures import from_os

HIGHEST_NUMBER = 1 << 53  # beyond it JSON is no safe place for a number
SIDE_FILES = ("-wal", "-shm", "-journal")


class _SavedAccount(msgspec.Struct, frozen=True, kw_only=True):
    key: int
    position: int
    address: str
    name: str
    host: str
    port: int
    security: str
    user: str
    secret_kind: str
    password_command: str
    certificate_sha256: str
    protocol: str = Protocol.IMAP.value
    after_download: str = AfterDownload.KEEP.value
    leave_days: int = PopRules().leave_days
    follow_deletion: bool = False
    headers_over_octets: int = 0
    submission_host: str = ""
    submission_port: int = 0
    submission_security: str = ""
    submission_user: str = ""
    submission_sha256: str = ""
    provider: str = ""
    oauth_client: str = ""
    colour: str = ""
    paused: bool = False
    interval_s: int = 0
    texts: str = Texts.USUAL.value
    identities: tuple[tuple[str, str, str], ...] = ()  # name, address, reply_to


def move_aside(path: Path) -> Path:
    """Rename a broken database and its log to the first free name and return that."""
    number = 1
    while (target := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    try:
        path.rename(target)
        for suffix in SIDE_FILES:
            side = path.with_name(path.name + suffix)
            if side.exists():
                side.rename(target.with_name(target.name + suffix))
    except OSError as error:
        raise from_os(error, where=str(path)) from error
    return target


def backup_path(profile: Profile) -> Path:
    """Return where the accounts are saved."""
    return profile.home / "accounts.json"


def marker_path(profile: Profile) -> Path:
    """Return the file that is there while a writer has the store open."""
    return profile.home / "store.open"


def condemned_path(database: Path) -> Path:
    """Return the file that asks the next start to begin this database anew."""
    return database.with_suffix(".condemned")


def save_accounts(profile: Profile, accounts: list[Account]) -> None:
    """Write the accounts beside the database, whole or not at all."""
    data = msgspec.json.format(msgspec.json.encode([_saved(one) for one in accounts]))
    path = backup_path(profile)
    draft = path.with_name(path.name + ".new")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise from_os(error, where=str(path)) from error


def saved_accounts(profile: Profile) -> list[Account]:
    """Return the saved accounts that still make sense; nothing when there is no such file."""
    try:
        data = backup_path(profile).read_bytes()
        saved = msgspec.json.decode(data, type=list[_SavedAccount])
    except (OSError, msgspec.DecodeError):
        return []
    accounts: list[Account] = []
    for one in saved:
        try:
            accounts.append(_account(one))
        except (FacteurError, ValueError):
            continue
    return accounts


def _saved(account: Account) -> _SavedAccount:
    settings, sending = account.settings, account.settings.submission
    return _SavedAccount(
        key=account.key,
        position=account.position,
        address=settings.address,
        name=settings.name,
        host=settings.server.host,
        port=settings.server.port,
        security=settings.server.security.value,
        user=settings.user,
        secret_kind=settings.secret_kind.value,
        password_command=settings.password_command,
        certificate_sha256=settings.certificate_sha256,
        protocol=settings.protocol.value,
        after_download=settings.pop.after_download.value,
        leave_days=settings.pop.leave_days,
        follow_deletion=settings.pop.follow_deletion,
        headers_over_octets=settings.pop.headers_over_octets,
        submission_host=sending.server.host if sending is not None else "",
        submission_port=sending.server.port if sending is not None else 0,
        submission_security=sending.server.security.value if sending is not None else "",
        submission_user=sending.user if sending is not None else "",
        submission_sha256=sending.certificate_sha256 if sending is not None else "",
        provider=settings.provider,
        oauth_client=settings.oauth_client,
        colour=account.preferences.colour,
        paused=account.preferences.paused,
        interval_s=account.preferences.interval_s,
        texts=account.preferences.texts.value,
        identities=tuple((one.name, one.address, one.reply_to) for one in account.identities),
    )


def _account(saved: _SavedAccount) -> Account:
    numbers = (saved.key, saved.position, saved.headers_over_octets)
    if saved.key < 1 or max(map(abs, numbers)) >= HIGHEST_NUMBER:
        raise ValueError(f"no key or place of ours: {numbers}")
    server = ServerAddress(host=saved.host, port=saved.port, security=Security(saved.security))
    settings = AccountSettings(
        address=saved.address,
        name=saved.name,
        protocol=Protocol(saved.protocol),
        pop=PopRules(
            after_download=AfterDownload(saved.after_download),
            leave_days=saved.leave_days,
            follow_deletion=saved.follow_deletion,
            headers_over_octets=saved.headers_over_octets,
        ),
        server=server,
        user=saved.user,
        secret_kind=SecretKind(saved.secret_kind),
        password_command=saved.password_command,
        certificate_sha256=saved.certificate_sha256,
        submission=_submission(saved),
        provider=saved.provider,
        oauth_client=saved.oauth_client,
    )
    return Account(
        key=AccountKey(saved.key),
        position=saved.position,
        settings=settings,
        preferences=Preferences(
            colour=saved.colour,
            paused=saved.paused,
            interval_s=saved.interval_s,
            texts=Texts(saved.texts),
        ),
        identities=tuple(
            Identity(name=name, address=address, reply_to=reply_to)
            for name, address, reply_to in saved.identities
        ),
    )


def _submission(saved: _SavedAccount) -> Submission | None:
    if not saved.submission_host:
        return None
    return Submission(
        server=ServerAddress(
            host=saved.submission_host,
            port=saved.submission_port,
            security=Security(saved.submission_security),
        ),
        user=saved.submission_user,
        certificate_sha256=saved.submission_sha256,
    )
