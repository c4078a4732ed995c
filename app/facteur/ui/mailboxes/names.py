"""The names of folders in words: special ones in the language of the window, others as they are.

Names come from servers and from other people's programs: they are shown on one line, without
control or direction marks, and cut.
"""

from PySide6.QtCore import QCoreApplication

from facteur.mail.mailbox import SpecialUse
from facteur.ui.foreign import harmless

_LONGEST = 120

ICONS: dict[SpecialUse, str] = {
    SpecialUse.NONE: "folder",
    SpecialUse.INBOX: "inbox",
    SpecialUse.DRAFTS: "file-pen",
    SpecialUse.SENT: "send",
    SpecialUse.ARCHIVE: "archive",
    SpecialUse.JUNK: "shield-alert",
    SpecialUse.TRASH: "trash-2",
    SpecialUse.ALL: "mail",
    SpecialUse.FLAGGED: "star",
}


def folder_name(use: SpecialUse, level: str) -> str:
    """Return what a folder is called on the screen."""
    return special_name(use) or one_line(level)


def special_name(use: SpecialUse) -> str:
    """Return the name of a special folder in the language of the window, "" for ordinary ones."""
    translate = QCoreApplication.translate
    names = {
        SpecialUse.INBOX: translate("Folders", "Inbox"),
        SpecialUse.DRAFTS: translate("Folders", "Drafts"),
        SpecialUse.SENT: translate("Folders", "Sent", "name of the folder of sent messages"),
        SpecialUse.ARCHIVE: translate("Folders", "Archive", "name of the folder"),
        SpecialUse.JUNK: translate("Folders", "Junk"),
        SpecialUse.TRASH: translate("Folders", "Trash", "name of the folder"),
        SpecialUse.ALL: translate("Folders", "All messages"),
        SpecialUse.FLAGGED: translate("Folders", "Starred", "name of the folder"),
    }
    return names.get(use, "")


def one_line(text: str) -> str:
    """Return a foreign name on one line, harmless and not longer than a row can ever show."""
    return harmless(text, _LONGEST)
