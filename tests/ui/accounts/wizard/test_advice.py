import pytest

from facteur.mail.account import Protocol
from facteur.ui.accounts.wizard.advice import Advice, advice, advised
from facteur.ui.accounts.wizard.state import Answer, WizardState

YES, NO, UNSURE = Answer.YES, Answer.NO, Answer.UNSURE


@pytest.mark.parametrize("webmail", [YES, NO, UNSURE])
@pytest.mark.parametrize("devices", [YES, UNSURE])
@pytest.mark.parametrize("small", [NO, UNSURE])
def test_several_devices_want_imap(devices, webmail, small):
    assert advice(devices, webmail, small) is Advice.IMAP_DEVICES


@pytest.mark.parametrize("webmail", [YES, UNSURE])
@pytest.mark.parametrize("small", [NO, UNSURE])
def test_webmail_wants_imap(webmail, small):
    assert advice(NO, webmail, small) is Advice.IMAP_WEBMAIL


@pytest.mark.parametrize(
    ("devices", "webmail"),
    [(YES, YES), (YES, NO), (NO, YES), (UNSURE, NO), (NO, UNSURE), (UNSURE, UNSURE)],
)
def test_a_small_mailbox_read_in_several_places_is_tidied_up(devices, webmail):
    assert advice(devices, webmail, YES) is Advice.IMAP_TIDY


def test_one_computer_and_little_space_is_what_pop_is_for():
    assert advice(NO, NO, YES) is Advice.POP
    assert Advice.POP.protocol is Protocol.POP


@pytest.mark.parametrize("small", [NO, UNSURE])
def test_otherwise_both_will_do_and_imap_is_the_milder_way(small):
    assert advice(NO, NO, small) is Advice.IMAP_MILD
    assert all(one.protocol is Protocol.IMAP for one in Advice if one is not Advice.POP)


def test_there_is_no_advice_before_the_last_answer():
    assert advised(WizardState(devices=YES, webmail=NO)) is None
    assert advised(WizardState(devices=NO, webmail=NO, small=YES)) is Advice.POP
