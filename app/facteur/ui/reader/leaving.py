"""What the details of a collected message say of its copy on the server. Pure; no widget.

A date is named only where the engine keeps it: with a rule of so many days, with the user's
agreement, and for a copy here that was read back and found equal.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from facteur.mail.account import AfterDownload, PopRules
from facteur.store.rows import ServerCopy
from facteur.ui import format as formats
from facteur.ui.reader.shown import CopyLine

_DAY_MS = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What decides over a server's copy besides itself.

    permission: whether anything may leave this server: ask, allowed, kept. in_trash: whether the
    message lies in the trash here.
    """

    rules: PopRules
    permission: str
    now_ms: int
    in_trash: bool = False


def copy_line(copy: ServerCopy, around: Surroundings, locale: QLocale) -> CopyLine:
    """Return the line of the details."""
    translate = QCoreApplication.translate
    match copy.state:
        case "stub":
            return CopyLine(
                icon="server",
                text=translate(
                    "ServerCopy",
                    "Only the head of this message is here; the message stays on the server.",
                ),
            )
        case "dele_sent" | "quit_ok" | "gone":
            return CopyLine(icon="server-off", text=_left(copy, around.now_ms, locale))
        case _:
            return _here(copy, around, locale)


def _left(copy: ServerCopy, now_ms: int, locale: QLocale) -> str:
    """Return what became of a message whose deletion was asked for."""
    translate = QCoreApplication.translate
    date = _date(copy.sent_ms, now_ms, locale)
    if copy.outcome == "stayed":
        return translate(
            "ServerCopy", "Facteur deleted it on the server on {date}, but it is still there."
        ).format(date=date)
    if copy.state == "dele_sent":
        return translate(
            "ServerCopy",
            "Facteur asked the server on {date} to delete it; the answer is not known yet.",
        ).format(date=date)
    return (
        _saved(copy, now_ms, locale)
        + " "
        + translate("ServerCopy", "It left the server on {date}.").format(date=date)
    )


def _here(copy: ServerCopy, around: Surroundings, locale: QLocale) -> CopyLine:
    """Return what holds for a message that was not asked to leave."""
    translate = QCoreApplication.translate
    saved = _saved(copy, around.now_ms, locale)
    if not copy.listed and copy.proven_ms < 0:
        text = translate(
            "ServerCopy",
            "The copy on this computer is damaged, and the server no longer has the message.",
        )
        return CopyLine(icon="triangle-alert", text=text)
    if not copy.listed:
        text = translate("ServerCopy", "It is no longer on the server; Facteur did not delete it.")
        return CopyLine(icon="server-off", text=f"{saved} {text}")
    if copy.kept:
        text = translate("ServerCopy", "You keep it on the server.")
        return CopyLine(
            icon="server",
            text=f"{saved} {text}",
            button=translate("ServerCopy", "Let it go"),
            keeps=False,
        )
    if copy.proven_ms <= 0:
        text = translate("ServerCopy", "Until that is done, it stays on the server.")
        return CopyLine(icon="server", text=f"{saved} {text}")
    leaves = _leaves(copy, around, locale)
    if leaves is None:
        return CopyLine(icon="server", text=f"{saved} {_stays(around)}")
    return CopyLine(
        icon="server",
        text=f"{saved} {leaves}",
        button=translate("ServerCopy", "Keep", "a message on the server"),
        keeps=True,
    )


def _saved(copy: ServerCopy, now_ms: int, locale: QLocale) -> str:
    """Return how the copy here stands, a sentence."""
    translate = QCoreApplication.translate
    if copy.proven_ms < 0:
        return translate(
            "ServerCopy", "The copy on this computer is damaged; Facteur will fetch it again."
        )
    if not copy.proven_ms:
        return translate("ServerCopy", "Saved on this computer, not checked yet.")
    return translate("ServerCopy", "Saved and checked on this computer on {date}.").format(
        date=_date(copy.proven_ms, now_ms, locale)
    )


def _leaves(copy: ServerCopy, around: Surroundings, locale: QLocale) -> str | None:
    """Return when a checked copy leaves the server, None where no rule takes it from there."""
    translate = QCoreApplication.translate
    rules = around.rules
    if around.permission == "kept":
        return None
    due_ms = copy.stored_ms + rules.leave_days * _DAY_MS
    follows = rules.follow_deletion and around.in_trash
    if not follows and rules.after_download is AfterDownload.KEEP:
        return None
    later = rules.after_download is AfterDownload.LEAVE and due_ms > around.now_ms
    if not follows and later:
        text = (
            translate("ServerCopy", "It leaves the server on {date}.")
            if around.permission == "allowed"
            else translate("ServerCopy", "It leaves the server on {date}, if you agree by then.")
        )
        return text.format(date=_date(due_ms, around.now_ms, locale))
    if around.permission == "allowed":
        return translate("ServerCopy", "It leaves the server at the next collection.")
    return translate("ServerCopy", "It stays on the server until you agree that it is deleted.")


def _stays(around: Surroundings) -> str:
    """Return that nothing takes it from the server, and by whose word where it is not the rule."""
    translate = QCoreApplication.translate
    if around.permission == "kept" and around.rules.after_download is not AfterDownload.KEEP:
        return translate("ServerCopy", "It stays on the server, as you decided for this account.")
    return translate("ServerCopy", "It stays on the server.")


def _date(time_ms: int, now_ms: int, locale: QLocale) -> str:
    """Return a day, with its year where that is another one."""
    date = formats.moment(time_ms).date()
    this_year = date.year() == formats.moment(now_ms).date().year()
    return locale.toString(date, "d MMMM" if this_year else "d MMMM yyyy")
