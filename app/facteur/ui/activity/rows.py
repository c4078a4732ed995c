"""What the panel and the status line are handed: words and numbers, no mail."""

from dataclasses import dataclass
from enum import Enum


class Verb(Enum):
    """What a button of a row asks for."""

    STOP = "stop"
    RETRY = "retry"
    DISCARD = "discard"
    REMEDY = "remedy"  # one of the remedies of a problem, by its value


class Look(Enum):
    """Which icon and colour a row or the connection has."""

    RUNNING = "running"
    WAITING = "waiting"
    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowButton:
    """A button of a row. value: for REMEDY, which one."""

    verb: Verb
    text: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRow:
    """One line of the panel. total 0: how much there is to do is not known, no bar.

    name: tells the row among all, and is handed back when a button is pressed.
    """

    name: str
    look: Look
    title: str
    detail: str = ""
    done: int = 0
    total: int = 0
    buttons: tuple[RowButton, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelGroup:
    """Rows under one heading; shown only when it has rows."""

    heading: str
    rows: tuple[PanelRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the status line shows. progress "": nothing goes on."""

    connection: str = ""
    look: Look = Look.GOOD
    progress: str = ""
    done: int = 0
    total: int = 0
    stoppable: bool = False
    checked: str = ""
