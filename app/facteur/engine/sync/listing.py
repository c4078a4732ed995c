r"""The tree of mailboxes: LIST with its counters in one command where the server can.

Roles come from SPECIAL-USE; where the server has none, from the last level of the name, matched
as a whole so that \"Sent to clients\" is not Sent. A second mailbox of one role has none.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from facteur.imap import commands
from facteur.imap.mailboxname import decode_name
from facteur.imap.responses import Event, ListRow, StatusRow
from facteur.mail.mailbox import Attributes, SpecialUse
from facteur.net.imapsession import ImapSession, OnEvent
from facteur.store.rows import ListedMailbox

STATUS_ITEMS: tuple[commands.StatusItem, ...] = (
    "MESSAGES",
    "UNSEEN",
    "UIDNEXT",
    "UIDVALIDITY",
)
STATUS_UNDER_WAY = 20  # of single STATUS commands; Exchange breaks at about 50
_USES = {
    "\\drafts": SpecialUse.DRAFTS,
    "\\sent": SpecialUse.SENT,
    "\\archive": SpecialUse.ARCHIVE,
    "\\junk": SpecialUse.JUNK,
    "\\spam": SpecialUse.JUNK,  # XLIST
    "\\trash": SpecialUse.TRASH,
    "\\all": SpecialUse.ALL,
    "\\allmail": SpecialUse.ALL,  # XLIST
    "\\flagged": SpecialUse.FLAGGED,
    "\\starred": SpecialUse.FLAGGED,  # XLIST
}
_ATTRIBUTES = {
    "\\noselect": Attributes.NOSELECT,
    "\\nonexistent": Attributes.NONEXISTENT,
    "\\noinferiors": Attributes.NOINFERIORS,
    "\\subscribed": Attributes.SUBSCRIBED,
    "\\haschildren": Attributes.HAS_CHILDREN,
}
# Whole names, casefolded (design/protocols/1-imap.md §1.15).
_NAMES: dict[SpecialUse, frozenset[str]] = {
    SpecialUse.SENT: frozenset(
        "sent|sent items|sent messages|sent mail|envoyés|éléments envoyés|messages envoyés|"
        "objets envoyés|gesendet|gesendete elemente|gesendete objekte|enviados|"
        "elementos enviados|posta inviata|inviati|verzonden|verzonden items|wysłane|odeslané|"
        "skickat|sendt|lähetetyt|enviadas|itens enviados|отправленные|已发送|送信済み".split("|")
    ),
    SpecialUse.TRASH: frozenset(
        "trash|deleted items|deleted messages|bin|corbeille|éléments supprimés|"
        "messages supprimés|poubelle|gelöscht|gelöschte elemente|gelöschte objekte|papierkorb|"
        "papelera|elementos eliminados|cestino|posta eliminata|prullenbak|verwijderde items|kosz|"
        "koš|lixeira|papperskorgen|papirkurv|roskakori|корзина|ごみ箱|已删除".split("|")
    ),
    SpecialUse.DRAFTS: frozenset(
        "drafts|brouillons|entwürfe|borradores|bozze|concepten|kopie robocze|koncepty|rascunhos|"
        "utkast|kladder|luonnokset|черновики|草稿|下書き".split("|")
    ),
    SpecialUse.JUNK: frozenset(
        "junk|spam|bulk mail|junk e-mail|junk email|indésirables|courrier indésirable|pourriel|"
        "spam-verdacht|unerwünscht|correo no deseado|posta indesiderata|ongewenste e-mail|"
        "nevyžádaná pošta|skräppost|roskaposti|нежелательная почта".split("|")
    ),
    SpecialUse.ARCHIVE: frozenset(
        "archive|archives|archiv|archivé|archivo|archivio|archief|archiwum|arkiv|arkisto|"
        "архив".split("|")
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What the server has. counts: by wire name, as far as the server told.

    complete: whether the list is known to be whole.
    """

    mailboxes: list[ListedMailbox]
    counts: dict[bytes, StatusRow]
    complete: bool


async def list_mailboxes(session: ImapSession) -> Listing:
    """Return every mailbox with its counts.

    Costs one round trip with LIST-STATUS, else one more for the counters.
    """
    rows: dict[bytes, ListRow] = {}
    counts: dict[bytes, StatusRow] = {}

    def note(event: Event) -> None:
        match event:
            case ListRow(name=name):
                rows[name] = event
            case StatusRow(name=name):
                counts[name] = event
            case _:
                return

    (done,) = await session.flight([_list_command(session)], note)
    if not rows:  # Strato returns none to LIST-STATUS, Proton answers BAD (MailKit #1957, #674)
        (done,) = await session.flight([commands.List()], note)
    if done.ok and not counts:
        await _ask_status(session, rows.values(), note)
    utf8 = "UTF8=ACCEPT" in session.connection.enabled
    listed = [_listed(row, counts.get(name), utf8=utf8) for name, row in rows.items()]
    return Listing(mailboxes=with_roles(listed), counts=counts, complete=done.ok and bool(rows))


def _list_command(session: ImapSession) -> commands.List:
    capabilities = session.connection.capabilities
    if "LIST-EXTENDED" not in capabilities:
        special = "SPECIAL-USE" in capabilities
        return commands.List(returns=("SPECIAL-USE",) if special else ())
    returns = ("SUBSCRIBED", "CHILDREN")
    if "SPECIAL-USE" in capabilities:
        returns = ("SPECIAL-USE", *returns)
    status = _status_items(session) if "LIST-STATUS" in capabilities else ()
    return commands.List(returns=returns, status=status)


def _status_items(session: ImapSession) -> tuple[commands.StatusItem, ...]:
    if "CONDSTORE" in session.connection.capabilities:
        return (*STATUS_ITEMS, "HIGHESTMODSEQ")
    return STATUS_ITEMS


async def _ask_status(session: ImapSession, rows: Iterable[ListRow], note: OnEvent) -> None:
    names = [row.name for row in rows if not row.attributes & {"\\noselect", "\\nonexistent"}]
    for at in range(0, len(names), STATUS_UNDER_WAY):
        await session.flight(
            [
                commands.StatusCommand(mailbox=name, items=_status_items(session))
                for name in names[at : at + STATUS_UNDER_WAY]
            ],
            note,
        )


def _listed(row: ListRow, status: StatusRow | None, *, utf8: bool) -> ListedMailbox:
    attributes = Attributes(0)
    for name in row.attributes:
        attributes |= _ATTRIBUTES.get(name, Attributes(0))
    use = next((_USES[name] for name in sorted(row.attributes) if name in _USES), SpecialUse.NONE)
    if row.name.upper() == b"INBOX":
        use = SpecialUse.INBOX
    return ListedMailbox(
        name=row.name,
        path=_shown(decode_name(row.name, utf8=utf8)),
        delimiter=row.delimiter.decode("ascii", "replace"),
        special_use=use.value,
        attributes=int(attributes),
        status_messages=-1 if status is None or status.messages is None else status.messages,
        status_unseen=-1 if status is None or status.unseen is None else status.unseen,
    )


def _shown(path: str) -> str:
    """Return the name without control characters and marks that turn the writing direction."""
    return "".join(
        c if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} else "\ufffd"
        for c in path
    )


def with_roles(listed: list[ListedMailbox]) -> list[ListedMailbox]:
    """Return the list with each role given once: by the server's word, else by name."""
    taken: set[str] = set()
    result: list[ListedMailbox] = []
    for one in listed:
        repeated = one.special_use and one.special_use in taken
        result.append(one._replace(special_use="") if repeated else one)
        taken.add(one.special_use)
    for n, one in enumerate(result):
        use = "" if one.special_use else role_by_name(one.path, one.delimiter)
        if use and use not in taken:
            taken.add(use)
            result[n] = one._replace(special_use=use)
    return result


def role_by_name(path: str, delimiter: str) -> str:
    """Return the special use that a name tells, "" for none.

    Only at the top or directly below INBOX: deeper ones are the user's own.
    """
    levels = unicodedata.normalize("NFKC", path).casefold().split(delimiter or "\0")
    if levels[0] == "inbox":
        levels = levels[1:]
    if levels and levels[0] in {"[gmail]", "[google mail]"}:
        levels = levels[1:]
    if len(levels) != 1:
        return ""
    return next((use.value for use, names in _NAMES.items() if levels[0] in names), "")
