"""Which one thing the strip across the window says: the most urgent of what is wrong."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from facteur.link.events import Problem
from facteur.ui.activity import sentences
from facteur.ui.activity.model import Activity
from facteur.ui.notice import Remedy
from facteur.ui.widgets.banner import Notice, Tone
from facteur.ui.words import problem_words

# Families that nothing but the user's own doing mends; a network comes back by itself.
_URGENT = ("store", "trust", "login", "bug")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the strip shows, and what its button does: a remedy of a problem, or go online."""

    notice: Notice
    problem: Problem | None = None
    remedy: Remedy | None = None


def choose(activity: Activity, store: Problem | None) -> Choice | None:
    """Return what to show, None when all is well. store: why the profile cannot be used."""
    if store is not None:
        return _problem(store)
    for family in _URGENT:
        for problem in activity.problems.values():
            if problem.family == family:
                return _problem(problem)
    if activity.state == "offline" and not activity.engine_lost:
        return _offline(activity)
    return None


def _problem(problem: Problem) -> Choice:
    words = problem_words(problem)
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
