from PySide6.QtCore import QDate, QLocale

from facteur.mail.flags import Flags
from facteur.ui.messages import spoken
from facteur.ui.place import Place
from facteur.ui.roles import MessageColumn
from tests.ui.liststore import now_ms
from tests.ui.messages.test_model import row

EN = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
TODAY = QDate.currentDate()


def test_a_row_says_state_sender_subject_date_and_marks():
    marks = Flags.FLAGGED | Flags.ANSWERED | Flags.DELETED
    message = row(1, now_ms(), flags=marks, has_attachment=True, waiting=1)
    parts = spoken.row_text(message, TODAY, EN).split(", ")
    assert parts[:3] == ["Unread", "Claire", "S1"]
    assert parts[3].startswith("today at ")
    assert parts[4:] == [
        "starred",
        "answered",
        "has attachments",
        "marked deleted",
        "not deleted yet",
        "waiting to be sent to the server",
    ]


def test_a_placeholder_says_that_it_is_one():
    message = row(1, now_ms(), here=False, flags=Flags.SEEN)
    assert spoken.row_text(message, TODAY, EN).startswith("message whose headers are not here")


def test_cells_say_what_they_show():
    message = row(1, now_ms(), flags=Flags.FLAGGED | Flags.SEEN, size_octets=2_000_000)
    said = [spoken.cell_text(message, column, TODAY, EN) for column in MessageColumn]
    assert said[:3] == ["Read", "Starred", "No attachments"]
    assert said[4] == "Claire"
    assert said[6] == "2\u00a0MB"


def test_what_a_click_does_depends_on_the_mark():
    read, unread = row(1, flags=Flags.SEEN), row(1)
    assert spoken.mark_text(Flags.SEEN, read) == "Mark as unread"
    assert spoken.mark_text(Flags.SEEN, unread) == "Mark as read"
    assert spoken.mark_text(Flags.FLAGGED, read) == "Add a star"
    assert "Restore" in spoken.mark_text(Flags.DELETED, row(1, flags=Flags.DELETED))


def test_tooltip_has_address_exact_date_and_what_waits():
    lines = spoken.tooltip_lines(row(1, now_ms(), waiting=2), EN)
    assert lines[0] == "S1"
    assert lines[1] == "Claire <c@x.fr>"
    assert lines[-1] == "Waiting to be sent to the server"
    assert len(spoken.tooltip_lines(row(1, here=False), EN)) == 1


def test_a_click_on_the_trash_can_is_worded_by_where_the_message_lies():
    message = row(1, now_ms(), flags=Flags(0))
    said = {spoken.mark_text(Flags.DELETED, message, place) for place in Place}
    assert said == {"Mark as deleted", "Put into the trash", "Delete for good"}
