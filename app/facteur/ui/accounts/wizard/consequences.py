"""What a choice means for this very mailbox, in its own numbers, once a test has seen it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from facteur.link.events import Trial
from facteur.mail.account import Protocol
from facteur.ui import format as formats

_DAYS = 30  # what `recent` of a Trial covers
_MOST = 2**31 - 1  # Qt chooses plurals by 32 bits
_LONGEST_DAYS = 3650  # further ahead nothing is worth saying


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What is known; -1 for what the server did not say.

    percent: of the quota that is taken. full_in_days: at the pace of the last 30 days; -1 also
    when that is too far away to matter.
    """

    messages: int
    octets: int
    quota_octets: int = -1
    percent: int = -1
    full_in_days: int = -1


def outlook(trial: Trial) -> Outlook:
    """Return what a test's numbers come to."""
    used = trial.used_octets if trial.used_octets >= 0 else trial.octets
    quota = trial.quota_octets
    percent = -1
    days = -1
    if quota > 0 and used >= 0:
        percent = min(100, round(100 * used / quota))
        if trial.recent_octets > 0:
            ahead = max(0, quota - used) * _DAYS // trial.recent_octets
            days = ahead if ahead <= _LONGEST_DAYS else -1
    return Outlook(
        messages=min(trial.messages, _MOST),
        octets=trial.octets,
        quota_octets=quota,
        percent=percent,
        full_in_days=days,
    )


def consequences(protocol: Protocol, trial: Trial | None, locale: QLocale) -> str:
    """Return one or two sentences with the mailbox's own numbers, "" while nothing is known."""
    if trial is None or trial.messages < 0:
        return ""
    seen = outlook(trial)
    if seen.messages == 0:
        return QCoreApplication.translate("Consequences", "Your mailbox is empty at the moment.")
    mail = _mail(seen, locale)
    if protocol is Protocol.POP:
        return QCoreApplication.translate(
            "Consequences",
            "Your mailbox: {mail}. With POP the mail comes to this computer and, once you agree, "
            "leaves the server: phone and webmail will not show it any more.",
        ).format(mail=mail)
    first = QCoreApplication.translate(
        "Consequences", "Your mailbox: {mail}. With IMAP the mail stays on the server."
    ).format(mail=mail)
    return f"{first} {_space(seen, locale)}".rstrip()


def _mail(seen: Outlook, locale: QLocale) -> str:
    words = QCoreApplication.translate("Consequences", "{count} message(s)", "", seen.messages)
    words = words.format(count=formats.count(seen.messages, locale))
    return f"{words}, {formats.size(seen.octets, locale)}" if seen.octets >= 0 else words


def _space(seen: Outlook, locale: QLocale) -> str:
    if seen.percent < 0:
        return ""
    taken = QCoreApplication.translate("Consequences", "{percent} of {total} is taken.").format(
        percent=formats.percent(seen.percent, locale), total=formats.size(seen.quota_octets, locale)
    )
    if seen.full_in_days < 0:
        return taken
    ahead = QCoreApplication.translate(
        "Consequences",
        "At the pace of the last 30 days the server would be full in about {count} day(s).",
        "",
        seen.full_in_days,
    ).format(count=formats.count(seen.full_in_days, locale))
    return f"{taken} {ahead}"
