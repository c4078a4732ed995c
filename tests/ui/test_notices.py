from facteur.link import events
from facteur.mail.keys import AccountKey
from facteur.ui.activity.model import Activity
from facteur.ui.notice import Remedy
from facteur.ui.notices import choose
from facteur.ui.removal.question import Question
from facteur.ui.widgets.banner import Tone
from facteur.ui.words import Around

LOGIN = events.Problem(family="login", code="refused", account=1, host="imap.example.org")


def activity(state: str, *problems: events.Problem, waiting: int = 0) -> Activity:
    made = Activity()
    made.take(events.AccountStateChanged(account=1, state=state, waiting=waiting))
    for problem in problems:
        made.take(events.ProblemRaised(problem=problem))
    return made


def test_all_well_says_nothing(qapp):
    assert choose(activity("online"), None) is None
    assert choose(Activity(), None) is None


def test_offline_says_what_waits_and_offers_the_way_back(qapp):
    choice = choose(activity("offline", waiting=4), None)
    assert choice is not None
    assert choice.notice.tone is Tone.WARN
    assert "4 change" in choice.notice.text
    assert (choice.notice.main, choice.notice.link) == ("Try again", "See what waits")
    assert choice.problem is None


def test_offline_by_choice_offers_to_go_online(qapp):
    made = activity("online")
    made.by_choice_offline = True
    choice = choose(made, None)
    assert choice is not None
    assert (choice.notice.main, choice.notice.link) == ("Go online", "")


def test_a_refused_login_comes_before_being_offline(qapp):
    choice = choose(activity("offline", LOGIN), None)
    assert choice is not None
    assert choice.notice.tone is Tone.DANGER
    assert choice.problem == LOGIN
    assert choice.remedy is Remedy.FIX_PASSWORD


def test_a_store_that_cannot_be_used_comes_first(qapp):
    choice = choose(activity("online", LOGIN), events.Problem(family="store", code="newer"))
    assert choice is not None
    assert choice.problem is not None
    assert choice.problem.family == "store"


def test_a_network_that_is_away_is_no_problem_of_the_users(qapp):
    problem = events.Problem(family="network", code="timeout", account=1)
    assert choose(activity("connecting", problem), None) is None


def test_a_dead_engine_is_not_called_offline(qapp):
    made = activity("offline")
    made.lose_engine()
    assert choose(made, None) is None


QUESTION = Question(
    account=AccountKey(1), address="claire@example.org", protocol="POP", count=842, octets=1
)


def test_a_question_is_offered_calmly(qapp):
    choice = choose(activity("online"), None, QUESTION)
    assert choice is not None
    assert choice.notice.tone is Tone.INFO
    assert "842 message" in choice.notice.text
    assert (choice.notice.main, choice.notice.link) == ("Answer…", "")
    assert choice.question == QUESTION


def test_a_question_waits_behind_what_is_wrong(qapp):
    for found in (activity("offline"), activity("online", LOGIN)):
        choice = choose(found, None, QUESTION)
        assert choice is not None
        assert choice.question is None


REFUSAL = events.Problem(
    family="refused", code="messages-refused", account=1, detail="3", server_text="no such thing"
)


def name(_account: AccountKey) -> str:
    return "claire@example.org"


def test_what_a_server_will_not_give_leaves_two_ways_on(qapp):
    choice = choose(activity("online", REFUSAL), None, account_name=name)
    assert choice is not None
    assert choice.notice.text.startswith("claire@example.org · Messages that")
    assert "not give: 3." in choice.notice.text
    assert "“no such thing”. They" in choice.notice.text
    assert choice.notice.tone is Tone.WARN
    assert (choice.notice.main, choice.notice.second) == (
        "Try these again",
        "Leave them on the server",
    )
    assert (choice.remedy, choice.second) == (Remedy.RETRY_REFUSED, Remedy.SKIP_REFUSED)
    assert choice.problem == REFUSAL


def test_it_is_said_after_all_that_is_more_urgent(qapp):
    for found, question in (
        (activity("online", REFUSAL, LOGIN), None),
        (activity("offline", REFUSAL), None),
        (activity("online", REFUSAL), QUESTION),
    ):
        choice = choose(found, None, question, account_name=name)
        assert choice is not None
        assert choice.second is None


def test_where_every_account_rests_it_is_said_and_one_can_go_on(qapp):
    made = activity("paused")
    choice = choose(made, None, account_name=lambda key: f"account {key}")
    assert choice is not None
    assert choice.notice.text.startswith("account 1 · This account is paused. ")
    assert (choice.notice.main, choice.remedy) == ("Let it go on", Remedy.RESUME)
    assert choice.problem is not None
    assert choice.problem.account == 1
    made.take(events.AccountStateChanged(account=2, state="online"))
    assert choose(made, None) is None


def test_what_is_known_of_the_provider_is_in_the_words(qapp):
    wants = events.Problem(family="login", code="app-password", account=1, host="h")
    page = Around(provider="Exemple", help_url="https://exemple.fr/app")
    choice = choose(activity("stopped", wants), None, around=lambda _problem: page)
    assert choice is not None
    assert choice.notice.text.startswith("Exemple wants an app password")
    assert choice.remedy is Remedy.APP_PASSWORD
    bare = choose(activity("stopped", wants), None)
    assert bare is not None
    assert bare.remedy is Remedy.FIX_PASSWORD
