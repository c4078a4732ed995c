import pytest

from facteur.cli import preferring
from facteur.cli.invocation import PreferAccount
from facteur.link import commands
from facteur.mail.account import Preferences, Texts
from facteur.store.write import accounts
from tests.cli.scripted import ADDRESS, Filled, ScriptedEngine


def test_what_is_not_said_stays(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    engine = ScriptedEngine()
    before = Preferences(colour="teal", paused=True, interval_s=900)
    filled.store.write_now(lambda tx: accounts.prefer(tx, filled.account, before))
    wanted = PreferAccount(address=ADDRESS, paused=False, texts=Texts.YEAR)
    assert preferring.run(wanted, filled.profile, engine) == 0
    (sent,) = engine.heard
    assert sent == commands.Prefer(
        request=1,
        account=filled.account,
        colour="teal",
        paused=False,
        interval_s=900,
        texts="year",
    )
    assert ADDRESS in capsys.readouterr().out
    other = PreferAccount(address=ADDRESS, colour="", interval_s=0)
    assert preferring.run(other, filled.profile, ScriptedEngine()) == 0
