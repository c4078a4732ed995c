"""The words of the lessons."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonWords:
    """A lesson in words. acts: of each act its button, or what the user is to do."""

    title: str
    text: str
    acts: tuple[str, ...]


def words(key: str) -> LessonWords:
    """Return the words of a lesson, by its key in the table of lessons."""
    return {
        "arrival": _arrival,
        "two-devices": _two_devices,
        "offline": _offline,
        "pop-empties": _pop_empties,
        "pop-leaves": _pop_leaves,
    }[key]()


def _arrival() -> LessonWords:
    translate = QCoreApplication.translate
    return LessonWords(
        title=translate("PracticeLessons", "A message arrives"),
        text=translate(
            "PracticeLessons",
            "With IMAP the mail stays on the server; this computer shows it and keeps a copy of"
            " what you read. Watch both ends.",
        ),
        acts=(translate("PracticeLessons", "Let one arrive"),),
    )


def _two_devices() -> LessonWords:
    translate = QCoreApplication.translate
    return LessonWords(
        title=translate("PracticeLessons", "Read and star on two devices"),
        text=translate(
            "PracticeLessons",
            "With IMAP, read and starred are noted on the server: what one device does, the"
            " others show.",
        ),
        acts=(
            translate("PracticeLessons", "Let the phone read and star one"),
            translate(
                "PracticeLessons",
                "Your turn: star a message in the list, or take a star away, and watch the server.",
            ),
        ),
    )


def _offline() -> LessonWords:
    translate = QCoreApplication.translate
    return LessonWords(
        title=translate("PracticeLessons", "Offline, and back"),
        text=translate(
            "PracticeLessons",
            "What you do without a connection waits on this computer and reaches the server"
            " later, in the same order.",
        ),
        acts=(
            translate("PracticeLessons", "Cut the line"),
            translate(
                "PracticeLessons",
                "Your turn: star a message, or take a star away. The server does not know yet.",
            ),
            translate("PracticeLessons", "Bring the line back"),
        ),
    )


def _pop_empties() -> LessonWords:
    translate = QCoreApplication.translate
    return LessonWords(
        title=translate("PracticeLessons", "POP empties the server"),
        text=translate(
            "PracticeLessons",
            "POP moves the mail to this computer. With “delete from the server”, each message"
            " leaves the server once its copy here is checked: phone and webmail no longer see it.",
        ),
        acts=(translate("PracticeLessons", "Collect and empty the server"),),
    )


def _pop_leaves() -> LessonWords:
    translate = QCoreApplication.translate
    return LessonWords(
        title=translate("PracticeLessons", "POP leaves a copy for three days"),
        text=translate(
            "PracticeLessons",
            "With “leave for 3 days” the phone still sees new mail for a while. Then only this"
            " computer has it.",
        ),
        acts=(
            translate("PracticeLessons", "Receive two messages"),
            translate("PracticeLessons", "Turn the clock on by three days"),
        ),
    )
