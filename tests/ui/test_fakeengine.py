import os
import subprocess
import sys
from pathlib import Path

import facteur
from facteur.link import commands, events
from facteur.link.codec import encode, engine_decoder


def test_it_speaks_the_link():
    script = Path(__file__).with_name("fakeengine.py")
    said = subprocess.run(
        [sys.executable, script, "good"],
        input=encode(commands.SetOnline(request=7, online=True)),
        capture_output=True,
        timeout=30,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(facteur.__file__).parent.parent)},
    ).stdout
    heard = engine_decoder().feed(said)
    assert heard[1:] == [events.Ready(), events.Done(request=7)]
