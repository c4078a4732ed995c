import ssl

import trustme

from facteur.ui.accounts.certificatepage import CertificatePage
from facteur.ui.certificate import facts


def test_there_is_all_to_compare_and_a_box_to_tick(qtbot, style):
    made = trustme.CA().issue_cert("imap.example.org")
    read = facts(ssl.PEM_cert_to_DER_cert(made.cert_chain_pems[0].bytes().decode()))
    page = CertificatePage(style)
    qtbot.addWidget(page)
    page.show_certificate(read, "imap.example.org")
    shown = page._values[4].text().replace("\n", "").replace(":", "").lower()
    assert shown == read.sha256
    assert "imap.example.org" in page._values[0].text()
    with qtbot.waitSignal(page.ticked):
        page.agree.setChecked(True)
    page.show_certificate(read, "imap.example.org")
    assert not page.agree.isChecked()
    assert page.facts is read
