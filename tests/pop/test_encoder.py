"""What is written, and what a log shows of it."""

import pytest

from facteur.pop import commands as c
from facteur.pop.encoder import shown, words
from facteur.sasl import Plain

WRITTEN = {
    c.Capa(): "CAPA", c.Stls(): "STLS", c.Utf8(): "UTF8", c.User(user="ann b"): "USER ann b",
    c.Pass(password=" a b "): "PASS  a b ", c.Stat(): "STAT", c.ListAll(): "LIST",
    c.ListOne(number=3): "LIST 3", c.UidlAll(): "UIDL", c.UidlOne(number=4): "UIDL 4",
    c.Top(number=5, lines=0): "TOP 5 0", c.Retr(number=6): "RETR 6", c.Dele(number=7): "DELE 7",
    c.Rset(): "RSET", c.Noop(): "NOOP", c.Quit(): "QUIT",
}  # fmt: skip


@pytest.mark.parametrize(("command", "line"), WRITTEN.items())
def test_each_command(command: c.Command, line: str):
    assert words(command) == line
    assert shown(command) == ("PASS ***" if isinstance(command, c.Pass) else line)


def test_auth_names_its_mechanism():
    assert shown(c.Auth(mechanism=Plain(user="a", password="b"))) == "AUTH PLAIN"
