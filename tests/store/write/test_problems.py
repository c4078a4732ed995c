from facteur.store.changes import Changes
from facteur.store.read.problems import standing
from facteur.store.write import problems
from tests.store.builders import with_inbox


def test_the_same_problem_stands_once(store):
    account, inbox = with_inbox(store)
    seen: list[Changes] = []
    store.on_changes = seen.append

    def raise_(detail, mailbox=None):
        return store.write_now(
            lambda tx: problems.raise_(
                tx, account=account, mailbox=mailbox, family="network", code="dns", detail=detail,
                server_text="x" * 999 + "\ud800", raised_ms=1,
            )
        )  # fmt: skip

    assert raise_("one") == raise_("two") != raise_("three", inbox)
    first, second = standing(store.reader)
    assert (first.detail, second.detail, second.mailbox) == ("two", "three", inbox)
    assert len(first.server_text) == 300
    assert seen[0].problems
    assert (first.host, first.port) == ("imap.example.org", 993)

    def clear(code):
        return store.write_now(
            lambda tx: problems.clear(tx, account=account, family="network", code=code)
        )

    assert not clear("refused")
    assert clear("dns")
    assert [one.key for one in standing(store.reader)] == [second.key]
    assert store.write_now(lambda tx: problems.clear_account(tx, account, "trust")) == 0
    assert store.write_now(lambda tx: problems.clear_account(tx, account)) == 1
    assert standing(store.reader) == []
