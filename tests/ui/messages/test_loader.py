import pytest

from facteur.mail.message import ListFilter, ListOrder
from facteur.ui.messages.loader import KeyLoader, Loaded, LoadFailed
from facteur.ui.messages.source import Question
from tests.ui.liststore import fill


@pytest.fixture
def loader(store, qapp):
    made = KeyLoader(store.store.profile)
    yield made
    made.close()


def question(mailbox):
    return Question(mailbox=mailbox, order=ListOrder(), narrowed=ListFilter())


def test_all_keys_arrive_on_the_thread_of_the_window(loader, store, qtbot):
    fill(store, 30)
    with qtbot.waitSignal(loader.finished) as told:
        number = loader.load(question(store.inbox))
    answer = told.args[0]
    assert isinstance(answer, Loaded)
    assert answer.number == number
    assert len(answer.keys) == 30
    assert answer.seconds >= 0


def test_only_the_last_question_is_answered(loader, store, qtbot):
    fill(store, 30)
    other = store.add_mailbox("Other")
    answers = []
    loader.finished.connect(answers.append)
    for _ in range(5):
        loader.load(question(store.inbox))
    with qtbot.waitSignal(loader.finished):
        last = loader.load(question(other))
    qtbot.waitUntil(lambda: answers != [])
    assert [answer.number for answer in answers] == [last]
    assert len(answers[0].keys) == 0


def test_a_store_that_cannot_be_read_is_told(store, qtbot, monkeypatch):
    from facteur.base.errors import StoreUnavailable
    from facteur.ui.messages import loader as module

    def broken(*_arguments):
        raise StoreUnavailable("corrupt")

    monkeypatch.setattr(module.messages, "all_keys", broken)
    made = KeyLoader(store.store.profile)
    with qtbot.waitSignal(made.finished) as told:
        made.load(question(store.inbox))
    assert isinstance(told.args[0], LoadFailed)
    assert told.args[0].error.code == "corrupt"
    made.close()


def test_closing_twice_or_unused_is_harmless(store, qapp):
    made = KeyLoader(store.store.profile)
    made.close()
    made.load(question(store.inbox))
    made.close()
    made.close()


def test_a_question_can_wait_while_the_first_rows_are_painted(loader, store, qtbot):
    fill(store, 3)
    with qtbot.waitSignal(loader.finished):
        loader.load(question(store.inbox), after_ms=5)
        assert loader._thread is None


def test_closing_forgets_what_waits(loader, store):
    loader.load(question(store.inbox), after_ms=5)
    loader.close()
    assert not loader._wait.isActive()
    assert loader._thread is None
