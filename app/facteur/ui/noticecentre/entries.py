"""What stands in the notice centre, in words: problems and notices under four headings."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from facteur.base.errors import NEEDING_USER
from facteur.link.events import Problem
from facteur.mail.keys import AccountKey, NoticeKey
from facteur.store.rows import Notice, NoticeFamily, StoredProblem
from facteur.ui import format as formats
from facteur.ui.foreign import harmless
from facteur.ui.notice import Remedy
from facteur.ui.noticecentre.rows import Entry, Family
from facteur.ui.noticecentre.spacewords import space_words
from facteur.ui.standingproblem import standing_problem
from facteur.ui.words import Around, nothing_around, problem_words

# What can be done from here; what else a sentence offers has its place elsewhere.
REMEDIES = frozenset(
    (
        Remedy.RETRY,
        Remedy.FIX_HOST,
        Remedy.FIX_PORT,
        Remedy.FIX_SECURITY,
        Remedy.FIX_USER,
        Remedy.FIX_PASSWORD,
        Remedy.SIGN_IN,
        Remedy.SEE_CERTIFICATE,
        Remedy.TRUST_CERTIFICATE,
        Remedy.APP_PASSWORD,
        Remedy.OPEN_PAGE,
        Remedy.RETRY_REFUSED,
        Remedy.SKIP_REFUSED,
        Remedy.RESUME,
    )
)
_PATH_LIMIT = 200
_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An entry and what it is about: a problem that its buttons mend, or a notice to put away."""

    entry: Entry
    problem: Problem | None = None
    notice: NoticeKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """How accounts are called, and what is around a problem."""

    account: Callable[[AccountKey], str]
    around: Callable[[Problem], Around] = nothing_around


def entries(
    problems: Sequence[StoredProblem], notices: Sequence[Notice], known: Known, now_ms: int
) -> tuple[Told, ...]:
    """Return all of them: by family, then by account, newest first."""
    name = known.account
    found = [_problem(one, known, now_ms) for one in problems]
    found += [_notice(one, name, now_ms) for one in notices]
    order = list(Family)
    found.sort(key=lambda one: -one.entry.when_ms)
    found.sort(key=lambda one: (order.index(one.entry.family), one.entry.account))
    return tuple(found)


def for_support(found: Iterable[Entry]) -> str:
    """Return what helps somebody to help: no password and nothing of any message."""
    blocks: list[str] = []
    for one in found:
        first = f"[{one.family.value}] {one.when} {one.title}"
        blocks.append("\n".join(part for part in (first, one.meaning, one.details) if part))
    return "\n\n".join(blocks)


def _problem(stored: StoredProblem, known: Known, now_ms: int) -> Told:
    problem = standing_problem(stored)
    words = problem_words(problem, around=known.around(problem))
    wanted = stored.family in NEEDING_USER
    meaning = " ".join(part for part in (words.meaning, words.quote) if part)
    if stored.retry_at_ms > now_ms:
        minutes = max(1, round((stored.retry_at_ms - now_ms) / _MINUTE_MS))
        again = QCoreApplication.translate("NoticeCentre", "Next try in %n minute(s).", "", minutes)
        meaning = f"{meaning} {again}".strip()
    entry = Entry(
        name=f"problem {stored.key}",
        family=Family.WANTED if wanted else Family.PROBLEM,
        account=known.account(stored.account) if stored.account else "",
        title=words.title,
        meaning=meaning,
        when=_when(stored.raised_ms, now_ms),
        when_ms=stored.raised_ms,
        buttons=words.only(REMEDIES),
        details=words.details,
    )
    return Told(entry=entry, problem=problem)


def _notice(notice: Notice, name: Callable[[AccountKey], str], now_ms: int) -> Told:
    title, meaning = _sentence(notice)
    done = notice.family is NoticeFamily.DONE
    entry = Entry(
        name=f"notice {notice.key}",
        family=Family.DONE if done else Family.INFORMATION,
        account=name(notice.account) if notice.account is not None else "",
        title=title,
        meaning=meaning,
        when=_when(notice.happened_ms, now_ms),
        when_ms=notice.happened_ms,
        times=notice.times,
        stays=True,
    )
    return Told(entry=entry, notice=notice.key)


def _sentence(notice: Notice) -> tuple[str, str]:
    """Return what happened and what it means; a code of a newer Facteur shows as it is."""
    translate = QCoreApplication.translate
    locale = QLocale()
    count = formats.count(notice.count, locale)
    size = formats.size(notice.octets, locale)
    path = harmless(notice.detail, _PATH_LIMIT)
    if notice.code == "quota-high" and (words := space_words(notice.detail)) is not None:
        return words
    match notice.code:
        case "left-server":
            title = translate(
                "NoticeCentre", "{count} message(s) left the server", "", notice.count
            )
            meaning = translate(
                "NoticeCentre",
                "They were saved and checked here first ({size}). The list of what left the server "
                "names each, and where its copy is.",
            )
        case "backup-made":
            title = translate(
                "NoticeCentre", "Backup of {count} message(s) made and checked", "", notice.count
            )
            meaning = "{path}"
        case "exported":
            title = translate("NoticeCentre", "{count} message(s) exported", "", notice.count)
            meaning = "{path}"
        case "imported":
            title = translate("NoticeCentre", "{count} message(s) imported", "", notice.count)
            meaning = "{path}"
        case "rows-back":
            title = translate(
                "NoticeCentre", "{count} message(s) were put back into the list", "", notice.count
            )
            meaning = translate(
                "NoticeCentre", "The list was damaged or older than the messages. Nothing is lost."
            )
        case _:
            title, meaning = harmless(notice.code, _PATH_LIMIT), "{path}"
    return title.format(count=count), meaning.format(size=size, path=path)


def _when(at_ms: int, now_ms: int) -> str:
    """Return the clock of today, else the day."""
    locale = QLocale()
    then, now = formats.moment(at_ms), formats.moment(now_ms)
    if then.date() == now.date():
        return formats.clock(then.time(), locale)
    return locale.toString(then.date(), QLocale.FormatType.ShortFormat)
