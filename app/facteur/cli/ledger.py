"""`ledger`: every message that left a server through Facteur, from the store alone."""

from facteur.base.paths import Profile
from facteur.cli import output, reading
from facteur.cli.invocation import ShowLedger
from facteur.cli.output import Json
from facteur.cli.plain import iso, local, octets
from facteur.store.read import pop
from facteur.store.reader import open_reader
from facteur.store.rows import LedgerRow

REASONS = {
    "delete": "deleted once safe here",
    "days": "its days were over",
    "deleted-here": "you deleted it here",
}
OUTCOMES = {
    "sent": "not known yet",
    "agreed": "the server agreed",
    "gone": "gone",
    "refused": "the server refused",
    "stayed": "the server kept it",
}


def run(command: ShowLedger, profile: Profile) -> int:
    """Write the ledger, newest first."""
    reader = open_reader(profile)
    account = reading.account_key(reader, command.account)
    words = " ".join(command.words)
    found = pop.ledger(reader, account=account, words=words, limit=command.limit)
    if command.json:
        output.json_array(_json(one) for one in found)
        return 0
    output.rows(
        ("WHEN", "ACCOUNT", "WHY", "OUTCOME", "SIZE", "COPY IN", "FROM", "SUBJECT"),
        [_cells(one) for one in found],
        right=frozenset({4}),
    )
    return 0


def _json(one: LedgerRow) -> Json:
    return {
        "when": iso(one.sent_ms),
        "account": one.address,
        "reason": one.reason,
        "outcome": one.outcome,
        "uidl": one.uidl.decode("utf-8", "backslashreplace"),
        "sha256": one.sha256.hex(),
        "size": one.size_octets,
        "proven": iso(one.proven_ms or None),
        "message": one.message,
        "mailbox": one.place or None,
        "from": one.sender,
        "subject": one.subject,
    }


def _cells(one: LedgerRow) -> tuple[str, ...]:
    return (
        local(one.sent_ms),
        one.address,
        REASONS.get(one.reason, one.reason),
        OUTCOMES.get(one.outcome, one.outcome),
        octets(one.size_octets),
        one.place or "deleted here",
        one.sender,
        one.subject,
    )
