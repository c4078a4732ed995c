import pytest

from facteur.mail.account import DEFAULT_PORTS, Security
from facteur.ui.accounts.wizard.servercolumn import ServerColumn
from facteur.ui.accounts.wizard.state import Server


@pytest.fixture
def column(qtbot):
    made = ServerColumn(DEFAULT_PORTS)
    qtbot.addWidget(made)
    made.retranslate("Receiving", "imap.example.com")
    made.show_server(Server(host="h", port=993), "example.org", "claire")
    return made


def test_every_field_has_a_name_that_says_its_column(column):
    for field in (column.host, column.security, column.port, column.user):
        assert field.accessibleName().startswith("Receiving: ")
    assert column.user.text() == "claire"


def test_a_complaint_is_taken_back_by_typing(column):
    column.complain(column.host, "no")
    assert column.host.accessibleDescription() == "no"
    assert not column._hint.isHidden()
    column.host.textEdited.emit("other")
    assert column.host.accessibleDescription() == ""
    assert column._hint.isHidden()


def test_showing_says_nothing(qtbot, column):
    with qtbot.assertNotEmitted(column.edited):
        column.show_server(
            Server(host="x", port=143, security=Security.STARTTLS), "example.org", "c"
        )


def test_another_host_forgets_a_trusted_certificate(column):
    column.show_server(Server(host="h", port=993, certificate_sha256="ab"), "example.org", "c")
    assert not column._pinned.isHidden()
    column.host.textEdited.emit("other")
    assert column.server.certificate_sha256 == ""
