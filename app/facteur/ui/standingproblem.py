"""A problem that stands in the store, as the engine would tell it."""

from facteur.link.events import Problem
from facteur.store.rows import StoredProblem


def standing_problem(stored: StoredProblem) -> Problem:
    """Return it with the server of its account; what was not kept (a certificate) is missing."""
    return Problem(
        family=stored.family,
        code=stored.code,
        detail=stored.detail,
        server_text=stored.server_text,
        host=stored.host,
        port=stored.port,
        account=stored.account or 0,
        mailbox=stored.mailbox or 0,
        retry_at_ms=stored.retry_at_ms,
    )
