import pytest

from facteur.mail.account import AfterDownload, PopRules
from facteur.ui.accounts.copies import Copies
from facteur.ui.accounts.rulespage import RulesPage


@pytest.fixture
def page(qtbot, style):
    made = RulesPage(style)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def test_what_is_filled_is_what_is_chosen(page):
    rules = PopRules(after_download=AfterDownload.LEAVE, leave_days=90)
    page.fill(rules)
    assert page.rules() == rules


def test_the_page_says_what_its_form_says(qtbot, page):
    with qtbot.waitSignal(page.changed):
        page.form.keep.radio.setChecked(True)
    with qtbot.waitSignal(page.imap_asked):
        page.form.to_imap.click()
    page.show_account(None, 0, Copies.IMPOSSIBLE)
    assert not page.form.leave.radio.isEnabled()


def test_the_keyboard_stands_on_the_chosen_way(page):
    assert page.focusWidget() is page.form.delete.radio
