"""What an export, an import or a backup did, in words. Pure; no widget."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QLocale

from facteur.link.events import Counts
from facteur.ui import format as formats
from facteur.ui.foreign import harmless

_PLACE_LIMIT = 160
_PATH_LIMIT = 240
_DAY_MS = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of a transfer. left_out: each with its reason; more may have been left out."""

    title: str
    lines: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def exported(counts: Counts, path: str, locale: QLocale) -> Report:
    """Return what an export wrote."""
    text = QCoreApplication.translate(
        "Transfer", "{count} message(s) exported ({size})", "", counts.messages
    )
    return Report(
        title=QCoreApplication.translate("Transfer", "The folder is exported"),
        lines=(
            _filled(text, counts.messages, counts.octets, locale),
            harmless(path, _PATH_LIMIT),
            *_not_here(counts, locale),
        ),
        left_out=left_out(counts),
    )


def imported(counts: Counts, folder: str, locale: QLocale) -> Report:
    """Return what an import brought."""
    translate = QCoreApplication.translate
    text = translate("Transfer", "{count} message(s) imported ({size})", "", counts.messages)
    lines = [_filled(text, counts.messages, counts.octets, locale)]
    if folder:
        lines.append(
            translate("Transfer", "They are in {folder} or below it.").format(
                folder=formats.quoted(harmless(folder, _PLACE_LIMIT), locale)
            )
        )
    if counts.skipped:
        text = translate(
            "Transfer", "{count} message(s) already there were skipped", "", counts.skipped
        )
        lines.append(_filled(text, counts.skipped, 0, locale))
    if counts.left_out:
        text = translate(
            "Transfer", "{count} message(s) could not be read: they are listed below", "",
            counts.left_out,
        )  # fmt: skip
        lines.append(_filled(text, counts.left_out, 0, locale))
    return Report(
        title=translate("Transfer", "The mail is imported"),
        lines=tuple(lines),
        left_out=left_out(counts),
    )


def restored(counts: Counts, locale: QLocale) -> Report:
    """Return what came back out of a backup."""
    return replace(
        imported(counts, "", locale),
        title=QCoreApplication.translate("Transfer", "The backup is restored"),
    )


def backed_up(counts: Counts, path: str, locale: QLocale) -> Report:
    """Return what a backup holds; it was read back before this is said."""
    text = QCoreApplication.translate(
        "Transfer",
        "Backup verified: {count} message(s) re-read, no difference",
        "",
        counts.messages,
    )
    return Report(
        title=QCoreApplication.translate("Transfer", "The backup is made"),
        lines=(
            _filled(text, counts.messages, 0, locale),
            harmless(path, _PATH_LIMIT),
            *_not_here(counts, locale),
        ),
        left_out=left_out(counts),
    )


def last_backup(made_ms: int, now_ms: int) -> str:
    """Return when the last backup was made; 0: never."""
    translate = QCoreApplication.translate
    if not made_ms:
        return translate("Transfer", "You have no backup yet.")
    days = max(0, now_ms - made_ms) // _DAY_MS
    if days == 0:
        return translate("Transfer", "The last backup is less than a day old.")
    return translate("Transfer", "Last backup %n day(s) ago", "", days)


def left_out(counts: Counts) -> tuple[str, ...]:
    """Return what was left out, each with its reason, and how many more there are."""
    found = [f"{harmless(place, _PLACE_LIMIT)} — {reason(code)}" for place, code in counts.problems]
    more = counts.left_out - len(found)
    if more > 0 and found:
        found.append(
            QCoreApplication.translate("Transfer", "… and {count} more", "", more).format(
                count=formats.count(more, QLocale())
            )
        )
    return tuple(found)


def reason(code: str) -> str:
    """Return why a message was left out."""
    translate = QCoreApplication.translate
    known = {
        "not-here": translate("Transfer", "not wholly on this computer"),
        "empty": translate("Transfer", "holds nothing"),
        "not-a-message": translate("Transfer", "is not a message"),
        "compressed": translate("Transfer", "is compressed in a way Facteur cannot read"),
        "denied": translate("Transfer", "the system does not let Facteur read it"),
        "missing": translate("Transfer", "is missing"),
        "length": translate("Transfer", "has another length than it should"),
        "changed": translate("Transfer", "changed while it was read"),
    }
    return known.get(code) or translate("Transfer", "is damaged")


def _not_here(counts: Counts, locale: QLocale) -> tuple[str, ...]:
    if not counts.left_out:
        return ()
    text = QCoreApplication.translate(
        "Transfer", "{count} message(s) are not in it: they are listed below", "", counts.left_out
    )
    return (_filled(text, counts.left_out, 0, locale),)


def _filled(text: str, number: int, octets: int, locale: QLocale) -> str:
    return text.replace("{count}", formats.count(number, locale)).replace(
        "{size}", formats.size(octets, locale)
    )
