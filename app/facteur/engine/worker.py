"""The worker process: hostile MIME and HTML are read here, where a crash or a bomb costs nothing.

Frames on stdin and stdout: four octets of length, big-endian, then one msgpack value: the raw
message (bin) or a `PartSource` (map) in, a `Prepared` out, one for one, in order. End of stdin
means that the engine has gone. The process never opens a file or a socket.
"""

import os
import sys
from typing import BinaryIO

import msgspec

from facteur.base.priority import go_after_others
from facteur.message.prepare import PartSource, Prepared, prepare

# A worker needs 60 MB; a message that needs ten times that is an attack (5-faults.md, row 89).
MEMORY_OCTETS = 768 * 1024 * 1024
CPU_S_PER_JOB = 30
MAX_FRAME = 256 * 1024 * 1024
_NICENESS = 10
_LENGTH_OCTETS = 4

JOB_DECODER: msgspec.msgpack.Decoder[bytes | PartSource] = msgspec.msgpack.Decoder(
    bytes | PartSource
)
RESULT_DECODER = msgspec.msgpack.Decoder(Prepared)
ENCODER = msgspec.msgpack.Encoder()


def main() -> int:
    """Serve jobs until stdin ends; return the exit code. Called by `facteur --worker`."""
    source, sink = _take_pipes()
    _restrict()
    try:
        while (frame := read_frame(source)) is not None:
            _renew_cpu_limit()
            write_frame(sink, ENCODER.encode(prepare(JOB_DECODER.decode(frame))))
    except BrokenPipeError:
        return 0
    except Exception as problem:  # noqa: BLE001 (the top of a process; the engine sees it die)
        # Only the kind: the text of an exception may quote the message.
        sys.stderr.write(f"worker: {type(problem).__name__}\n")
        return 1
    return 0


def read_frame(source: BinaryIO) -> bytes | None:
    """Return the next frame, None at the end or when the stream was cut or makes no sense."""
    head = source.read(_LENGTH_OCTETS)
    if len(head) < _LENGTH_OCTETS:
        return None
    length = int.from_bytes(head)
    if length > MAX_FRAME:
        return None
    body = source.read(length)
    return body if len(body) == length else None


def write_frame(sink: BinaryIO, body: bytes) -> None:
    """Write one frame and flush it."""
    sink.write(len(body).to_bytes(_LENGTH_OCTETS))
    sink.write(body)
    sink.flush()


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep stdout for frames and point it at stderr, so that a stray print breaks nothing."""
    source = os.fdopen(os.dup(0), "rb")
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return source, sink


def _restrict() -> None:
    """Be nice, and have little memory, where the system offers that."""
    go_after_others(_NICENESS)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 (POSIX only)

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = MEMORY_OCTETS if hard == resource.RLIM_INFINITY else min(MEMORY_OCTETS, hard)
        try:
            resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core would hold mail
        except (ValueError, OSError):  # macOS refuses RLIMIT_AS
            sys.stderr.write("worker: no memory limit\n")


def _renew_cpu_limit() -> None:
    """Allow the next job its share of processor time; beyond it the system ends us."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 (POSIX only)

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(used.ru_utime + used.ru_stime) + CPU_S_PER_JOB
        if hard == resource.RLIM_INFINITY or soft < hard:
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
