"""A worker of the engine that decodes a message with 25 MB attached, again and again.

It is fed by a process of its own, so that what is measured is not disturbed by the feeding.
"""

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator
from typing import BinaryIO, cast

from facteur.engine.worker import ENCODER, read_frame, write_frame
from tests.bench.facteur import surroundings
from tests.support.builders import Attachment, message

OCTETS = 25_000_000


@contextlib.contextmanager
def decoding() -> Generator[Callable[[], int]]:
    """Keep one worker decoding; gives how often it has done it up to now."""
    with tempfile.TemporaryFile() as said:
        feeder = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.decoding"],
            env=surroundings(),
            stdin=subprocess.PIPE,
            stdout=said,
        )
        try:
            yield lambda: said.seek(0, 2)
        finally:
            feeder.kill()
            feeder.wait(10)  # the worker ends with its input


def main() -> None:
    raw = message(attachments=(Attachment(name="big.bin", content=b"\x5a" * OCTETS),))
    frame = ENCODER.encode(raw)
    worker = subprocess.Popen(
        [sys.executable, "-m", "facteur", "--worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    while True:
        write_frame(cast("BinaryIO", worker.stdin), frame)
        if read_frame(cast("BinaryIO", worker.stdout)) is None:
            return
        sys.stdout.write(".")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
