from facteur.engine.tasks import Tasks
from facteur.link.events import ProgressChanged
from facteur.mail.keys import AccountKey, MailboxKey, TaskKey


def test_a_task_is_told_from_beginning_to_end():
    heard: list[ProgressChanged] = []
    tasks = Tasks(heard.append)
    task = tasks.begin(AccountKey(1), "headers", mailbox=MailboxKey(2), total=10)
    tasks.step(task, 4, 10)
    assert tasks.current() == [heard[-1]]
    tasks.end(task)
    tasks.end(task)
    assert [(one.done, one.total, one.over) for one in heard] == [
        (0, 10, False), (4, 10, False), (4, 10, True),
    ]  # fmt: skip
    assert not any(one.stoppable for one in heard)
    assert tasks.current() == []


def test_stopping_one_or_all():
    stopped: list[str] = []
    tasks = Tasks(lambda _: None)
    one = tasks.begin(AccountKey(1), "part", stop=lambda: stopped.append("one"))
    tasks.begin(AccountKey(1), "part", stop=lambda: stopped.append("two"))
    tasks.begin(AccountKey(1), "check")
    tasks.stop(one.key)
    tasks.stop(TaskKey(99))
    assert stopped == ["one"]
    tasks.stop(None)
    assert stopped == ["one", "one", "two"]


def test_a_stop_that_ends_the_task_at_once():
    tasks = Tasks(lambda _: None)
    made = [tasks.begin(AccountKey(1), "headers", stop=lambda: tasks.end(made[0]))]
    tasks.begin(AccountKey(1), "headers", stop=lambda: None)
    tasks.stop(None)
    assert len(tasks.current()) == 1


def test_what_tells_of_itself_is_stopped_like_the_rest():
    heard: list[ProgressChanged] = []
    stopped: list[str] = []
    tasks = Tasks(heard.append)
    key = tasks.begin_apart(lambda: stopped.append("search"))
    other = tasks.begin(AccountKey(1), "part", stop=lambda: None)
    assert key != other.key
    tasks.stop(key)
    tasks.stop(other.key)
    tasks.stop(None)
    assert stopped == ["search", "search"]
    tasks.end_apart(key)
    tasks.stop(key)
    tasks.stop_account(AccountKey(0))
    assert len(stopped) == 2
    assert {one.task for one in heard} == {other.key}
