import ssl
from dataclasses import replace

import pytest
import trustme

from facteur.ui.accounts.wizard.state import Place
from facteur.ui.accounts.wizard.trust import TrustPage
from facteur.ui.accounts.wizard.wants import Visit
from facteur.ui.certificate import facts
from tests.ui.accounts.wizard.stands import state


@pytest.fixture(scope="module")
def der():
    made = trustme.CA().issue_cert("mail.example.org")
    return ssl.PEM_cert_to_DER_cert(made.cert_chain_pems[0].bytes().decode())


@pytest.mark.parametrize("sending", [False, True])
def test_only_a_ticked_box_lets_a_certificate_be_trusted(qtbot, style, der, sending):
    page = TrustPage(style)
    qtbot.addWidget(page)
    asked = []
    page.wanted.connect(asked.append)
    page.show_state(replace(state(), shown_certificate=der, shown_by_sending=sending))
    host = "smtp.example.org" if sending else "imap.example.org"
    assert page.title.text() == f"The certificate of {host}"
    assert page.primary_text() == ""
    assert not page.trust.isEnabled()
    page.trust.click()
    assert not asked
    page.agree.click()
    page.trust.click()
    sha256 = facts(der).sha256
    changed = page.state.submission if sending else page.state.imap
    other = page.state.imap if sending else page.state.submission
    assert changed.certificate_sha256 == sha256
    assert other.certificate_sha256 == ""
    assert asked == [Visit(place=Place.TEST)]
