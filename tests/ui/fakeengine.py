"""A small engine for tests of EngineClient: `python fakeengine.py MODE`.

Modes: good answers Done to everything; burst sends 3,000 events after Ready; dies ends after
Ready; deaf ignores Shutdown and end of input; nonsense sends garbage; silent never gets ready.
"""

import signal
import sys

from facteur.link import commands, events
from facteur.link.codec import encode, window_decoder

BURST = 3000


def main(mode: str) -> int:
    out, into = sys.stdout.buffer, sys.stdin.buffer

    def say(message) -> None:
        out.write(encode(message))
        out.flush()

    if mode == "nonsense":
        out.write(b"\xff" * 64)
        out.flush()
        into.read()
        return 0
    say(commands.Hello(version="0.0.test"))
    if mode != "silent":
        say(events.Ready())
    if mode == "dies":
        return 3
    if mode == "burst":
        for key in range(BURST):
            out.write(encode(events.BodyChanged(message=key)))
        out.flush()
    decoder = window_decoder()
    while data := into.read1(65536):
        for message in decoder.feed(data):
            if isinstance(message, commands.Shutdown) and mode != "deaf":
                return 0
            if not isinstance(message, commands.Hello | commands.Shutdown):
                say(events.Done(request=message.request))
    while mode == "deaf":
        signal.pause()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
