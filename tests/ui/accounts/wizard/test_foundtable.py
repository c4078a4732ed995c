from dataclasses import replace

from facteur.mail.account import Security
from facteur.ui.accounts.wizard.foundtable import FoundTable
from facteur.ui.accounts.wizard.state import Origin, Server


def test_every_server_says_how_it_is_reached_and_where_it_came_from(qtbot, style, found):
    table = FoundTable(style)
    qtbot.addWidget(table)
    table.show_servers(
        replace(
            found,
            submission=replace(found.submission, security=Security.STARTTLS, host_from=Origin.DNS),
        )
    )
    said = table.accessibleName()
    assert "Receiving (IMAP): imap.exemple.fr, port 993, encrypted (TLS)" in said
    assert "published by exemple.fr" in said
    assert "port 465, encrypted (STARTTLS) · Internet directory (DNS)" in said


def test_a_server_that_is_not_there_has_no_row(qtbot, style, found):
    table = FoundTable(style)
    qtbot.addWidget(table)
    table.show_servers(replace(found, pop=Server()))
    assert "POP" not in table.accessibleName()
    assert table._hosts["pop"].isHidden()
    assert not table._hosts["imap"].isHidden()
