import pytest
from PySide6.QtCore import QLocale

from facteur.link import events
from facteur.mail.keys import AccountKey
from facteur.ui.activity import sentences
from facteur.ui.activity.model import Activity
from facteur.ui.activity.rows import Look, Verb
from facteur.ui.activity.sentences import Names
from tests.ui.activity.test_model import operation

NAMES = Names(account=lambda _key: "claire@example.org", mailbox=lambda _key: "Inbox")
NOON_MS = 1_764_000_000_000


@pytest.fixture(autouse=True)
def english(qapp):
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(QLocale.system())


def activity(*told: events.Event) -> Activity:
    made = Activity()
    for event in told:
        made.take(event)
    return made


@pytest.mark.parametrize(
    ("state", "words", "look"),
    [
        ("online", "Connected", Look.GOOD),
        ("connecting", "Connecting…", Look.RUNNING),
        ("offline", "Offline", Look.CAUTION),
        ("stopped", "An account needs your attention", Look.BAD),
    ],
)
def test_the_connection_in_a_word(state: str, words: str, look: Look):
    made = activity(events.AccountStateChanged(account=1, state=state))
    assert sentences.connection(made) == (words, look)


def test_without_an_account_nothing_is_said_and_a_lost_engine_is():
    assert sentences.connection(Activity())[0] == ""
    lost = Activity()
    lost.lose_engine()
    assert sentences.connection(lost) == ("Starting again…", Look.CAUTION)


def test_the_line_counts_messages_and_octets():
    made = activity(
        events.ProgressChanged(task=1, account=1, kind="headers", done=2000, total=30_000)
    )
    line = sentences.line(made, NOON_MS)
    assert line.progress.endswith("2,000 of 30,000")
    assert (line.done, line.total, line.stoppable) == (2000, 30_000, True)
    made.take(
        events.ProgressChanged(
            task=2, account=1, kind="part", done=1_500_000, total=4_000_000, unit="octets"
        )
    )
    assert "1.5\u00a0MB of 4\u00a0MB" in sentences.line(made, NOON_MS).progress


def test_an_unknown_total_and_nothing_yet_are_not_invented():
    made = activity(events.ProgressChanged(task=1, account=1, kind="check"))
    assert sentences.line(made, NOON_MS).progress == "Looking for new messages…"
    made.take(events.ProgressChanged(task=1, account=1, kind="check", done=3))
    assert sentences.line(made, NOON_MS).progress == "Looking for new messages… 3"


def test_the_last_check_is_a_time_today_and_a_day_before():
    assert sentences.checked(NOON_MS, NOON_MS).startswith("Last check at ")
    assert sentences.checked(NOON_MS, NOON_MS + 3 * 86_400_000).startswith("Last check on ")
    assert sentences.checked(0, NOON_MS) == ""


def test_a_task_can_be_stopped_when_it_says_so():
    made = activity(
        events.ProgressChanged(task=1, account=1, kind="part"),
        events.ProgressChanged(task=2, account=1, kind="flags", stoppable=False),
    )
    (group,) = sentences.groups(made, NAMES)
    assert [[b.verb for b in row.buttons] for row in group.rows] == [[Verb.STOP], []]
    assert "claire@example.org" in group.rows[0].detail


@pytest.mark.parametrize("kind", ["headers", "flags", "texts", "part", "source", "check"])
def test_every_kind_of_task_has_a_sentence_of_its_own(kind: str):
    made = activity(events.ProgressChanged(task=1, account=1, kind=kind))
    (group,) = sentences.groups(made, NAMES)
    assert group.rows[0].title.endswith("…")
    assert "messages" in group.rows[0].title or kind != "check"


def test_waiting_changes_say_why_and_what_can_be_done():
    made = activity(events.AccountStateChanged(account=1, state="offline"))
    made.take_waiting([operation(1), operation(2, state="failed"), operation(3, state="parked")])
    (group,) = sentences.groups(made, NAMES)
    why = {row.name.split("/")[3]: row for row in group.rows}
    assert "Leaves as soon as the server can be reached." in why["queued"].detail
    assert [b.verb for b in why["queued"].buttons] == [Verb.DISCARD]
    assert "The server refused this." in why["failed"].detail
    assert [b.verb for b in why["failed"].buttons] == [Verb.RETRY, Verb.DISCARD]
    assert "folder can be opened" in why["parked"].detail


def test_the_reason_follows_the_account():
    made = activity(events.AccountStateChanged(account=1, state="stopped"))
    made.take_waiting([operation(1)])
    assert "sign in again" in sentences.groups(made, NAMES)[0].rows[0].detail
    made.by_choice_offline = True
    assert "go online again" in sentences.groups(made, NAMES)[0].rows[0].detail


def test_a_problem_comes_first_with_words_and_remedies():
    made = activity(
        events.ProgressChanged(task=1, account=1, kind="part"),
        events.ProblemRaised(
            problem=events.Problem(
                family="login", code="refused", account=1, server_text="AUTHENTICATIONFAILED"
            )
        ),
    )
    first = sentences.groups(made, NAMES)[0]
    assert first.heading == "Needs your attention"
    row = first.rows[0]
    assert "AUTHENTICATIONFAILED" in row.detail
    assert row.buttons[0].verb is Verb.REMEDY
    assert row.name == sentences.problem_name(next(iter(made.problems.values())))


def test_the_offline_sentence_counts_what_waits():
    made = activity(events.AccountStateChanged(account=AccountKey(1), state="offline", waiting=0))
    assert "change" not in sentences.why_short(made)
    made.take(events.AccountStateChanged(account=1, state="offline", waiting=4))
    assert "4 change" in sentences.why_short(made)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("collect", "Collecting mail…"),
        ("export", "Exporting a folder…"),
        ("import", "Importing mail…"),
        ("backup", "Making a backup…"),
        ("restore", "Restoring a backup…"),
        ("check", "Reading a backup again…"),
    ],
)
def test_work_on_files_is_told_in_words_with_its_count(kind: str, words: str):
    made = activity(events.ProgressChanged(task=1, account=0, kind=kind, done=3, total=9))
    assert sentences.line(made, 0).progress == f"{words} 3 of 9"


def test_both_ways_on_with_refused_messages_stand_in_the_panel():
    problem = events.Problem(
        family="refused", code="messages-refused", account=1, detail="2", server_text="no"
    )
    (group,) = sentences.groups(activity(events.ProblemRaised(problem=problem)), NAMES)
    (row,) = group.rows
    assert "claire@example.org" in row.detail
    assert "“no”" in row.detail
    assert [button.text for button in row.buttons] == [
        "Try these again",
        "Leave them on the server",
    ]
    assert {button.verb for button in row.buttons} == {Verb.REMEDY}


def test_a_paused_account_has_a_row_with_the_way_back():
    made = activity(
        events.AccountStateChanged(account=1, state="online"),
        events.AccountStateChanged(account=2, state="paused"),
    )
    (group,) = sentences.groups(made, NAMES)
    (row,) = group.rows
    assert (group.heading, row.title, row.look) == (
        "Paused",
        "This account is paused",
        Look.WAITING,
    )
    (button,) = row.buttons
    assert (button.verb, button.text, button.value) == (Verb.REMEDY, "Let it go on", "resume")
