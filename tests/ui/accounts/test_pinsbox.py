from dataclasses import replace

from PySide6.QtWidgets import QLabel

from facteur.ui.accounts.pinsbox import PinsBox
from facteur.ui.certificate import spaced
from tests.ui.accounts.change.conftest import IMAP, OTHER_PIN, PIN, POP


def test_each_exception_has_its_fingerprint_and_a_way_back(qtbot):
    box = PinsBox()
    qtbot.addWidget(box)
    box.show_settings(IMAP)
    assert not box.empty
    shown = [label.text().replace("\n", "") for label in box.findChildren(QLabel)]
    assert {spaced(PIN), spaced(OTHER_PIN)} <= set(shown)
    said = []
    box.removed.connect(said.append)
    for button in tuple(box.buttons):
        button.click()
    assert said == [False, True]


def test_without_an_exception_there_is_nothing(qtbot):
    box = PinsBox()
    qtbot.addWidget(box)
    box.show_settings(POP)
    assert len(box.buttons) == 1
    box.show_settings(replace(POP, certificate_sha256=""))
    assert box.empty
    assert not box.buttons
