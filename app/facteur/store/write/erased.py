"""What the user deleted for good, from its rows being gone until content.sqlite has let go of it.

The two files have no transaction in common: what is noted here with the deletion is finished by
whoever comes first, the command or the next start (see engine.pop.adoption).
"""

from collections.abc import Sequence

import msgspec

from facteur.mail.keys import AccountKey
from facteur.store.query import Source, rows
from facteur.store.transaction import Transaction

_ALL = b""  # in the place of a SHA-256: all of an account that was removed


def note(tx: Transaction, account: AccountKey, names: Sequence[bytes]) -> list[bytes]:
    """Note those of the SHA-256 that no whole message of the account has, and return them."""
    kept = set(named(tx, account, names))
    unnamed = [name for name in names if name not in kept]
    _note(tx, account, unnamed)
    return unnamed


def note_account(tx: Transaction, account: AccountKey) -> None:
    """Note that all of an account is to go, in the transaction that removes it.

    The note stays until the next start: an import may have been at its last batch.
    """
    tx.run("DELETE FROM erased WHERE account_id = ?", account)
    _note(tx, account, [_ALL])


def accounts(source: Source) -> list[AccountKey]:
    """Return the removed accounts that content.sqlite may still have something of."""
    sql = "SELECT account_id FROM erased WHERE sha256 = ?"
    return [row[0] for row in rows(source.mail, tuple[AccountKey], sql, (_ALL,))]


def waiting(tx: Transaction, account: AccountKey) -> list[bytes]:
    """Return what is to be let go of; not what came back and is named again."""
    found = tx.rows(
        tuple[bytes],
        "SELECT sha256 FROM erased WHERE account_id = ? AND sha256 <> ?",
        (account, _ALL),
    )
    names = [row[0] for row in found]
    back = named(tx, account, names)
    finish(tx, account, back)
    return [name for name in names if name not in back]


def named(tx: Transaction, account: AccountKey, names: Sequence[bytes]) -> list[bytes]:
    """Return those of the SHA-256 that whole messages of the account have."""
    found = tx.rows(
        tuple[bytes],
        "SELECT unhex(w.value) FROM json_each(?1) w WHERE EXISTS (SELECT 1 FROM part p"
        " JOIN message m ON m.id = p.message_id JOIN mailbox b ON b.id = m.mailbox_id"
        " WHERE p.sha256 = unhex(w.value) AND p.section = '' AND b.account_id = ?2)",
        (_hex(names), account),
    )
    return [row[0] for row in found]


def finish(tx: Transaction, account: AccountKey, names: Sequence[bytes] = (_ALL,)) -> None:
    """Forget what content.sqlite has let go of; without names: all of the account."""
    tx.run(
        "DELETE FROM erased WHERE account_id = ? AND sha256 IN"
        " (SELECT unhex(value) FROM json_each(?))",
        account,
        _hex(names),
    )


def _note(tx: Transaction, account: AccountKey, names: Sequence[bytes]) -> None:
    for name in names:
        tx.run("INSERT OR IGNORE INTO erased (account_id, sha256) VALUES (?, ?)", account, name)


def _hex(names: Sequence[bytes]) -> str:
    return msgspec.json.encode([name.hex() for name in names]).decode()
