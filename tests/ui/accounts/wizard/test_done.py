from dataclasses import replace

import pytest

from facteur.mail.account import Protocol, Texts
from facteur.ui.accounts.wizard.done import DonePage
from facteur.ui.accounts.wizard.wants import AddAnother, Finish
from tests.ui.accounts.wizard.stands import state


@pytest.fixture
def page(qtbot, style):
    made = DonePage(style, ask_folder=lambda _parent, _title, chosen: made.choosing.append(chosen))
    made.choosing = []
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


def test_collecting_offers_backups_into_a_folder_of_the_users(page):
    page.show_state(replace(page.state, protocol=Protocol.POP))
    assert page.lead.text().endswith("Nothing is deleted from the server until you agree.")
    assert page.backup.isVisible()
    assert not page.shares[Texts.ALL].isVisible()
    page.folder.click()
    assert page.state.backup_folder == ""
    page.choosing[0]("/media/disk")
    assert page.state.backup_folder == "/media/disk"
    assert page._folder_words.text() == "/media/disk"
    page.backup.click()
    assert page.state.offer_backup is False
    assert not page.folder.isVisible()


def test_a_colour_is_chosen(page):
    page.colours.dots["teal"].click()
    assert page.state.colour == "teal"


def test_both_ways_on(page):
    page.press_primary()
    page.press_link()
    assert page.asked == [Finish(), AddAnother()]
