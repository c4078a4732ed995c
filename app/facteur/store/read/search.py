"""Finding messages by their words: sender, recipients, subject, and the texts that are here."""

import re

from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.store.query import Binding, Source, rows

TERMS_AT_MOST = 32
TERM_CHARACTERS = 200
_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')


def expression(text: str) -> str:
    """Return the full-text query for what a person typed, "" when it holds no word.

    Every word must occur, as the beginning of a word; what stands in quotes, as it stands.
    Whatever the text is, it can neither break the query nor use its operators.
    """
    terms: list[str] = []
    for quoted, word in _TERM.findall(text.replace("\0", " "))[:TERMS_AT_MOST]:
        term = (quoted or word)[:TERM_CHARACTERS].encode("utf-8", "ignore").decode()
        if any(character.isalnum() for character in term):
            terms.append(f'"{term}"' if quoted else f'"{term}"*')
    return " AND ".join(terms)


def search(
    source: Source,
    text: str,
    mailbox: MailboxKey | None = None,
    account: AccountKey | None = None,
    limit: int = 500,
) -> list[MessageKey]:
    """Return the messages in which every word of the text occurs, newest first."""
    wanted = expression(text)
    if not wanted:
        return []
    where, bindings = "", list[Binding]([wanted])
    if mailbox is not None:
        where += " AND m.mailbox_id = ?"
        bindings.append(mailbox)
    if account is not None:
        where += " AND m.mailbox_id IN (SELECT id FROM mailbox WHERE account_id = ?)"
        bindings.append(account)
    sql = (
        "SELECT m.id FROM search JOIN message m ON m.id = search.rowid"
        f" WHERE search MATCH ?{where} ORDER BY m.received_ms DESC, m.id DESC LIMIT ?"
    )
    return [row[0] for row in rows(source.mail, tuple[MessageKey], sql, (*bindings, limit))]
