import os
import subprocess
import sys

import pytest

from facteur.base import priority

_SAY = (
    "import os; from facteur.base.priority import go_after_others; go_after_others(3);"
    " print(os.nice(0), os.sched_getscheduler(0) == os.SCHED_BATCH)"
)


@pytest.mark.skipif(sys.platform != "linux", reason="schedulers are told like this on Linux only")
def test_a_process_waits_for_its_turn() -> None:
    said = subprocess.run([sys.executable, "-c", _SAY], capture_output=True, check=True, text=True)
    nice, batch = said.stdout.split()
    assert int(nice) == os.nice(0) + 3
    assert batch == "True"


def test_where_it_is_forbidden_nothing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "sched_setscheduler", forbidden, raising=False)
    priority.go_after_others(0)


def test_what_the_system_does_not_know_of_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "nice", raising=False)
    monkeypatch.delattr(os, "sched_setscheduler", raising=False)
    priority.go_after_others(3)
