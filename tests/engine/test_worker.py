"""The worker process: frames, limits, and its end."""

import io
import subprocess
import sys

import pytest

from facteur.engine.worker import (
    ENCODER,
    JOB_DECODER,
    MAX_FRAME,
    RESULT_DECODER,
    read_frame,
    write_frame,
)
from facteur.message.display import Node
from facteur.message.prepare import PartSource

COMMAND = (sys.executable, "-c", "from facteur.engine.worker import main; raise SystemExit(main())")
RAW = b"Subject: hi\n\nhello\n"


def frame(body: bytes) -> bytes:
    sink = io.BytesIO()
    write_frame(sink, body)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("stream", "body"),
    [
        (frame(b"abc"), b"abc"),
        (frame(b""), b""),
        (b"", None),
        (b"\x00\x00", None),
        (frame(b"abc")[:-1], None),
        ((MAX_FRAME + 1).to_bytes(4) + b"x", None),
    ],
)
def test_frames(stream: bytes, body: bytes | None) -> None:
    assert read_frame(io.BytesIO(stream)) == body


def test_jobs_are_a_message_or_its_parts() -> None:
    parts = PartSource(header=RAW, root=Node(section="1", content_type="text/plain"))
    assert JOB_DECODER.decode(ENCODER.encode(RAW)) == RAW
    assert JOB_DECODER.decode(ENCODER.encode(parts)) == parts


def test_it_answers_in_order_and_ends_with_its_stdin() -> None:
    jobs = frame(ENCODER.encode(RAW)) + frame(ENCODER.encode(b"Subject: two\n\n"))
    done = subprocess.run(COMMAND, input=jobs, capture_output=True, timeout=30, check=True)
    answers = io.BytesIO(done.stdout)
    subjects = []
    while (answer := read_frame(answers)) is not None:
        subjects.append(RESULT_DECODER.decode(answer).header.subject)
    assert subjects == ["hi", "two"]
    assert done.stderr == b""


def test_nonsense_ends_it_without_quoting_mail() -> None:
    done = subprocess.run(
        COMMAND, input=frame(b"\x93secret"), capture_output=True, timeout=30, check=False
    )
    assert done.returncode == 1
    assert done.stdout == b""
    assert b"worker: " in done.stderr
    assert b"secret" not in done.stderr


def test_its_memory_is_limited() -> None:
    code = (
        "import facteur.engine.worker as w\n"
        "w.prepare = lambda job: bytearray(4 << 30)\n"
        "raise SystemExit(w.main())"
    )
    done = subprocess.run(
        (sys.executable, "-c", code), input=frame(ENCODER.encode(RAW)),
        capture_output=True, timeout=30, check=False,
    )  # fmt: skip
    if sys.platform == "linux":
        assert done.returncode == 1
        assert b"worker: MemoryError" in done.stderr
