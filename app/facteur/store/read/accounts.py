"""The accounts."""

from facteur.base.errors import StoreMisuse
from facteur.mail.account import (
    Account,
    AccountSettings,
    AfterDownload,
    PopRules,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
)
from facteur.mail.keys import AccountKey
from facteur.store.query import Source, rows

_SQL = (
    "SELECT id, position, address, name, host, port, security, user, secret_kind,"
    " password_command, certificate_sha256, capabilities, connection_limit, protocol,"
    " after_download, leave_days, follow_deletion, headers_over_octets"
    " FROM account"
)
_Row = tuple[
    int, int, str, str, str, int, str, str, str, str, str, str, int, str, str, int, int, int
]


def accounts(source: Source) -> list[Account]:
    """Return the accounts in the order of the sidebar."""
    return [_account(row) for row in rows(source.mail, _Row, f"{_SQL} ORDER BY position, id")]


def account(source: Source, key: AccountKey) -> Account:
    """Return one account. Raises StoreMisuse `no-account`."""
    found = rows(source.mail, _Row, f"{_SQL} WHERE id = ?", (key,))
    if not found:
        raise StoreMisuse("no-account", detail=str(key))
    return _account(found[0])


def _account(row: _Row) -> Account:
    (key, position, address, name, host, port, security, user, kind, command, certificate) = row[
        :11
    ]
    settings = AccountSettings(
        address=address,
        name=name,
        protocol=Protocol(row[13]),
        pop=PopRules(
            after_download=AfterDownload(row[14]),
            leave_days=row[15],
            follow_deletion=bool(row[16]),
            headers_over_octets=row[17],
        ),
        server=ServerAddress(host=host, port=port, security=Security(security)),
        user=user,
        secret_kind=SecretKind(kind),
        password_command=command,
        certificate_sha256=certificate,
    )
    return Account(
        key=AccountKey(key),
        position=position,
        settings=settings,
        capabilities=tuple(row[11].split()),
        connection_limit=row[12],
    )
