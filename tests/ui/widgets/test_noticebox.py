from facteur.ui.theme.style import Style
from facteur.ui.widgets.noticebox import BoxTone, NoticeBox


def test_it_says_and_asks(qtbot):
    box = NoticeBox(Style(), BoxTone.INFO, "shield-check")
    qtbot.addWidget(box)
    assert box.isHidden()
    box.say("Blocked <b>3</b>", "Go")
    assert not box.isHidden()
    assert box.accessibleName() == box.text == "Blocked <b>3</b>"
    with qtbot.waitSignal(box.pressed):
        box._button.click()
    box.say("")
    assert box.isHidden()
