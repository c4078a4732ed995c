"""The process of the practice server: answers mail programs on loopback and the window on a pipe.

It ends when its standard input does, that is with whoever started it. Then it removes the temporary
profile of a window that was killed; one that ends well does so itself.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportUntypedClassDecorator=false
# pyright: reportIncompatibleMethodOverride=false, reportIncompatibleVariableOverride=false
# Twisted names few of its types, and some of those wrongly.

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from facteur.base import log
from facteur.link import practice as link
from facteur.practice import home as homes
from facteur.practice import samples

_LOG = log.logger("net")


def main(home: Path | None, language: str) -> int:
    """Serve until standard input ends. home: the folder of the window that started us."""
    from twisted.internet import reactor as made  # noqa: PLC0415 - importing it makes it

    from facteur.practice.service import Service  # noqa: PLC0415 - twisted.mail needs the reactor

    reactor = cast("Any", made)  # Twisted's interfaces have no types that bind
    log.start(None, "practice")
    output = _take_output()

    def tell(event: link.Event) -> None:
        try:
            os.write(output, link.line(event))
        except OSError:  # the window has gone; the end of the input follows
            _LOG.info("nobody listens any more")

    service = Service(reactor, samples.table(language), tell)
    reactor.callWhenRunning(service.start)

    def hear(line: bytes) -> None:
        try:
            command = link.command(line)
        except msgspec.DecodeError as error:
            _LOG.error("not understood: %s", error)
        else:
            reactor.callFromThread(service.carry_out, command)

    def listen() -> None:
        _read_lines(sys.stdin.buffer, hear)
        reactor.callFromThread(reactor.stop)

    threading.Thread(target=listen, name="commands", daemon=True).start()
    reactor.run()
    if home is not None:
        homes.remove_left(home)
    return 0


def _take_output() -> int:
    """Keep standard output for the window; what is printed by mistake goes to standard error."""
    kept = os.dup(1)
    os.dup2(2, 1)
    return kept


def _read_lines(source: BinaryIO, hear: Callable[[bytes], None]) -> None:
    for line in source:
        hear(line)
