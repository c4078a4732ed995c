"""`account list`, `mailboxes`, `list`, `search`: the store as tables or JSON. No engine needed."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import assert_never

from facteur.base.paths import Profile
from facteur.cli import output, reading
from facteur.cli.invocation import ListAccounts, ListMailboxes, ListMessages, SearchMessages
from facteur.cli.output import Json
from facteur.cli.plain import iso, local, octets
from facteur.cli.reading import Places
from facteur.mail.account import Account, AccountSettings, AfterDownload, Protocol
from facteur.mail.flags import Flags
from facteur.mail.mailbox import Attributes, Mailbox
from facteur.mail.message import ListFilter, ListOrder, MessageRow
from facteur.store.read import accounts, mailboxes, messages
from facteur.store.read import search as index
from facteur.store.reader import Reader, open_reader

_NO_LIMIT = -1  # SQLite's word for it


def run(
    command: ListAccounts | ListMailboxes | ListMessages | SearchMessages, profile: Profile
) -> int:
    """Write what is asked for and return the exit code."""
    reader = open_reader(profile)
    match command:
        case ListAccounts():
            _accounts(reader, json=command.json)
        case ListMailboxes():
            _mailboxes(reader, command)
        case ListMessages():
            _messages(reader, _keys_of_list(reader, command), json=command.json)
        case SearchMessages():
            _messages(reader, _keys_of_search(reader, command), json=command.json)
        case _:
            assert_never(command)
    return 0


def _accounts(reader: Reader, *, json: bool) -> None:
    known = accounts.accounts(reader)
    if json:
        output.json_array(_account_json(one) for one in known)
        return
    cells = [
        (
            one.settings.address,
            one.settings.protocol.value,
            *_server(one.settings),
        )
        for one in known
    ]
    output.rows(("ADDRESS", "PROTOCOL", "SERVER", "SECURITY", "USER", "PASSWORD"), cells)


def _server(settings: AccountSettings) -> tuple[str, str, str, str]:
    """Return server, security, user and kind of password; all empty where there is no server."""
    if settings.protocol is Protocol.LOCAL:
        return "", "", "", ""
    server = settings.server
    place = f"{server.host}:{server.port}"
    return place, server.security.value, settings.user, settings.secret_kind.value


def _account_json(one: Account) -> Json:
    settings = one.settings
    server = settings.server if settings.protocol is not Protocol.LOCAL else None
    return {
        "address": settings.address,
        "name": settings.name,
        "host": server.host if server else None,
        "port": server.port if server else None,
        "security": server.security.value if server else None,
        "user": settings.user if server else None,
        "password": settings.secret_kind.value if server else None,
        "certificate": settings.certificate_sha256 or None,
        "protocol": settings.protocol.value,
        "after_download": _rule(settings) if settings.protocol is Protocol.POP else None,
        "delete_there_too": settings.pop.follow_deletion,
        "headers_over": settings.pop.headers_over_octets or None,
        "sending": _sending(settings),
        "provider": settings.provider or None,
        "colour": one.preferences.colour or None,
        "paused": one.preferences.paused,
        "every": one.preferences.interval_s or None,
        "texts": one.preferences.texts.value,
        "identities": [
            {"name": each.name, "address": each.address, "reply_to": each.reply_to or None}
            for each in one.identities
        ],
    }


def _sending(settings: AccountSettings) -> Json | None:
    """Return the server for sending, None when none is known."""
    sending = settings.submission
    if sending is None:
        return None
    return {
        "host": sending.server.host,
        "port": sending.server.port,
        "security": sending.server.security.value,
        "user": sending.user or settings.user,
        "certificate": sending.certificate_sha256 or None,
    }


def _rule(settings: AccountSettings) -> str | int:
    """Return the rule as `account add` takes it."""
    rule = settings.pop.after_download
    return settings.pop.leave_days if rule is AfterDownload.LEAVE else rule.value


def _mailboxes(reader: Reader, command: ListMailboxes) -> None:
    listed = mailboxes.mailboxes(reader, reading.account_key(reader, command.account))
    places = reading.places(reader)
    if command.json:
        output.json_array(_mailbox_json(one, places) for one in listed)
        return
    cells = [
        (
            one.path,
            str(one.messages) if one.selectable else "",
            str(one.unseen) if one.selectable else "",
            one.special_use.value,
            "yes" if one.complete else ("" if not one.selectable else "not yet"),
            places.address(one.account) or "",
        )
        for one in listed
    ]
    titles = ("MAILBOX", "MESSAGES", "UNSEEN", "USE", "COMPLETE", "ACCOUNT")
    output.rows(titles, cells, right=frozenset({1, 2}))


def _mailbox_json(one: Mailbox, places: Places) -> Json:
    return {
        "mailbox": one.path,
        "account": places.address(one.account),
        "messages": one.messages,
        "unseen": one.unseen,
        "use": one.special_use.value or None,
        "selectable": one.selectable,
        "subscribed": Attributes.SUBSCRIBED in one.attributes,
        "complete": one.complete,
        "uidvalidity": one.uidvalidity,
    }


def _keys_of_list(reader: Reader, command: ListMessages) -> Sequence[int]:
    mailbox = reading.mailbox(reader, command.mailbox, command.account).key
    if command.limit:
        return messages.keys(reader, mailbox, ListOrder(), ListFilter(), limit=command.limit)
    # All of them at once: a reader that waits for a slow pipe must hold no transaction open.
    chunks = messages.all_keys(reader, mailbox, ListOrder(), ListFilter())
    return list(chain.from_iterable(chunks))


def _keys_of_search(reader: Reader, command: SearchMessages) -> Sequence[int]:
    mailbox = None
    if command.mailbox:
        mailbox = reading.mailbox(reader, command.mailbox, command.account).key
    account = reading.account_key(reader, command.account)
    limit = command.limit or _NO_LIMIT
    return index.search(reader, command.text, mailbox, account, limit)


def _messages(reader: Reader, keys: Sequence[int], *, json: bool) -> None:
    places = reading.places(reader)
    found = reading.rows(reader, keys)
    if json:
        output.json_array(message_json(reader, row, places) for row in found)
        return
    for number, page in enumerate(_pages(found)):
        output.rows(
            ("KEY", "DATE", "MARKS", "SIZE", "FROM", "SUBJECT"),
            [_message_cells(row) for row in page],
            right=frozenset({0, 3}),
            goes_on=number > 0,
        )


def _pages(found: Iterator[MessageRow]) -> Iterator[list[MessageRow]]:
    """Cut the rows into tables: columns can only line up over what is in memory."""
    page: list[MessageRow] = []
    for row in found:
        page.append(row)
        if len(page) == reading.PAGE * 4:
            yield page
            page = []
    yield page


def message_json(reader: Reader, row: MessageRow, places: Places) -> Json:
    """Return the documented keys; null where the headers are not here yet."""
    return {
        "key": row.key,
        "uid": row.uid or None,
        "message_id": row.message_id if row.here else None,
        "from": _sender_json(row),
        "subject": row.subject if row.here else None,
        "date": iso(reading.date_ms(row)),
        "flags": reading.flag_names(reader, row),
        "size": row.size_octets if row.here else None,
        "mailbox": places.path(row.mailbox),
        "account": places.account_of(row.mailbox),
    }


def _sender_json(row: MessageRow) -> list[Json] | None:
    """Return the sender in the shape that `show` and `inspect` have: a list of people."""
    if not row.here:
        return None
    if not (row.sender_name or row.sender_address):
        return []
    return [{"name": row.sender_name, "address": row.sender_address}]


def _message_cells(row: MessageRow) -> tuple[str, ...]:
    if not row.here:
        return (str(row.key), local(row.received_ms), marks(row), "", "…", "(not here yet)")
    return (
        str(row.key),
        local(reading.date_ms(row)),
        marks(row),
        octets(row.size_octets),
        row.sender_name or row.sender_address,
        row.subject,
    )


def marks(row: MessageRow) -> str:
    """Return one letter a mark: N new, * flagged, A answered, D deleted, @ attachment, ~ waits."""
    return "".join(
        (
            "N" if Flags.SEEN not in row.flags else " ",
            "*" if Flags.FLAGGED in row.flags else " ",
            "A" if Flags.ANSWERED in row.flags else " ",
            "D" if Flags.DELETED in row.flags else " ",
            "@" if row.has_attachment else " ",
            "~" if row.waiting else " ",
        )
    )
