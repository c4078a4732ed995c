"""The facts of the panel in words."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from facteur.link import events
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.ui import format as formats
from facteur.ui.activity.model import Activity, Waiting
from facteur.ui.activity.rows import Line, Look, PanelGroup, PanelRow, RowButton, Verb
from facteur.ui.notice import Remedy
from facteur.ui.words import Around, nothing_around, problem_words, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How accounts and mailboxes are called, "" for unknown ones; what is around a problem."""

    account: Callable[[AccountKey], str]
    mailbox: Callable[[MailboxKey], str]
    around: Callable[[events.Problem], Around] = nothing_around


def line(activity: Activity, now_ms: int) -> Line:
    """Return what the status line shows."""
    words, look = connection(activity)
    task = activity.main_task
    return Line(
        connection=words,
        look=look,
        progress=_progress(task) if task is not None else "",
        done=task.done if task is not None else 0,
        total=task.total if task is not None else 0,
        stoppable=task is not None and task.stoppable,
        checked=checked(activity.checked_ms, now_ms),
    )


def connection(activity: Activity) -> tuple[str, Look]:
    """Return how the accounts stand, in a word or two."""
    translate = QCoreApplication.translate
    if activity.engine_lost:
        return translate("Activity", "Starting again…"), Look.CAUTION
    states = {
        "online": (translate("Activity", "Connected"), Look.GOOD),
        "connecting": (translate("Activity", "Connecting…"), Look.RUNNING),
        "offline": (translate("Activity", "Offline"), Look.CAUTION),
        "paused": (translate("Activity", "Paused"), Look.CAUTION),
        "stopped": (translate("Activity", "An account needs your attention"), Look.BAD),
    }
    return states.get(activity.state, ("", Look.GOOD))


def checked(checked_ms: int, now_ms: int) -> str:
    """Return when mail was last looked for, "" when never."""
    if not checked_ms:
        return ""
    locale = QLocale()
    then, now = formats.moment(checked_ms), formats.moment(now_ms)
    if then.date() == now.date():
        words = QCoreApplication.translate("Activity", "Last check at {time}")
        return words.format(time=formats.clock(then.time(), locale))
    words = QCoreApplication.translate("Activity", "Last check on {day}")
    return words.format(day=locale.toString(then.date(), QLocale.FormatType.ShortFormat))


def groups(activity: Activity, names: Names) -> tuple[PanelGroup, ...]:
    """Return everything the panel shows, empty groups left out."""
    translate = QCoreApplication.translate
    found = (
        PanelGroup(
            heading=translate("Activity", "Needs your attention"),
            rows=tuple(_problem(problem, names) for problem in activity.problems.values()),
        ),
        PanelGroup(
            heading=translate("Activity", "Paused"),
            rows=tuple(_problem(problem, names, Look.WAITING) for problem in activity.paused),
        ),
        PanelGroup(
            heading=translate("Activity", "Going on now"),
            rows=tuple(_task(task, names) for task in activity.tasks.values()),
        ),
        PanelGroup(
            heading=translate("Activity", "Waiting to be sent to the server"),
            rows=tuple(_waiting(waiting, activity, names) for waiting in activity.waiting),
        ),
    )
    return tuple(group for group in found if group.rows)


def _task(task: events.ProgressChanged, names: Names) -> PanelRow:
    account = names.account(AccountKey(task.account))
    place = names.mailbox(MailboxKey(task.mailbox)) if task.mailbox else ""
    stop = RowButton(verb=Verb.STOP, text=QCoreApplication.translate("Activity", "Stop"))
    return PanelRow(
        name=f"task/{task.task}",
        look=Look.RUNNING,
        title=_doing(task),
        detail=_joined(account, place, _amount(task)),
        done=task.done,
        total=task.total,
        buttons=(stop,) if task.stoppable else (),
    )


def _progress(task: events.ProgressChanged) -> str:
    amount = _amount(task)
    doing = _doing(task)
    return f"{doing} {amount}" if amount else doing


def _doing(task: events.ProgressChanged) -> str:
    translate = QCoreApplication.translate
    sentences = {
        "headers": translate("Activity", "Fetching the headers (sender, subject, date)…"),
        "flags": translate("Activity", "Comparing the marks with the server…"),
        "texts": translate("Activity", "Fetching recent texts…"),
        "part": translate("Activity", "Fetching an attachment…"),
        "source": translate("Activity", "Fetching a whole message…"),
        "collect": translate("Activity", "Collecting mail…"),
        "export": translate("Activity", "Exporting a folder…"),
        "import": translate("Activity", "Importing mail…"),
        "backup": translate("Activity", "Making a backup…"),
        "restore": translate("Activity", "Restoring a backup…"),
    }
    if task.kind == "check" and not task.account:
        return translate("Activity", "Reading a backup again…")
    return sentences.get(task.kind) or translate("Activity", "Looking for new messages…")


def _amount(task: events.ProgressChanged) -> str:
    """Return how far a task is: "2 of 3", "1.2 MB of 4 MB", or "" before anything is known."""
    locale = QLocale()
    if not task.done and not task.total:
        return ""
    if task.unit == "octets":
        done, total = formats.size(task.done, locale), formats.size(task.total, locale)
    else:
        done, total = formats.count(task.done, locale), formats.count(task.total, locale)
    if not task.total:
        return done
    amount = QCoreApplication.translate("Activity", "{done} of {total}").format(
        done=done, total=total
    )
    if not task.total_octets:
        return amount
    came, all_of_it = formats.size(task.octets, locale), formats.size(task.total_octets, locale)
    return f"{amount} · {came} / {all_of_it}"


def _waiting(waiting: Waiting, activity: Activity, names: Names) -> PanelRow:
    translate = QCoreApplication.translate
    title = translate("Activity", "%n change(s) of marks", "read, starred, …", waiting.count)
    where = _joined(names.account(waiting.account), names.mailbox(waiting.mailbox))
    discard = RowButton(verb=Verb.DISCARD, text=translate("Activity", "Discard"))
    buttons = (discard,) if waiting.operations else ()
    if waiting.state == "failed":
        retry = RowButton(verb=Verb.RETRY, text=translate("Activity", "Try again"))
        buttons = (retry, discard)
    return PanelRow(
        name=waiting.name,
        look=Look.BAD if waiting.state == "failed" else Look.WAITING,
        title=title,
        detail=_joined(where, _why(waiting, activity)),
        buttons=buttons,
    )


def _why(waiting: Waiting, activity: Activity) -> str:
    """Return why a change has not reached the server."""
    translate = QCoreApplication.translate
    if waiting.state == "failed":
        refused = translate("Activity", "The server refused this.")
        return _sentences(refused, quoted(waiting.server_text))
    if activity.by_choice_offline:
        return translate("Activity", "Leaves when you go online again.")
    state = activity.accounts.get(waiting.account)
    if state is not None and state.state == "stopped":
        return translate("Activity", "Waits until the account can sign in again.")
    if state is not None and state.state == "paused":
        return translate("Activity", "Leaves when the account is no longer paused.")
    sentences = {
        "inflight": translate("Activity", "Being sent now."),
        "parked": translate("Activity", "Waits until the folder can be opened again."),
        "queued": translate("Activity", "Leaves as soon as the server can be reached."),
    }
    return sentences.get(waiting.state, "")


def _problem(problem: events.Problem, names: Names, look: Look = Look.BAD) -> PanelRow:
    words = problem_words(problem, around=names.around(problem))
    account = names.account(AccountKey(problem.account)) if problem.account else ""
    return PanelRow(
        name=problem_name(problem),
        look=look,
        title=words.title,
        detail=_joined(account, _sentences(words.meaning, words.quote)),
        buttons=tuple(
            RowButton(verb=Verb.REMEDY, text=button.text, value=button.remedy.value)
            for button in words.only(REMEDIES)
        ),
    )


# What the panel can do about a problem by itself or with the help of the account pages.
REMEDIES: frozenset[Remedy] = frozenset(
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
        Remedy.RESUME,
        Remedy.RETRY_REFUSED,
        Remedy.SKIP_REFUSED,
    )
)


def problem_name(problem: events.Problem) -> str:
    """Return what tells a problem among the rows."""
    return f"problem/{problem.account}/{problem.family}/{problem.code}"


def why_short(activity: Activity) -> str:
    """Return the sentence of the offline strip."""
    translate = QCoreApplication.translate
    count = activity.waiting_count
    if not count:
        return translate(
            "Activity", "You are offline. You can read what is on this computer and mark messages."
        )
    return translate(
        "Activity",
        "You are offline. You can read and mark messages: %n change(s) will leave as soon as"
        " the network is back.",
        "waiting",
        count,
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)
