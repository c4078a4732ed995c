"""The tree of mailboxes: its counts, its roles, and servers that tell little or nonsense."""

import asyncio

import pytest

from facteur.base.secret import Secret
from facteur.engine.effects import Effects
from facteur.engine.fields import settings_of
from facteur.engine.signin import sign_in
from facteur.engine.sync.listing import Listing, list_mailboxes, role_by_name, with_roles
from facteur.store.rows import ListedMailbox
from tests.support.fakes import FakeSecrets
from tests.support.oddserver import Box, OddServer

BASE = "IMAP4rev1"
FULL = f"{BASE} LIST-EXTENDED LIST-STATUS SPECIAL-USE CONDSTORE"


def listed(server: OddServer) -> Listing:
    async def scenario() -> Listing:
        async with asyncio.timeout(10), server:
            effects = Effects(secrets=FakeSecrets())
            session = await sign_in(settings_of(server.fields()), Secret("secret"), effects)
            found = await list_mailboxes(session)
            await session.logout()
            return found

    return asyncio.run(scenario())


def answering(capabilities: str, answers: dict[str, str]) -> OddServer:
    def answer(text: str) -> str | None:
        return next((said for verb, said in answers.items() if text.startswith(verb)), None)

    return OddServer(capabilities=capabilities, answer=answer)


def test_in_one_command_where_the_server_can():
    server = answering(FULL, {
        "LIST": '* LIST () "/" INBOX\r\n* STATUS INBOX (MESSAGES 3 UNSEEN 1 UIDNEXT 4 UIDVALIDITY 7)\r\n'
        '* LIST (\\Sent) "/" Gesendet\r\nOK done',
    })  # fmt: skip
    found = listed(server)
    assert found.complete
    assert [(one.path, one.special_use, one.status_messages) for one in found.mailboxes] == [
        ("INBOX", "inbox", 3), ("Gesendet", "sent", -1),
    ]  # fmt: skip
    (asked,) = [text for text in server.heard if text.startswith("LIST")]
    assert "STATUS (MESSAGES UNSEEN UIDNEXT UIDVALIDITY HIGHESTMODSEQ)" in asked
    assert server.count("STATUS") == 0


def test_counts_one_by_one_where_it_cannot():
    server = OddServer(capabilities=BASE, boxes={"INBOX": Box(), "A": Box(), "B": Box()})
    server.boxes["A"].fill(2)
    found = listed(server)
    assert found.complete
    assert {one.path: one.status_messages for one in found.mailboxes} == {
        "INBOX": 0,
        "A": 2,
        "B": 0,
    }
    assert server.count("STATUS") == 3


def test_a_mailbox_that_cannot_be_selected_is_not_asked():
    server = answering(
        BASE, {"LIST": '* LIST (\\Noselect) "/" Shared\r\n* LIST () "/" INBOX\r\nOK done'}
    )
    found = listed(server)
    assert len(found.mailboxes) == 2
    assert [text for text in server.heard if text.startswith("STATUS")] == [
        "STATUS INBOX (MESSAGES UNSEEN UIDNEXT UIDVALIDITY)"
    ]


@pytest.mark.parametrize("first", ["OK done", "BAD what", "NO no"])
def test_a_server_that_chokes_on_the_rich_form_is_asked_plainly(first: str):
    server = OddServer(
        capabilities=FULL,
        answer=lambda text: first if text.startswith("LIST") and "RETURN" in text else None,
    )
    found = listed(server)
    assert [one.path for one in found.mailboxes] == ["INBOX"]
    assert found.complete


@pytest.mark.parametrize("end", ["NO no", "BAD what", "OK done"])
def test_no_list_is_never_taken_for_an_empty_account(end: str):
    found = listed(answering(BASE, {"LIST": end}))
    assert (found.mailboxes, found.complete) == ([], False)


def test_status_that_is_refused_leaves_the_rest():
    found = listed(answering(BASE, {"STATUS": "NO no"}))
    assert [(one.path, one.status_messages) for one in found.mailboxes] == [("INBOX", -1)]
    assert found.complete


def test_names_are_kept_as_sent_and_shown_without_tricks():
    server = answering(BASE, {
        "LIST": '* LIST () "/" "&AOk-t&AOk-"\r\n* LIST () "/" "a&ICo-b"\r\nOK done',
        "STATUS": "NO no",
    })  # fmt: skip
    found = {one.name: one.path for one in listed(server).mailboxes}
    assert found[b"&AOk-t&AOk-"] == "été"
    assert "\u202a" not in found[b"a&ICo-b"]


@pytest.mark.parametrize(
    ("path", "delimiter", "use"),
    [
        ("Sent", "/", "sent"), ("sent items", "/", "sent"), ("Éléments envoyés", ".", "sent"),
        ("E\u0301le\u0301ments envoye\u0301s", ".", "sent"), ("INBOX.Trash", ".", "trash"),
        ("[Gmail]/Spam", "/", "junk"), ("Sent to clients", "/", ""), ("Work/Sent", "/", ""),
        ("Papierkorb", "", "trash"), ("", "/", ""), ("INBOX", "/", ""), ("送信済み", "/", "sent"),
    ],
)  # fmt: skip
def test_roles_by_name(path: str, delimiter: str, use: str):
    assert role_by_name(path, delimiter) == use


def test_each_role_once_and_the_servers_word_first():
    rows = [
        ListedMailbox(name.encode(), name, "/", use, 0, 0, 0)
        for name, use in (
            ("Sent", ""),
            ("Gesendet", "sent"),
            ("Sent Items", "sent"),
            ("Trash", ""),
            ("Bin", ""),
        )
    ]
    assert [one.special_use for one in with_roles(rows)] == ["", "sent", "", "trash", ""]
