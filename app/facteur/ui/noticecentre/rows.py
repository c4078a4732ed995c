"""What the sheet shows: rows under four headings."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from facteur.ui.notice import Button


class Family(Enum):
    """The headings, in their order."""

    WANTED = "todo"
    PROBLEM = "problem"
    DONE = "done"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing. name: tells it apart. times: so often it happened.

    stays: until it is put away; what does not goes by itself when it is over.
    """

    name: str
    family: Family
    account: str
    title: str
    meaning: str
    when: str
    when_ms: int
    times: int = 1
    buttons: tuple[Button, ...] = ()
    details: str = ""
    stays: bool = False


def heading(family: Family) -> str:
    """Return the words over a family."""
    translate = QCoreApplication.translate
    match family:
        case Family.WANTED:
            return translate("NoticeCentre", "To do")
        case Family.PROBLEM:
            return translate("NoticeCentre", "Problems")
        case Family.DONE:
            return translate("NoticeCentre", "Done")
        case Family.INFORMATION:
            return translate("NoticeCentre", "Information")
