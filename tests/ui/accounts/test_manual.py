import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from facteur.mail.account import AfterDownload, PopRules, Protocol, Security
from facteur.ui.accounts.entered import Entered, Field
from facteur.ui.accounts.manual import ManualForm


@pytest.fixture
def form(qtbot, style):
    made = ManualForm(style)
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    return made


def test_server_and_user_follow_the_address_until_edited(qtbot, form):
    qtbot.keyClicks(form.address, "a@b.fr")
    assert (form.host.text(), form.user.text()) == ("imap.b.fr", "a@b.fr")
    form.host.clear()
    qtbot.keyClicks(form.host, "mail.b.fr")
    form.address.clear()
    qtbot.keyClicks(form.address, "c@d.fr")
    assert (form.host.text(), form.user.text()) == ("mail.b.fr", "c@d.fr")


def test_the_port_follows_the_security_until_edited(form):
    form.security.setCurrentIndex(1)
    assert form.port.value() == 143
    form.security.setCurrentIndex(0)
    assert form.port.value() == 993
    form.port.setValue(1993)
    form.security.setCurrentIndex(1)
    assert form.port.value() == 1993


def test_complaints_point_at_the_field_also_for_assistive_tools(form):
    assert form.complain()
    assert "looks like name@domain.com" in form.address.accessibleDescription()
    assert not form._hints[Field.ADDRESS].isHidden()
    assert form.focusWidget() is form.address
    form.address.setText("a@b.fr")
    form.address.textEdited.emit("a@b.fr")
    assert form.address.accessibleDescription() == ""
    assert form._hints[Field.ADDRESS].isHidden()


def test_unencrypted_needs_its_own_confirmation_except_on_loopback(form):
    form.fill(
        Entered(address="a@b.fr", host="imap.b.fr", user="a", security=Security.NONE, port=143),
    )
    form.security.currentIndexChanged.emit(2)
    assert not form._danger.isHidden()
    assert form.complain()
    form.unencrypted.setChecked(True)
    assert not form.complain()
    form.host.setText("127.0.0.1")
    form.host.textEdited.emit("127.0.0.1")
    assert form._danger.isHidden()
    assert not form.complain()


def test_what_is_filled_is_what_is_entered(form):
    given = Entered(
        name="Claire",
        address="a@b.fr",
        host="h.b.fr",
        port=1143,
        security=Security.STARTTLS,
        user="claire",
        remember=False,
        certificate_sha256="ab" * 32,
        protocol=Protocol.POP,
        rules=PopRules(after_download=AfterDownload.LEAVE, leave_days=3),
    )
    form.fill(given)
    assert form.entered() == given
    assert form.password.placeholderText() == "unchanged"
    form._forget.click()
    assert form.entered().certificate_sha256 == ""
    assert form._pinned.isHidden()


def test_every_field_has_a_label_with_a_unique_letter(form):
    labels = [label for label in form.findChildren(QLabel) if label.buddy() is not None]
    assert len(labels) == len(Field)
    letters = [
        text[text.index("&") + 1].lower()
        for text in (widget.text() for widget in (*labels, form.remember, form.unencrypted))
    ]
    assert len(letters) == len(set(letters))
    for button in form.findChildren(QAbstractButton):
        assert button.text() or button.accessibleName()


def test_the_protocol_stays_and_gives_the_usual_ports(qtbot, form):
    form.fill(Entered(protocol=Protocol.POP, port=995))
    assert form._receiving.text() == "Receiving (POP)"
    form.security.setCurrentIndex(1)
    assert form.port.value() == 110
    qtbot.keyClicks(form.address, "a@b.fr")
    assert form.host.text() == "pop.b.fr"


def test_the_keyboard_passes_the_fields_in_the_order_they_are_read(qtbot, form):
    form.address.setFocus()
    passed = []
    for _ in range(5):
        passed.append(form.focusWidget())
        form.focusNextChild()
    assert passed == [
        form.address, form.host, form.security, form.port, form.user
    ]  # fmt: skip
