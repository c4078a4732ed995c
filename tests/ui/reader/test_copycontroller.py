import pytest

from facteur.link import commands, events
from facteur.mail.keys import AccountKey
from facteur.store.read import messages
from facteur.ui.reader.copycontroller import CopyController
from facteur.ui.reader.servercopy import ServerCopyLine
from tests.ui.readerstore import SENT_MS


class Bench:
    def __init__(self, qtbot, style, shelf, client) -> None:
        self.shelf, self.client = shelf, client
        self.line = ServerCopyLine(style)
        qtbot.addWidget(self.line)
        self.controller = CopyController(self.line, client, shelf.reader, lambda: SENT_MS)
        self.rule("leave")

    def run(self, sql: str, *values: object) -> None:
        self.shelf.store.write_now(lambda tx: tx.run(sql, *values))

    def rule(self, after: str, follow: int = 0, permission: str = "allowed") -> None:
        self.run("UPDATE account SET after_download = ?, follow_deletion = ?", after, follow)
        self.run(
            "INSERT OR REPLACE INTO maildrop (account_id, permission) VALUES (?, ?)",
            self.shelf.account,
            permission,
        )

    def collected(self, state: str = "stored"):
        message = self.shelf.message()
        self.run(
            "INSERT INTO pop_item (account_id, uidl, occurrence, state, message_id, sha256,"
            " stored_ms, proven_ms) VALUES (?, x'31', 0, ?, ?, x'00', ?, ?)",
            self.shelf.account,
            state,
            message,
            SENT_MS,
            SENT_MS,
        )
        return messages.row(self.shelf.reader, message)

    @property
    def text(self) -> str:
        return self.line.line.text if self.line.line is not None else ""


@pytest.fixture
def bench(qtbot, style, shelf, client) -> Bench:
    return Bench(qtbot, style, shelf, client)


def test_mail_that_was_never_in_a_maildrop_has_no_line(bench, shelf):
    bench.controller.show(bench.collected())
    assert bench.text
    bench.controller.show(messages.row(shelf.reader, shelf.message()))
    assert bench.line.line is None
    bench.controller.show(None)
    assert bench.line.line is None


def test_the_rule_of_the_account_counts(bench):
    row = bench.collected()
    bench.controller.show(row)
    assert "It leaves the server on " in bench.text
    bench.rule("keep")
    bench.client.happened.emit(events.AccountsChanged())
    assert bench.text.endswith("It stays on the server.")


def test_keep_is_sent_and_shown_once_the_store_has_it(bench):
    row = bench.collected()
    bench.controller.show(row)
    bench.line.button.click()
    (sent,) = bench.client.of(commands.KeepOnServer)
    assert (sent.messages, sent.kept) == ([row.key], True)
    assert "You keep it" not in bench.text
    bench.run("UPDATE pop_item SET kept = 1")
    bench.controller.refresh()
    assert "You keep it on the server." in bench.text
    bench.line.button.click()
    assert bench.client.of(commands.KeepOnServer)[-1].kept is False


def test_after_a_collection_the_ledgers_date_is_told(bench):
    bench.controller.show(bench.collected())
    bench.run("UPDATE pop_item SET state = 'gone', absent = 1")
    bench.run(
        "INSERT INTO ledger (sent_ms, account_id, address, reason, uidl, occurrence, sha256,"
        " size_octets, proven_ms, subject, sender, outcome)"
        " VALUES (?, ?, 'a', 'days', x'31', 0, x'00', 1, 1, '', '', 'gone')",
        SENT_MS + 9 * 24 * 3600 * 1000,
        bench.shelf.account,
    )
    bench.client.happened.emit(events.ProgressChanged(task=1, account=1, kind="collect", over=True))
    assert "It left the server on 27" in bench.text


def test_the_answer_to_the_question_is_told_at_once(bench):
    bench.rule("delete", permission="ask")
    bench.controller.show(bench.collected())
    assert "until you agree" in bench.text
    bench.rule("delete", permission="kept")
    bench.client.happened.emit(events.RemovalWanted(account=int(AccountKey(1)), count=0))
    assert "as you decided" in bench.text


def test_the_trash_here_counts_where_the_rule_follows_it(bench):
    row = bench.collected()
    bench.rule("keep", follow=1)
    bench.controller.show(row)
    assert bench.text.endswith("It stays on the server.")
    bench.run("UPDATE mailbox SET special_use = 'trash'")
    bench.controller.refresh()
    assert bench.text.endswith("It stays on the server.")  # nobody has put it there
    bench.run("UPDATE message SET origin_mailbox_id = 1")
    bench.controller.refresh()
    assert "leaves the server at the next collection" in bench.text
