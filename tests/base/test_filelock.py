import os
import subprocess
import sys
from pathlib import Path

from facteur.base.filelock import try_lock

_HOLD = """
import os, sys
from facteur.base.filelock import try_lock
print(try_lock(os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)), flush=True)
input()
"""


def opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT)


def test_one_at_a_time_holds_it(tmp_path: Path):
    first, second = opened(tmp_path / "lock"), opened(tmp_path / "lock")
    assert try_lock(first)
    assert not try_lock(second)
    os.close(first)
    assert try_lock(second)
    os.close(second)


def test_it_goes_with_a_process_that_is_killed(tmp_path: Path):
    command = [sys.executable, "-c", _HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "True"
        ours = opened(tmp_path / "lock")
        assert not try_lock(ours)
        holder.kill()
        holder.wait()
        assert try_lock(ours)
        os.close(ours)
