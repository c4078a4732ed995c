import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from facteur.ui.accounts.change.dialog import ChangeDialog
from facteur.ui.accounts.change.servers import ServersPage
from facteur.ui.accounts.change.state import state_of
from facteur.ui.accounts.wizard.state import Place
from facteur.ui.accounts.wizard.wants import StopTrying
from facteur.ui.notice import Remedy
from facteur.ui.words import Around
from tests.ui.accounts.change.conftest import IMAP


@pytest.fixture
def dialog(qtbot, style):
    made = ChangeDialog(style, IMAP)
    qtbot.addWidget(made)
    made.said = []
    made.asked.connect(made.said.append)
    made.begin(state_of(IMAP, Around()))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_it_begins_with_the_settings_and_says_whose_they_are(dialog):
    assert dialog.place is Place.MANUAL
    assert dialog.windowTitle() == "Change claire@exemple.fr – Servers and sign-in"
    assert dialog.steps.isHidden()
    assert dialog.main.text() == "Test and apply"
    assert dialog.back.isHidden()
    QCoreApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    assert dialog.windowTitle().startswith("Change ")


def test_back_leads_from_the_test_to_what_was_typed(dialog):
    dialog.page.receiving.host.setText("other.exemple.fr")
    dialog.page.receiving.host.textEdited.emit("other.exemple.fr")
    dialog.main.click()
    assert dialog.place is Place.TEST
    dialog.back.click()
    assert dialog.place is Place.MANUAL
    assert dialog.said[-1] == StopTrying()
    assert dialog.page.receiving.host.text() == "other.exemple.fr"


def test_pages_of_the_wizard_that_are_not_here_are_places_on_the_servers_page(dialog, qtbot):
    dialog.main.click()
    dialog.visit(Place.SIGN_IN)
    assert isinstance(dialog.page, ServersPage)
    assert dialog.page.password.hasFocus()
    dialog.visit(Place.ADDRESS)
    assert dialog.page.mail.hasFocus()
    with qtbot.waitSignal(dialog.rules_asked):
        dialog.visit(Place.POP)
    dialog.point_at(Remedy.FIX_PORT, sending=True)
    assert dialog.page.sending.port.hasFocus()


def test_what_is_kept_is_shown_and_the_password_forgotten(dialog):
    dialog.main.click()
    dialog._on_kept(4)
    assert dialog.state.password == ""
    assert dialog.main.text() == "Close"
    assert dialog.main.hasFocus()
    assert dialog.cancel.isHidden()
    dialog.main.click()
    assert not dialog.isVisible()


def test_what_the_test_points_at_gets_the_keyboard(dialog):
    dialog.main.click()
    dialog.page.pointed.emit(Remedy.FIX_USER, True)
    assert dialog.place is Place.MANUAL
    assert dialog.page.sending.user.hasFocus()
    dialog.main.click()
    dialog.page.pointed.emit(Remedy.FIX_PASSWORD, False)
    assert dialog.page.password.hasFocus()
