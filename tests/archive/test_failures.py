import errno
from pathlib import Path

import pytest

from facteur.archive.failures import ArchiveError, translated
from facteur.base.errors import Fault, Retry


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOENT, "missing"),
        (errno.EACCES, "denied"),
        (errno.ENOSPC, "disk-full"),
        (errno.EFBIG, "file-too-big"),
        (errno.EROFS, "read-only"),
        (errno.EIO, "io"),
    ],
)
def test_errors_of_the_system_become_codes(number: int, code: str) -> None:
    with pytest.raises(ArchiveError) as caught, translated("a/b"):
        raise OSError(number, "words")
    assert caught.value.code == code
    assert caught.value.detail == "a/b: words"
    assert (caught.value.fault, caught.value.retry) == (Fault.MACHINE, Retry.AFTER_ACTION)


def test_a_nul_in_a_path_is_a_file_that_is_not_there() -> None:
    with pytest.raises(ArchiveError) as caught, translated("x"):
        Path("a\0b").read_bytes()
    assert caught.value.code == "missing"


def test_other_errors_pass() -> None:
    with pytest.raises(ZeroDivisionError), translated("x"):
        raise ZeroDivisionError
