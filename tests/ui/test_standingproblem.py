from facteur.mail.keys import AccountKey, ProblemKey
from facteur.store.rows import StoredProblem
from facteur.ui.standingproblem import standing_problem
from facteur.ui.words import problem_words


def test_the_server_of_the_account_is_named(qapp):
    stored = StoredProblem(
        key=ProblemKey(1),
        account=AccountKey(3),
        mailbox=None,
        family="network",
        code="dns",
        detail="",
        server_text="",
        retry_at_ms=5,
        raised_ms=1,
        host="imap.b.fr",
        port=993,
    )
    problem = standing_problem(stored)
    assert (problem.account, problem.mailbox, problem.retry_at_ms) == (3, 0, 5)
    assert "imap.b.fr" in problem_words(problem).title
