"""The rows of both ends, in words for the eye and for the ear."""

from PySide6.QtCore import QCoreApplication

from facteur.ui.foreign import shown_name
from facteur.ui.practice.ends import EndRow, Mark
from facteur.ui.practice.scene import End


def server_rows(end: End) -> tuple[EndRow, ...]:
    """Return what lies on the server."""
    return tuple(
        EndRow(
            text=shown_name(one.subject),
            spoken=_spoken(shown_name(one.subject), unread=not one.seen, starred=one.flagged),
            unread=not one.seen,
            struck=one.deleted,
            mark=Mark.STAR if one.flagged else Mark.NONE,
        )
        for one in end.server
    )


def here_rows(end: End) -> tuple[EndRow, ...]:
    """Return what lies on this computer."""
    return tuple(
        EndRow(
            text=shown_name(one.subject),
            spoken=_spoken(shown_name(one.subject), unread=not one.seen, starred=one.flagged),
            unread=not one.seen,
            struck=one.deleted,
            whole=one.text_here,
            mark=Mark.WAITS if one.waiting else Mark.STAR if one.flagged else Mark.NONE,
        )
        for one in end.here
    )


def _spoken(subject: str, *, unread: bool, starred: bool) -> str:
    translate = QCoreApplication.translate
    parts = [subject]
    if unread:
        parts.append(translate("PracticeEnds", "unread"))
    if starred:
        parts.append(translate("PracticeEnds", "starred"))
    return ", ".join(parts)
