"""Adding, changing and removing accounts, and what is learned of their servers."""

from collections.abc import Iterable, Sequence

from facteur.mail.account import (
    SUBMISSION_PORTS,
    Account,
    AccountSettings,
    Identity,
    Preferences,
    Security,
    Submission,
)
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.store.query import Binding
from facteur.store.rows import SpaceState
from facteur.store.transaction import Transaction
from facteur.store.write import erased, mailboxes

_COLUMNS = (
    "address, name, host, port, security, user, secret_kind, password_command, certificate_sha256,"
    " protocol, after_download, leave_days, follow_deletion, headers_over_octets,"
    " submission_host, submission_port, submission_security, submission_user, submission_sha256,"
    " provider, oauth_client"
)
_PLACES = ", ".join("?" * len(_COLUMNS.split(",")))


def add(tx: Transaction, settings: AccountSettings, created_ms: int) -> AccountKey:
    """Add an account below the others and return its key."""
    tx.changes.accounts = True
    key = tx.insert(
        f"INSERT INTO account ({_COLUMNS}, position, created_ms)"
        f" VALUES ({_PLACES},"
        " (SELECT coalesce(max(position) + 1, 0) FROM account), ?)",
        *_bindings(settings),
        created_ms,
    )
    return AccountKey(key)


def change(tx: Transaction, account: AccountKey, settings: AccountSettings) -> None:
    """Give an account other settings; what was learned of its server holds for that one only."""
    tx.changes.accounts = True
    server = settings.server
    tx.run(
        "UPDATE account SET capabilities = '', connection_limit = 0,"
        " quota_octets = 0, used_octets = 0, quota_ms = 0, quota_level = 0 WHERE id = ?"
        " AND (host, port, security, user, protocol) IS NOT (?, ?, ?, ?, ?)",
        account,
        server.host,
        server.port,
        server.security.value,
        settings.user,
        settings.protocol.value,
    )
    tx.run(
        f"UPDATE account SET ({_COLUMNS}) = ({_PLACES}) WHERE id = ?",
        *_bindings(settings),
        account,
    )


def prefer(tx: Transaction, account: AccountKey, preferences: Preferences) -> None:
    """Keep what a person decided about an account."""
    tx.changes.accounts = True
    tx.run(
        "UPDATE account SET colour = ?, paused = ?, interval_s = ?, texts = ? WHERE id = ?",
        preferences.colour,
        preferences.paused,
        preferences.interval_s,
        preferences.texts.value,
        account,
    )


def identify(tx: Transaction, account: AccountKey, identities: Sequence[Identity]) -> None:
    """Replace the addresses that an account has beside its own."""
    tx.changes.accounts = True
    tx.run("DELETE FROM identity WHERE account_id = ?", account)
    for position, one in enumerate(identities):
        tx.run(
            "INSERT INTO identity (account_id, position, name, address, reply_to)"
            " VALUES (?, ?, ?, ?, ?)",
            account,
            position,
            one.name,
            one.address,
            one.reply_to,
        )


def remove(tx: Transaction, account: AccountKey) -> None:
    """Remove an account and everything of it from this computer; the server keeps its mail."""
    tx.changes.accounts = True
    tx.changes.structure.add(account)
    sql = "SELECT id FROM mailbox WHERE account_id = ?"
    for (mailbox,) in tx.rows(tuple[int], sql, (account,)):
        mailboxes.remove(tx, MailboxKey(mailbox))
    tx.run("DELETE FROM account WHERE id = ?", account)
    erased.note_account(tx, account)


def learn(
    tx: Transaction,
    account: AccountKey,
    *,
    capabilities: Sequence[str] | None = None,
    connection_limit: int | None = None,
) -> None:
    """Remember what the server can do and how many connections it allows; None: as before."""
    if capabilities is not None:
        text = " ".join(capabilities)
        tx.run("UPDATE account SET capabilities = ? WHERE id = ?", text, account)
    if connection_limit is not None:
        tx.run("UPDATE account SET connection_limit = ? WHERE id = ?", connection_limit, account)


def note_space(tx: Transaction, account: AccountKey, state: SpaceState) -> None:
    """Keep what the server told of the space of an account, and that it was asked."""
    limit, used = 0, 0
    if state.space is not None:
        limit, used = state.space.limit_octets, state.space.used_octets
    differs = tx.run(
        "UPDATE account SET quota_octets = ?1, used_octets = ?2"
        " WHERE id = ?3 AND (quota_octets, used_octets) IS NOT (?1, ?2)",
        limit,
        used,
        account,
    )
    tx.changes.accounts |= bool(differs)
    tx.run(
        "UPDATE account SET quota_ms = ?, quota_level = ? WHERE id = ?",
        state.asked_ms,
        state.level,
        account,
    )


def restore(tx: Transaction, accounts: Iterable[Account]) -> None:
    """Put saved accounts back under their own keys; passwords in the keyring are found by them."""
    tx.changes.accounts = True
    for account in accounts:
        tx.run(
            f"INSERT OR IGNORE INTO account ({_COLUMNS}, position, created_ms, id)"
            f" VALUES ({_PLACES}, ?, 0, ?)",
            *_bindings(account.settings),
            account.position,
            account.key,
        )
        prefer(tx, account.key, account.preferences)
        identify(tx, account.key, account.identities)


def _bindings(settings: AccountSettings) -> tuple[Binding, ...]:
    return (
        settings.address,
        settings.name,
        settings.server.host,
        settings.server.port,
        settings.server.security.value,
        settings.user,
        settings.secret_kind.value,
        settings.password_command,
        settings.certificate_sha256,
        settings.protocol.value,
        settings.pop.after_download.value,
        settings.pop.leave_days,
        settings.pop.follow_deletion,
        settings.pop.headers_over_octets,
        *_submission(settings.submission),
        settings.provider,
        settings.oauth_client,
    )


def _submission(submission: Submission | None) -> tuple[Binding, ...]:
    if submission is None:
        return "", SUBMISSION_PORTS[Security.TLS], Security.TLS.value, "", ""
    server = submission.server
    return (
        server.host,
        server.port,
        server.security.value,
        submission.user,
        submission.certificate_sha256,
    )
