import random

import pytest

from facteur.base.errors import StoreUnavailable
from facteur.link.events import MessagesChanged
from facteur.mail.message import Column, ListOrder
from facteur.store.read import messages
from facteur.ui.messages import refresh
from facteur.ui.rowwindow import Search
from tests.ui.liststore import DAY_MS, MINUTE_MS, fill, header, now_ms


def truth(stage):
    """Return the keys as the store orders them."""
    asked = stage.keeper.source.question
    return list(
        messages.keys(stage.store.reader, asked.mailbox, asked.order, asked.narrowed, limit=100_000)
    )


@pytest.mark.parametrize(
    "order",
    [
        ListOrder(),
        ListOrder(descending=False),
        ListOrder(column=Column.SUBJECT, descending=False),
        ListOrder(column=Column.SIZE),
    ],
)
def test_any_run_of_events_ends_in_what_the_store_has(stage, order, monkeypatch):
    monkeypatch.setattr(Search, "STEP", 50)
    fill(stage.store, 120, step_ms=DAY_MS // 3)
    stage.open()
    stage.controller.sort(order)
    stage.calm()
    chance = random.Random(4)
    uid = 1000
    for _ in range(25):
        if chance.random() < 0.5:
            gone = chance.sample(range(1, 120), 4)
            stage.client.happened.emit(stage.store.remove(*gone))
        else:
            uid += 3
            stage.client.happened.emit(
                stage.store.headers(
                    *(
                        header(
                            uid + more,
                            now_ms() - chance.randint(0, 50 * DAY_MS),
                            subject=chance.choice("abc"),
                            size=chance.randint(1, 9),
                        )
                        for more in range(3)
                    )
                )
            )
        if chance.random() < 0.3:
            stage.calm()
    stage.calm()
    assert list(stage.model.window.keys) == truth(stage)
    assert stage.model.window.total == len(truth(stage))
    starts = stage.keeper.source.starts(stage.model.window.keys, stage.model.heads.periods)
    assert stage.model.heads.starts == (starts or [])


def test_what_happens_while_keys_are_read_is_not_lost(stage):
    fill(stage.store, 4000, step_ms=MINUTE_MS)
    stage.controller.open(stage.store.inbox)  # the thread begins
    now = now_ms()
    stage.client.happened.emit(
        stage.store.headers(header(9000, now), header(9001, now - 3900 * MINUTE_MS))
    )
    stage.client.happened.emit(stage.store.remove(3, 3990))
    stage.calm()
    assert list(stage.model.window.keys) == truth(stage)


def test_events_of_other_mailboxes_are_passed_over(stage):
    fill(stage.store, 5)
    stage.open()
    stage.client.happened.emit(MessagesChanged(mailbox=999, removed=[1, 2]))
    assert not stage.keeper.busy


def test_a_far_row_is_removed_in_idle_steps(stage, monkeypatch):
    monkeypatch.setattr(Search, "STEP", 100)
    fill(stage.store, 3000, step_ms=MINUTE_MS)
    stage.open()
    stage.client.happened.emit(stage.store.remove(5, 6))
    stage.calm()
    assert len(stage.model.window.keys) == 2998
    assert list(stage.model.window.keys) == truth(stage)


def test_more_edits_than_are_cheap_make_one_reset(stage, monkeypatch):
    monkeypatch.setattr(refresh, "edit_limit", lambda _rows: 2)
    fill(stage.store, 100, step_ms=DAY_MS)
    stage.open()
    stage.controller.selected.select_row(30)
    key = stage.controller.selected.current_key()
    resets = []
    stage.model.modelReset.connect(lambda: resets.append(1))
    rows = [header(500 + day, now_ms() - day * 7 * DAY_MS - 3000) for day in range(9)]
    stage.tell(stage.store.headers(*rows))
    assert resets == [1]
    assert list(stage.model.window.keys) == truth(stage)
    assert stage.controller.selected.current_key() == key


def test_a_store_that_cannot_be_read_costs_no_window(stage, monkeypatch, caplog):
    fill(stage.store, 5)

    def broken(*_arguments, **_more):
        raise StoreUnavailable("corrupt")

    with monkeypatch.context() as patch:
        patch.setattr("facteur.store.read.messages.keys", broken)
        patch.setattr("facteur.store.read.messages.rows", broken)
        stage.controller.open(stage.store.inbox)
        stage.view.grab()
    assert "cannot be read" in caplog.text
    assert stage.model.rowCount() == 0
    stage.open()
    assert len(stage.subjects()) == 5


def test_another_day_gives_other_heads(stage):
    fill(stage.store, 5, step_ms=DAY_MS)
    stage.open()
    today = stage.model.today
    stage.model.today = today.addDays(-1)
    stage.keeper._check_day()
    assert stage.model.today == today
    assert "Today" in stage.heads()
    assert list(stage.model.window.keys) == truth(stage)
