"""Every line on which POP and IMAP differ; nothing is added to flatter a side."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from facteur.ui.mark import QT_TRANSLATE_NOOP


class Side(Enum):
    """Whether a line speaks for a way, against it, or neither."""

    FOR = "+"
    AGAINST = "−"  # noqa: RUF001 - the minus sign, as wide as the plus
    PLAIN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one way is like in one respect; the text in English."""

    side: Side
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One respect."""

    question: str
    pop: Cell
    imap: Cell


def _line(question: str, pop: tuple[Side, str], imap: tuple[Side, str]) -> Line:
    return Line(
        question=question,
        pop=Cell(side=pop[0], text=pop[1]),
        imap=Cell(side=imap[0], text=imap[1]),
    )


_FOR, _AGAINST, _PLAIN = Side.FOR, Side.AGAINST, Side.PLAIN

LINES: tuple[Line, ...] = (
    _line(
        QT_TRANSLATE_NOOP("Comparison", "Where is the mail?"),
        (_PLAIN, QT_TRANSLATE_NOOP("Comparison", "Downloaded here, then deleted from the server")),
        (_PLAIN, QT_TRANSLATE_NOOP("Comparison", "Managed on the server, with a copy here")),
    ),
    _line(
        QT_TRANSLATE_NOOP("Comparison", "Simplicity"),
        (_FOR, QT_TRANSLATE_NOOP("Comparison", "Very simple")),
        (_PLAIN, QT_TRANSLATE_NOOP("Comparison", "A few more notions")),
    ),
    _line(
        QT_TRANSLATE_NOOP("Comparison", "Supported everywhere?"),
        (_FOR, QT_TRANSLATE_NOOP("Comparison", "Almost everywhere")),
        (_PLAIN, QT_TRANSLATE_NOOP("Comparison", "Very widely")),
    ),
    _line(
        QT_TRANSLATE_NOOP("Comparison", "Server space"),
        (_FOR, QT_TRANSLATE_NOOP("Comparison", "Almost none")),
        (_AGAINST, QT_TRANSLATE_NOOP("Comparison", "The account grows with the mail kept")),
    ),
    _line(
        QT_TRANSLATE_NOOP("Comparison", "Backup"),
        (_AGAINST, QT_TRANSLATE_NOOP("Comparison", "Depends on you")),
        (_FOR, QT_TRANSLATE_NOOP("Comparison", "Two copies: server and computer")),
    ),
    _line(
        QT_TRANSLATE_NOOP("Comparison", "Changing program"),
        (_AGAINST, QT_TRANSLATE_NOOP("Comparison", "Hard: everything must be carried over")),
        (_FOR, QT_TRANSLATE_NOOP("Comparison", "Easy: everything is on the server")),
    ),
    _line(
        QT_TRANSLATE_NOOP("Comparison", "Webmail"),
        (_AGAINST, QT_TRANSLATE_NOOP("Comparison", "No longer sees downloaded mail")),
        (_FOR, QT_TRANSLATE_NOOP("Comparison", "Sees everything, at the same time")),
    ),
    _line(
        QT_TRANSLATE_NOOP("Comparison", "Several devices"),
        (_AGAINST, QT_TRANSLATE_NOOP("Comparison", "Each has only what it took")),
        (_FOR, QT_TRANSLATE_NOOP("Comparison", "All show the same thing")),
    ),
    _line(
        QT_TRANSLATE_NOOP("Comparison", "What is downloaded"),
        (_PLAIN, QT_TRANSLATE_NOOP("Comparison", "The whole message")),
        (
            _FOR,
            QT_TRANSLATE_NOOP(
                "Comparison", "Headers (sender, subject, date), or only the parts you want"
            ),
        ),
    ),
    _line(
        QT_TRANSLATE_NOOP("Comparison", "Delete before reading"),
        (_PLAIN, QT_TRANSLATE_NOOP("Comparison", "It must be downloaded first")),
        (_FOR, QT_TRANSLATE_NOOP("Comparison", "Yes, from the header")),
    ),
    _line(
        QT_TRANSLATE_NOOP("Comparison", "Replied, deleted…"),
        (_PLAIN, QT_TRANSLATE_NOOP("Comparison", "Known only to this computer")),
        (
            _FOR,
            QT_TRANSLATE_NOOP("Comparison", "Marks kept on the server until explicit deletion"),
        ),
    ),
    _line(
        QT_TRANSLATE_NOOP("Comparison", "Offline"),
        (_FOR, QT_TRANSLATE_NOOP("Comparison", "Yes")),
        (_FOR, QT_TRANSLATE_NOOP("Comparison", "Yes, then it catches up")),
    ),
    _line(
        QT_TRANSLATE_NOOP("Comparison", "Folders"),
        (_PLAIN, QT_TRANSLATE_NOOP("Comparison", "Here only")),
        (_FOR, QT_TRANSLATE_NOOP("Comparison", "A tree of folders on the server")),
    ),
    _line(
        QT_TRANSLATE_NOOP("Comparison", "With other people"),
        (_AGAINST, QT_TRANSLATE_NOOP("Comparison", "Not meant for it")),
        (_FOR, QT_TRANSLATE_NOOP("Comparison", "Rights per person and per folder")),
    ),
)


def shown(text: str) -> str:
    """Return a text of the table in the language now in force."""
    return QCoreApplication.translate("Comparison", text)


def spoken(cell: Cell) -> str:
    """Return a cell as it is read aloud: the sign is a word."""
    text = shown(cell.text)
    match cell.side:
        case Side.FOR:
            return QCoreApplication.translate("Comparison", "advantage: {text}").format(text=text)
        case Side.AGAINST:
            words = QCoreApplication.translate("Comparison", "drawback: {text}")
            return words.format(text=text)
        case Side.PLAIN:
            return text
