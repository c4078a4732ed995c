from dataclasses import replace

from facteur.mail.account import Protocol, Security
from facteur.ui.accounts.wizard.remedies import can, mend, other_sending_port
from facteur.ui.accounts.wizard.state import Origin, Place, Server
from facteur.ui.notice import Button, Remedy
from tests.ui.accounts.wizard.stands import TRIAL, state


def press(given, remedy, value="", *, sending=False):
    return mend(given, Button(text="", remedy=remedy, value=value), sending=sending)


def test_another_host_forgets_the_certificate_of_the_one_before():
    trusted = replace(state(), imap=replace(state().imap, certificate_sha256="ab"))
    mended = press(trusted, Remedy.USE_HOST, "mail.example.org")
    assert mended.state.imap.host == "mail.example.org"
    assert mended.state.imap.certificate_sha256 == ""
    assert mended.state.imap.host_from is Origin.TYPED
    assert mended.place is Place.TEST


def test_what_concerns_sending_changes_sending():
    pop = replace(state(), protocol=Protocol.POP, trial=TRIAL)
    mended = press(pop, Remedy.USE_PORT, "587", sending=True)
    assert mended.state.submission.security is Security.STARTTLS
    assert mended.state.pop == pop.pop
    assert mended.state.trial is None


def test_only_what_can_be_done_is_offered():
    given = state()
    assert Remedy.TRUST_CERTIFICATE not in can(given)
    assert Remedy.TRUST_CERTIFICATE in can(replace(given, shown_certificate=b"x"))
    assert Remedy.SIGN_IN not in can(given)
    assert Remedy.USE_IMAP not in can(given)
    assert Remedy.USE_IMAP in can(replace(given, protocol=Protocol.POP))
    assert Remedy.USE_IMAP not in can(replace(given, protocol=Protocol.POP, imap=Server()))
    assert Remedy.GO_OFFLINE not in can(given)


def test_ports_for_sending():
    assert other_sending_port(465) == 587
    assert other_sending_port(25) == 465
