"""Collect mail from other real servers than Dovecot: `python3 tests servers [NAME...]`.

Downloads and unpacks each beside this system (see `tests/support/otherservers.py`), says which
cannot be had here and why, and runs the tests of this folder against the rest. What is downloaded
stays in the user's cache folder. Further words that begin with "-" go to pytest.
"""

import os
import subprocess
import sys
from pathlib import Path

import platformdirs

from tests.servers.kinds import KINDS
from tests.support.otherservers import CACHE, serving
from tests.support.unpacked import Unavailable, version


def main() -> int:
    flags = [word for word in sys.argv[1:] if word.startswith("-")]
    names = [word for word in sys.argv[1:] if not word.startswith("-")]
    known = {kind.name: kind for kind in KINDS}
    if unknown := [name for name in names if name not in known]:
        print(f"There is no {', '.join(unknown)}; there are {', '.join(known)}.")
        return 2
    cache = Path(platformdirs.user_cache_dir("facteur-tests")) / "servers"
    here: list[str] = []
    for name in names or known:
        try:
            with serving(known[name], cache):
                here.append(name)
            print(f"  {name:<10} {version(known[name].packages)}", flush=True)
        except Unavailable as problem:
            print(f"  {name:<10} left out: {problem}", flush=True)
    if not here:
        print("None of them can be had here; nothing was tried.")
        return 0
    command = [sys.executable, "-m", "pytest", str(Path(__file__).parent), "-k", " or ".join(here)]
    environment = {**os.environ, CACHE: str(cache)}
    return subprocess.run([*command, *flags], check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
