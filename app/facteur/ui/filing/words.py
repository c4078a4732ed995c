"""What was done to messages and folders, and what is asked before, in words. Pure."""

from PySide6.QtCore import QCoreApplication, QLocale

from facteur.mail.account import AfterDownload, PopRules
from facteur.ui import format as formats
from facteur.ui.foreign import harmless

_SUBJECT_LIMIT = 60
_FOLDER_LIMIT = 60


def name(folder: str) -> str:
    """Return the name of a folder as a sentence can hold it."""
    return harmless(folder, _FOLDER_LIMIT)


def trashed(count: int, subject: str, locale: QLocale) -> str:
    """Return what became of deleted messages. subject: of the only one, "" for several."""
    if count == 1 and subject:
        text = QCoreApplication.translate("Filing", "{subject} is in the trash")
        return text.format(subject=_subject(subject, locale))
    text = QCoreApplication.translate("Filing", "{count} message(s) moved to the trash", "", count)
    return text.format(count=formats.count(count, locale))


def moved(count: int, subject: str, folder: str, locale: QLocale) -> str:
    """Return where messages are now."""
    if count == 1 and subject:
        text = QCoreApplication.translate("Filing", "{subject} is now in {folder}")
        return text.format(
            subject=_subject(subject, locale), folder=formats.quoted(name(folder), locale)
        )
    text = QCoreApplication.translate("Filing", "{count} message(s) moved to {folder}", "", count)
    return text.format(
        count=formats.count(count, locale), folder=formats.quoted(name(folder), locale)
    )


def copied(count: int, subject: str, folder: str, locale: QLocale) -> str:
    """Return where there are further copies now."""
    if count == 1 and subject:
        text = QCoreApplication.translate("Filing", "{subject} was copied to {folder}")
        return text.format(
            subject=_subject(subject, locale), folder=formats.quoted(name(folder), locale)
        )
    text = QCoreApplication.translate("Filing", "{count} message(s) copied to {folder}", "", count)
    return text.format(
        count=formats.count(count, locale), folder=formats.quoted(name(folder), locale)
    )


def restored(count: int, subject: str, locale: QLocale) -> str:
    """Return that messages are back where they were."""
    if count == 1 and subject:
        text = QCoreApplication.translate("Filing", "{subject} is back where it was")
        return text.format(subject=_subject(subject, locale))
    text = QCoreApplication.translate(
        "Filing", "{count} message(s) put back where they were", "", count
    )
    return text.format(count=formats.count(count, locale))


def erased(count: int, locale: QLocale) -> str:
    """Return that messages are gone."""
    text = QCoreApplication.translate("Filing", "{count} message(s) deleted for good", "", count)
    return text.format(count=formats.count(count, locale))


def undone() -> str:
    """Return that the last change was taken back."""
    return QCoreApplication.translate("Filing", "Undone: all is as it was before")


def folder_deleted(folder: str, locale: QLocale) -> str:
    """Return that a folder is gone and where its messages are."""
    text = QCoreApplication.translate(
        "Filing", "{folder} is deleted; its messages are in the trash"
    )
    return text.format(folder=formats.quoted(name(folder), locale))


def erase_question(count: int, folder: str, locale: QLocale) -> str:
    """Return the question before messages are deleted for good."""
    text = QCoreApplication.translate(
        "Filing", "Delete {count} message(s) in {folder} for good?", "", count
    )
    return text.format(
        count=formats.count(count, locale), folder=formats.quoted(name(folder), locale)
    )


def erase_meaning(count: int, rules: PopRules) -> str:
    """Return what deleting for good means here and on the server."""
    translate = QCoreApplication.translate
    here = translate(
        "Filing",
        "%n message(s) will be deleted on this computer, which may have the only copy. This cannot"
        " be undone.",
        "",
        count,
    )
    if rules.follow_deletion:
        server = translate("Filing", "The server deletes its copies too, where it still has them.")
    else:
        server = translate("Filing", "The server follows your setting {rule}.").format(
            rule=formats.quoted(rule(rules), QLocale())
        )
    return f"{here}\n\n{server}"


def rule(rules: PopRules) -> str:
    """Return what becomes of the server's copies, in a few words."""
    translate = QCoreApplication.translate
    match rules.after_download:
        case AfterDownload.DELETE:
            return translate("Filing", "delete once it is safe here")
        case AfterDownload.LEAVE:
            return translate("Filing", "leave for %n day(s)", "", rules.leave_days)
        case AfterDownload.KEEP:
            return translate("Filing", "never delete")


def erase_button(count: int, locale: QLocale) -> str:
    """Return the words of the button that deletes for good."""
    text = QCoreApplication.translate("Filing", "Delete {count} message(s)", "", count)
    return text.format(count=formats.count(count, locale))


def empty_question(count: int, octets: int, locale: QLocale) -> str:
    """Return the question before the trash is emptied."""
    text = QCoreApplication.translate(
        "Filing", "Empty the trash ({count} message(s), {size})?", "", count
    )
    return text.format(count=formats.count(count, locale), size=formats.size(octets, locale))


def delete_folder_question(folder: str, below: int, locale: QLocale) -> str:
    """Return the question before a folder is deleted. below: folders inside it."""
    quoted = formats.quoted(name(folder), locale)
    if below:
        text = QCoreApplication.translate(
            "Filing", "Delete {folder} and the {count} folder(s) inside it?", "", below
        )
        return text.format(folder=quoted, count=formats.count(below, locale))
    return QCoreApplication.translate("Filing", "Delete {folder}?").format(folder=quoted)


def delete_folder_meaning(messages: int, locale: QLocale) -> str:
    """Return what becomes of the messages of a deleted folder."""
    translate = QCoreApplication.translate
    if not messages:
        return translate("Filing", "There are no messages inside.")
    text = translate("Filing", "{count} message(s) will move to the trash.", "", messages)
    return text.format(count=formats.count(messages, locale))


def _subject(subject: str, locale: QLocale) -> str:
    return formats.quoted(harmless(subject, _SUBJECT_LIMIT), locale)
