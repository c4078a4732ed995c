from dataclasses import replace

import pytest

from facteur.mail.account import Protocol, Texts
from facteur.ui.accounts.wizard.done import DonePage
from facteur.ui.accounts.wizard.wants import AddAnother, Finish
from tests.ui.accounts.wizard.stands import state


@pytest.fixture
def page(qtbot, style):
    made = DonePage(style)
    qtbot.addWidget(made)
    made.asked = []
    made.wanted.connect(made.asked.append)
    made.show_state(replace(state(), account=1))
    made.show()
    return made


def test_how_much_is_kept_here_is_chosen_for_imap(page):
    assert page.lead.text().startswith("Facteur fetches headers first (sender, subject, date)")
    assert page.shares[Texts.RECENT].isChecked()
    page.shares[Texts.ALL].click()
    assert page.state.texts is Texts.ALL
    assert not page.backup.isVisible()


def test_collecting_offers_backups_and_promises_to_ask_first(page):
    page.show_state(replace(page.state, protocol=Protocol.POP))
    assert page.lead.text().endswith("Nothing is deleted from the server until you agree.")
    assert page.backup.isVisible()
    assert not page.shares[Texts.ALL].isVisible()
    page.backup.click()
    assert page.state.offer_backup is False


def test_a_colour_is_chosen(page):
    page.colours.dots["teal"].click()
    assert page.state.colour == "teal"


def test_both_ways_on(page):
    page.press_primary()
    page.press_link()
    assert page.asked == [Finish(), AddAnother()]
