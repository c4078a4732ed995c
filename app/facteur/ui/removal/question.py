"""What is asked before messages leave a server, and its words. Pure; no widget, no store."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from facteur.mail.keys import AccountKey
from facteur.ui import format as formats
from facteur.ui.foreign import harmless

_ADDRESS_LIMIT = 80
_PLACE_LIMIT = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What would leave which server.

    octets: of the `count` messages. unproven: further ones that are not checked yet and stay.
    again: it was allowed before, and this is far more than usual. place: where the copies are.
    backup_ms: when the last backup was made that proved itself, 0 when there is none.
    """

    account: AccountKey
    address: str
    protocol: str
    count: int
    octets: int
    unproven: int = 0
    again: bool = False
    place: str = ""
    backup_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of what the user should know. tone: ok, warn, text2. detail: "" for none.

    calls_for_backup: whether a backup made first would be better.
    """

    icon: str
    tone: str
    text: str
    detail: str = ""
    calls_for_backup: bool = False


def title(question: Question, locale: QLocale) -> str:
    """Return the question itself."""
    translate = QCoreApplication.translate
    text = (
        translate(
            "Removal",
            "That is far more than usual. Really delete {count} message(s)?",
            "",
            question.count,
        )
        if question.again
        else translate("Removal", "Delete {count} message(s) from the server?", "", question.count)
    )
    return text.format(count=formats.count(question.count, locale))


def subtitle(question: Question) -> str:
    """Return whose server it is, and why this is asked."""
    address = harmless(question.address, _ADDRESS_LIMIT)
    if question.again:
        return f"{address} ({question.protocol})"
    return QCoreApplication.translate(
        "Removal", "{account} ({protocol}) · the first time Facteur deletes on this server"
    ).format(account=address, protocol=question.protocol)


def facts(question: Question, locale: QLocale) -> tuple[Fact, ...]:
    """Return what the user should know, the reassuring first."""
    return (
        _not_yet(question),
        _saved(question, locale),
        *((_unproven(question, locale),) if question.unproven else ()),
        _backup(question, locale),
        _others(),
    )


def agreement() -> str:
    """Return what is to be ticked before anything can be deleted."""
    return QCoreApplication.translate(
        "Removal", "I understand that the server and webmail will no longer have them"
    )


def delete(question: Question, locale: QLocale) -> str:
    """Return the words of the button that deletes."""
    text = QCoreApplication.translate("Removal", "Delete {count} message(s)", "", question.count)
    return text.format(count=formats.count(question.count, locale))


def notice(question: Question, locale: QLocale) -> str:
    """Return what the strip says, which offers the question."""
    translate = QCoreApplication.translate
    text = (
        translate(
            "Removal",
            "{account}: {count} message(s), far more than usual, would leave the server. "
            "Facteur deletes none of them before you agree.",
            "",
            question.count,
        )
        if question.again
        else translate(
            "Removal",
            "{account}: {count} message(s) can leave the server. "
            "Nothing is deleted before you agree.",
            "",
            question.count,
        )
    )
    return text.format(
        account=harmless(question.address, _ADDRESS_LIMIT),
        count=formats.count(question.count, locale),
    )


def _not_yet(question: Question) -> Fact:
    translate = QCoreApplication.translate
    return Fact(
        icon="shield-check",
        tone="ok",
        text=translate("Removal", "None of them has been deleted yet.")
        if question.again
        else translate("Removal", "Nothing has been deleted yet."),
    )


def _saved(question: Question, locale: QLocale) -> Fact:
    return Fact(
        icon="check",
        tone="ok",
        text=QCoreApplication.translate(
            "Removal", "They are all saved and checked here ({size})"
        ).format(size=formats.size(question.octets, locale)),
        detail=harmless(question.place, _PLACE_LIMIT),
    )


def _unproven(question: Question, locale: QLocale) -> Fact:
    text = QCoreApplication.translate(
        "Removal",
        "{count} message(s) are not checked yet: they will stay on the server",
        "",
        question.unproven,
    )
    return Fact(
        icon="clock",
        tone="text2",
        text=text.format(count=formats.count(question.unproven, locale)),
    )


def _backup(question: Question, locale: QLocale) -> Fact:
    translate = QCoreApplication.translate
    if question.backup_ms:
        text = translate("Removal", "Last backup: {date}, verified")
        date = formats.moment(question.backup_ms).date()
        return Fact(
            icon="archive",
            tone="ok",
            text=text.format(date=locale.toString(date, "d MMMM yyyy")),
        )
    return Fact(
        icon="archive",
        tone="warn",
        text=translate("Removal", "You have no backup yet"),
        detail=translate("Removal", "If the disk fails, this mail is lost."),
        calls_for_backup=True,
    )


def _others() -> Fact:
    translate = QCoreApplication.translate
    return Fact(
        icon="smartphone",
        tone="text2",
        text=translate(
            "Removal", "Webmail, phone, other computer: they will no longer see this mail"
        ),
        detail=translate("Removal", "They will go on getting new mail until Facteur collects it."),
    )
