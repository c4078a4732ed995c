import subprocess
import sys
import textwrap

from facteur.base.clock import SystemClock
from facteur.engine.effects import Effects
from facteur.net.keyring import SystemSecrets
from facteur.net.stream import SystemNetwork
from tests.support.fakes import FakeClock


def test_the_world_is_the_machines_own_unless_a_test_says_otherwise():
    found = Effects()
    assert isinstance(found.network, SystemNetwork)
    assert isinstance(found.clock, SystemClock)
    assert isinstance(found.secrets, SystemSecrets)
    clock = FakeClock()
    assert Effects(clock=clock).clock is clock


def test_two_engines_do_not_share_chance():
    assert Effects().random is not Effects().random


def test_an_engine_that_only_starts_loads_nothing_to_find_settings_with() -> None:
    heavy = ("httpx", "dns", "publicsuffixlist", "idna", "authlib")
    script = f"""
        import sys
        import facteur.engine.process
        from facteur.engine.effects import Effects
        Effects()
        print([name for name in {heavy!r} if name in sys.modules])
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
