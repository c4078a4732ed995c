import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from facteur.ui.theme.style import Style
from facteur.ui.widgets.banner import Banner, Notice, Tone


@pytest.fixture
def banner(qtbot) -> Banner:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 80)
    made = Banner(Style(), host)
    made.resize(900, 46)
    made.host = host
    host.show()
    return made


def test_it_is_hidden_until_there_is_something_to_say(banner):
    assert not banner.isVisible()
    banner.show_notice(Notice(tone=Tone.WARN, icon="cloud-off", text="You are offline."))
    assert banner.isVisible()
    assert banner.accessibleName() == "You are offline."
    banner.show_notice(None)
    assert not banner.isVisible()
    assert banner.notice is None


def test_its_buttons_are_there_when_they_have_words(banner, qtbot):
    banner.show_notice(Notice(tone=Tone.INFO, icon="info", text="x", main="Try again"))
    main, _second, link = banner.findChildren(QPushButton)
    assert main.isVisible()
    assert not link.isVisible()
    with qtbot.waitSignal(banner.main_pressed):
        qtbot.mouseClick(main, Qt.MouseButton.LeftButton)
    banner.show_notice(Notice(tone=Tone.INFO, icon="info", text="x", link="More"))
    with qtbot.waitSignal(banner.link_pressed):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_paints_its_colour(banner, tone):
    banner.show_notice(Notice(tone=tone, icon="info", text="x"))
    tokens = banner._style.tokens
    soft = {
        Tone.INFO: tokens.info_soft,
        Tone.WARN: tokens.warn_soft,
        Tone.DANGER: tokens.danger_soft,
    }
    assert banner.grab().toImage().pixelColor(3, 3).name().upper() == soft[tone].upper()


def test_hostile_text_is_not_markup(banner):
    banner.show_notice(Notice(tone=Tone.INFO, icon="info", text="<b>x</b>"))
    assert banner._text.textFormat() is Qt.TextFormat.PlainText


def test_it_can_offer_two_ways_on(banner, qtbot):
    banner.show_notice(Notice(tone=Tone.WARN, icon="cloud-off", text="x", main="A", second="B"))
    assert banner._second.isVisibleTo(banner)
    with qtbot.waitSignal(banner.second_pressed):
        banner._second.click()
    banner.show_notice(Notice(tone=Tone.WARN, icon="cloud-off", text="x", main="A"))
    assert not banner._second.isVisibleTo(banner)
