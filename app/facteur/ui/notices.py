"""Which one thing the strip across the window says: the most urgent of what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from facteur.base.errors import NEEDING_USER
from facteur.link.events import Problem
from facteur.mail.keys import AccountKey
from facteur.ui.activity import sentences
from facteur.ui.activity.model import Activity
from facteur.ui.notice import Remedy
from facteur.ui.removal import question as questions
from facteur.ui.removal.question import Question
from facteur.ui.widgets.banner import Notice, Tone
from facteur.ui.words import Around, nothing_around, problem_words

_REFUSED = ("refused", "messages-refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the strip shows, and what its button does: a remedy, opening a question, go online.

    second: what the second button does.
    """

    notice: Notice
    question: Question | None = None
    problem: Problem | None = None
    remedy: Remedy | None = None
    second: Remedy | None = None


def _nameless(_account: AccountKey) -> str:
    return ""


def choose(
    activity: Activity,
    store: Problem | None,
    question: Question | None = None,
    *,
    account_name: Callable[[AccountKey], str] = _nameless,
    around: Callable[[Problem], Around] = nothing_around,
) -> Choice | None:
    """Return what to show, None when all is well.

    store: why the profile cannot be used. question: what waits for the user's answer; it can wait
    longer than anything that is wrong, messages that a server will not give even longer.
    """
    if store is not None:
        return _problem(store, Around())
    for family in NEEDING_USER:  # a network comes back by itself
        for problem in activity.problems.values():
            if problem.family == family:
                return _problem(problem, around(problem))
    if activity.state == "offline" and not activity.engine_lost:
        return _offline(activity)
    if activity.state == "paused" and not activity.engine_lost:  # and none that goes on
        resting = activity.paused[0]
        return _paused(resting, account_name(AccountKey(resting.account)))
    return _calm(activity, question, account_name)


def _calm(
    activity: Activity, question: Question | None, account_name: Callable[[AccountKey], str]
) -> Choice | None:
    """Return what can wait."""
    if question is not None:
        return _question(question)
    for problem in activity.problems.values():
        if (problem.family, problem.code) == _REFUSED:
            return _refused(problem, account_name(AccountKey(problem.account)))
    return None


def _refused(problem: Problem, account: str) -> Choice:
    """Say what a server will not give, whose it is and why, and let the user choose."""
    words = problem_words(problem)
    again, leave = words.buttons
    quote = f"{words.quote}." if words.quote else ""
    said = " ".join(part for part in (f"{words.title}.", quote, words.meaning) if part)
    notice = Notice(
        tone=Tone.WARN,
        icon="triangle-alert",
        text=f"{account} · {said}" if account else said,
        main=again.text,
        second=leave.text,
    )
    return Choice(notice=notice, problem=problem, remedy=again.remedy, second=leave.remedy)


def _problem(problem: Problem, around: Around) -> Choice:
    words = problem_words(problem, around=around)
    buttons = words.only(sentences.REMEDIES)
    main = buttons[0] if buttons else None
    notice = Notice(
        tone=Tone.DANGER,
        icon="triangle-alert",
        text=f"{words.title}. {words.meaning}" if words.meaning else words.title,
        main=main.text if main is not None else "",
        link=QCoreApplication.translate("Notices", "See the details"),
    )
    return Choice(notice=notice, problem=problem, remedy=main.remedy if main is not None else None)


def _offline(activity: Activity) -> Choice:
    translate = QCoreApplication.translate
    main = (
        translate("Notices", "Go online")
        if activity.by_choice_offline
        else translate("Notices", "Try again")
    )
    notice = Notice(
        tone=Tone.WARN,
        icon="cloud-off",
        text=sentences.why_short(activity),
        main=main,
        link=translate("Notices", "See what waits") if activity.waiting_count else "",
    )
    return Choice(notice=notice)


def _paused(problem: Problem, account: str) -> Choice:
    """Say that nothing comes, and how it comes again."""
    words = problem_words(problem)
    (resume,) = words.buttons
    said = f"{words.title}. {words.meaning}"
    notice = Notice(
        tone=Tone.WARN,
        icon="pause",
        text=f"{account} · {said}" if account else said,
        main=resume.text,
    )
    return Choice(notice=notice, problem=problem, remedy=resume.remedy)


def _question(question: Question) -> Choice:
    notice = Notice(
        tone=Tone.INFO,
        icon="shield-question-mark",
        text=questions.notice(question, QLocale()),
        main=QCoreApplication.translate("Notices", "Answer…"),
    )
    return Choice(notice=notice, question=question)
