import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMenu

from facteur.ui.reader.attachments import SHOWN_AT_FIRST, AttachmentStrip, icon_name
from facteur.ui.reader.shown import Attachment, Place


def attachment(number: int, place: Place = Place.SERVER, done: int | None = None) -> Attachment:
    return Attachment(
        section=str(number),
        name=f"file-{number}.pdf",
        content_type="application/pdf",
        size_octets=1_500_000,
        place=place,
        done_octets=done,
    )


@pytest.fixture
def strip(qtbot, style):
    made = AttachmentStrip(style)
    qtbot.addWidget(made)
    made.resize(700, 200)
    return made


def test_none_takes_no_room(strip):
    strip.show_attachments(())
    assert strip.isHidden()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place.HERE, "on this computer"),
        (Place.SERVER, "on the server"),
        (Place.OUT_OF_REACH, "not available offline"),
    ],
)
def test_a_chip_says_where_its_file_is(strip, place, words):
    strip.show_attachments((attachment(1, place),))
    name = strip._chips["1"].accessibleName()
    assert name.startswith("file-1.pdf, 1.5\u00a0MB")
    assert words in name


def test_a_click_or_return_opens(qtbot, strip):
    strip.show_attachments((attachment(1, Place.HERE),))
    strip.show()
    with qtbot.waitSignal(strip.open_asked) as said:
        qtbot.mouseClick(strip._chips["1"], Qt.MouseButton.LeftButton)
    assert said.args == ["1"]
    with qtbot.waitSignal(strip.open_asked):
        qtbot.keyClick(strip._chips["1"], Qt.Key.Key_Space)


def test_the_small_button_fetches_stops_or_saves(qtbot, strip):
    strip.show_attachments((attachment(1),))
    chip = strip._chips["1"]
    with qtbot.waitSignal(strip.fetch_asked):
        chip._side.click()
    strip.show_attachments((attachment(1, done=5),))
    assert strip._chips["1"] is chip
    with qtbot.waitSignal(strip.stop_asked):
        chip._side.click()
    strip.show_attachments((attachment(1, Place.HERE),))
    with qtbot.waitSignal(strip.save_asked):
        chip._side.click()


def test_out_of_reach_opens_nothing(qtbot, strip):
    strip.show_attachments((attachment(1, Place.OUT_OF_REACH),))
    with qtbot.assertNotEmitted(strip.open_asked):
        strip._chips["1"].click()
    actions = strip._chips["1"].menu_actions(QMenu(strip))
    assert not any(action.isEnabled() for action in actions)


def test_the_menu_offers_what_can_be_done(strip):
    strip.show_attachments((attachment(1), attachment(2, done=3)))
    texts = [action.text() for action in strip._chips["1"].menu_actions(QMenu(strip))]
    assert texts == ["Open", "Save as…", "Download"]
    assert [a.text() for a in strip._chips["2"].menu_actions(QMenu(strip))] == ["Stop"]


def test_more_than_four_unfold(strip):
    strip.show_attachments(tuple(attachment(n) for n in range(9)))
    assert len(strip._chips) == SHOWN_AT_FIRST
    assert strip._more.text() == "+ 5"
    strip._more.click()
    assert len(strip._chips) == 9
    assert strip._more.isHidden()


def test_save_all(qtbot, strip):
    strip.show_attachments((attachment(1),))
    assert strip._save_all.isHidden()
    strip.show_attachments((attachment(1), attachment(2)))
    with qtbot.waitSignal(strip.save_all_asked):
        strip._save_all.click()


def test_it_draws_in_every_state(strip):
    rows = (
        attachment(1, Place.HERE),
        attachment(2, done=700_000),
        attachment(3, Place.OUT_OF_REACH),
    )
    strip.show_attachments(rows)
    strip.show()
    for compact in (False, True):
        for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            strip.setLayoutDirection(direction)
            strip.set_compact(compact)
            assert not strip.grab().isNull()


def test_every_button_speaks(strip):
    strip.show_attachments(tuple(attachment(n) for n in range(6)))
    for button in strip.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text()


def test_hostile_names_are_one_harmless_line(strip):
    bad = dataclasses.replace(attachment(1), name="<b>x</b>\u202egnp.exe\n" + "y" * 999)
    strip.show_attachments((bad,))
    name = strip._chips["1"].accessibleName()
    assert "\u202e" not in name
    assert "\n" not in name
    strip.say("Saved as /tmp/<b>x</b>")
    assert strip._said.text() == "Saved as /tmp/<b>x</b>"


def test_kinds_have_drawings():
    from facteur.ui.theme import icons

    for kind in (
        "image/png",
        "audio/x",
        "text/plain",
        "application/zip",
        "x/y",
        "message/rfc822",
        "text/calendar",
    ):
        assert icons.svg(icon_name(kind), "#000000", 24)
