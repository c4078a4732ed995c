"""The accounts."""

from facteur.base.errors import StoreMisuse
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
from facteur.store.query import Source, rows

_SQL = (
    "SELECT id, position, capabilities, connection_limit,"
    " address, name, user, secret_kind, password_command, certificate_sha256, provider,"
    " oauth_client, protocol, host, port, security,"
    " after_download, leave_days, follow_deletion, headers_over_octets,"
    " submission_host, submission_port, submission_security, submission_user, submission_sha256,"
    " colour, paused, interval_s, texts"
    " FROM account ORDER BY position, id"
)
_Row = tuple[
    *tuple[int, int, str, int],
    *tuple[str, str, str, str, str, str, str, str, str, str, int, str],
    *tuple[str, int, int, int],
    *tuple[str, int, str, str, str],
    *tuple[str, int, int, str],
]
_SERVER, _POP, _SUBMISSION, _PREFERENCES = 13, 16, 20, 25  # where these begin in a row
_IDENTITIES = (
    "SELECT account_id, name, address, reply_to FROM identity ORDER BY account_id, position, id"
)


def accounts(source: Source) -> list[Account]:
    """Return the accounts in the order of the sidebar."""
    found = rows(source.mail, _Row, _SQL)
    identities: dict[int, list[Identity]] = {}
    for key, name, address, reply_to in rows(source.mail, tuple[int, str, str, str], _IDENTITIES):
        one = Identity(name=name, address=address, reply_to=reply_to)
        identities.setdefault(key, []).append(one)
    return [_account(row, tuple(identities.get(row[0], ()))) for row in found]


def account(source: Source, key: AccountKey) -> Account:
    """Return one account. Raises StoreMisuse `no-account`."""
    found = next((one for one in accounts(source) if one.key == key), None)
    if found is None:
        raise StoreMisuse("no-account", detail=str(key))
    return found


def _account(row: _Row, identities: tuple[Identity, ...]) -> Account:
    key, position, capabilities, connection_limit = row[:4]
    colour, paused, interval_s, texts = row[_PREFERENCES:]
    return Account(
        key=AccountKey(key),
        position=position,
        settings=_settings(row),
        preferences=Preferences(
            colour=colour, paused=bool(paused), interval_s=interval_s, texts=Texts(texts)
        ),
        identities=identities,
        capabilities=tuple(capabilities.split()),
        connection_limit=connection_limit,
    )


def _settings(row: _Row) -> AccountSettings:
    address, name, user, kind, command, certificate, provider, client, protocol = row[4:_SERVER]
    host, port, security = row[_SERVER:_POP]
    after_download, leave_days, follow_deletion, headers_over_octets = row[_POP:_SUBMISSION]
    return AccountSettings(
        address=address,
        name=name,
        protocol=Protocol(protocol),
        pop=PopRules(
            after_download=AfterDownload(after_download),
            leave_days=leave_days,
            follow_deletion=bool(follow_deletion),
            headers_over_octets=headers_over_octets,
        ),
        server=ServerAddress(host=host, port=port, security=Security(security)),
        user=user,
        secret_kind=SecretKind(kind),
        password_command=command,
        certificate_sha256=certificate,
        submission=_submission(row),
        provider=provider,
        oauth_client=client,
    )


def _submission(row: _Row) -> Submission | None:
    host, port, security, user, certificate = row[_SUBMISSION:_PREFERENCES]
    if not host:
        return None
    return Submission(
        server=ServerAddress(host=host, port=port, security=Security(security)),
        user=user,
        certificate_sha256=certificate,
    )
