from facteur.mail.account import AfterDownload
from facteur.ui.accounts.copies import ADVISED
from facteur.ui.accounts.wizard.state import WizardState


def test_a_collecting_account_begins_as_advised():
    assert WizardState().rules == ADVISED
    assert ADVISED.after_download is AfterDownload.DELETE
