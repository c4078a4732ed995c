import pytest

from facteur.mail.account import AfterDownload, PopRules
from facteur.ui.accounts.copies import Copies
from facteur.ui.accounts.estimate import DAY_MS, Known
from facteur.ui.accounts.rulesform import RulesForm

NOW = 1_795_000_000_000
OWN = Known(recent_octets=620_000_000, first_ms=NOW - 90 * DAY_MS, on_server_octets=790_000_000)
GIGABYTE = 4  # its place in the list of sizes


@pytest.fixture
def page(qtbot, style):
    made = RulesForm(style)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def test_the_advised_way_is_chosen_at_first(page):
    assert page.rules() == PopRules(after_download=AfterDownload.DELETE, leave_days=14)
    assert page.delete.stamp.text() == "Advised with POP"
    assert "breaks without a backup" in page.delete.caution.text()
    assert page._promise.text() == "Nothing is deleted before you agree."


@pytest.mark.parametrize(
    "rules",
    [
        PopRules(after_download=AfterDownload.DELETE, follow_deletion=True),
        PopRules(after_download=AfterDownload.LEAVE, leave_days=90),
        PopRules(after_download=AfterDownload.KEEP, headers_over_octets=1_500_000),
        PopRules(after_download=AfterDownload.KEEP, headers_over_octets=400),
    ],
)
def test_what_is_filled_is_what_is_chosen(page, rules):
    page.fill(rules)
    assert page.rules() == rules


def test_another_size_is_whole_megabytes(page):
    page.fill(PopRules(headers_over_octets=1_500_000))
    page.headers_over.setValue(3)
    assert page.rules().headers_over_octets == 3_000_000
    page.headers_only.setChecked(False)
    assert page.rules().headers_over_octets == 0
    assert not page.headers_over.isEnabled()


def test_days_are_one_to_ninety(page):
    page.days.setValue(0)
    assert page.rules().leave_days == 1
    page.days.setValue(1000)
    assert page.rules().leave_days == 90


def test_the_estimate_follows_days_and_size(page):
    page.leave.radio.setChecked(True)
    page.show_account(OWN, NOW, Copies.POSSIBLE)
    page.days.setValue(30)
    assert page.box.amount.text().endswith("about 630\u00a0MB")
    page.size_box.setCurrentIndex(GIGABYTE)
    assert page.box.part.text().startswith("63%")
    assert "Not advised for beginners" in page.leave.radio.accessibleDescription()


def test_when_the_mailbox_is_full_is_said_from_own_figures_only(page):
    assert "around" not in page.keep.help.text()
    page.size_box.setCurrentIndex(GIGABYTE)
    assert "around" not in page.keep.help.text()
    page.show_account(OWN, NOW, Copies.POSSIBLE)
    assert page.keep.help.text().startswith("The mailbox would be full around 28 November.")
    page.size_box.setCurrentIndex(0)
    assert "around" not in page.keep.help.text()


def test_without_uidl_copies_cannot_be_left_and_nothing_that_deletes_is_chosen_instead(page):
    page.fill(PopRules(after_download=AfterDownload.LEAVE))
    page.show_account(None, NOW, Copies.IMPOSSIBLE)
    assert not page.leave.radio.isEnabled()
    assert page.leave.help.text() == (
        "This server cannot tell which messages were already taken; delete them, or use IMAP."
    )
    assert page.rules().after_download is AfterDownload.KEEP


def test_imap_is_offered_where_pop_suits_less(qtbot, page, style):
    assert page.to_imap.isHidden()
    page.keep.radio.setChecked(True)
    with qtbot.waitSignal(page.imap_asked):
        page.to_imap.click()
    other = RulesForm(style, imap_offered=False)
    qtbot.addWidget(other)
    other.keep.radio.setChecked(True)
    assert other.to_imap.isHidden()


def test_the_keyboard_stands_on_the_chosen_way(page):
    page.fill(PopRules(after_download=AfterDownload.LEAVE))
    page.focus_first()
    assert page.focusWidget() is page.leave.radio


def test_every_control_has_a_name(page):
    for control in (page.days, page.size_box, page.headers_over):
        assert control.accessibleName()


def test_a_size_that_the_server_tells_need_not_be_chosen(page):
    page.leave.radio.setChecked(True)
    page.show_account(OWN, NOW, Copies.POSSIBLE)
    page.show_size(1_000_000_000, told=True)
    assert page.size_octets == 1_000_000_000
    assert page.size_box.isHidden() or not page.size_box.isVisible()
    page.show_size(2_000_000_000, told=False)
    assert page.size_octets == 2_000_000_000
    assert page.size_box.isVisible()
