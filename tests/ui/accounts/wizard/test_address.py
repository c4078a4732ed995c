from dataclasses import replace

from PySide6.QtCore import Qt

from facteur.ui.accounts.wizard.address import AddressPage
from facteur.ui.accounts.wizard.state import Place, WizardState
from facteur.ui.accounts.wizard.wants import OpenSettings, Visit


def test_typing_makes_the_state_and_the_privacy_sentence_follows(qtbot, show):
    page, said = show(AddressPage, WizardState())
    qtbot.keyClicks(page.name, "Claire")
    qtbot.keyClicks(page.mail, "claire@exemple.fr")
    assert (said.states[-1].name, said.states[-1].address) == ("Claire", "claire@exemple.fr")
    assert "only “exemple.fr”" in page._privacy.text()


def test_nothing_is_blamed_before_the_field_is_left(qtbot, show):
    page, _said = show(AddressPage, WizardState())
    page.mail.setFocus()
    qtbot.keyClicks(page.mail, "claire@exe")
    assert page._fault.isHidden()
    page.name.setFocus()
    assert "Something is missing" in page._fault.text()
    assert page.mail.accessibleDescription() == page._fault.text()
    assert page.mail.property("invalid") == "true"
    page.mail.setFocus()
    qtbot.keyClicks(page.mail, "mple.fr")
    assert page._fault.isHidden()
    assert page.mail.property("invalid") == "false"


def test_an_incomplete_address_stops_and_the_keyboard_goes_there(show):
    page, said = show(AddressPage, WizardState(address="claire@"))
    page.press_primary()
    page.press_link()
    assert (said.forwards, said.wants) == (0, [])
    assert page.focusWidget() is page.mail
    assert not page._fault.isHidden()


def test_a_good_one_goes_on_or_by_hand(show, fresh):
    page, said = show(AddressPage, fresh)
    page.press_primary()
    assert said.forwards == 1
    page.press_link()
    assert said.wants == [Visit(place=Place.MANUAL)]


def test_a_slip_is_mended_by_one_button(show):
    page, said = show(AddressPage, WizardState(address="claire@gmial.com"))
    assert page._note_words.text() == "Did you mean claire@gmail.com?"
    page.act.click()
    assert said.states[-1].address == "claire@gmail.com"
    assert page._note.isHidden()


def test_an_address_that_is_here_leads_to_its_settings(show, fresh):
    page, said = show(AddressPage, replace(fresh, present=frozenset({"claire@exemple.fr"})))
    assert page._note_words.text() == "This address is already in Facteur."
    page.press_primary()
    assert said.forwards == 0
    assert page.focusWidget() is page.act
    page.act.click()
    assert said.wants == [OpenSettings(address="claire@exemple.fr")]


def test_showing_a_state_changes_nothing(show, found):
    page, said = show(AddressPage, found)
    page.show_state(found)
    assert said.states == []


def test_the_keyboard_begins_where_something_is_missing(show):
    page, _said = show(AddressPage, WizardState(name="Claire"))
    page.focus_first()
    assert page.focusWidget() is page.mail
    for field in (page.name, page.mail):
        assert field.accessibleName()
    assert page.mail.inputMethodHints() & Qt.InputMethodHint.ImhEmailCharactersOnly
