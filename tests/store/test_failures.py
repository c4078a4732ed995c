import errno

import apsw
import pytest

from facteur.base.errors import StoreMisuse, StoreUnavailable
from facteur.store.failures import from_os, is_damage, translated


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (apsw.FullError("x"), "disk-full"),
        (apsw.BusyError("x"), "locked"),
        (apsw.ReadOnlyError("x"), "read-only"),
        (apsw.CorruptError("x"), "corrupt"),
        (apsw.NotADBError("x"), "corrupt"),
        (apsw.IOError("x"), "io"),
        (apsw.CantOpenError("x"), "io"),
    ],
)
def test_what_the_machine_did(error, code):
    found = translated(error, where="mail.sqlite")
    assert isinstance(found, StoreUnavailable)
    assert found.code == code
    assert "mail.sqlite" in found.detail


def test_what_we_did():
    assert isinstance(translated(apsw.SQLError("near FROM")), StoreMisuse)


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk-full"), (errno.EROFS, "read-only"), (errno.EIO, "io")],
)
def test_what_the_system_says(number, code):
    assert from_os(OSError(number, "why"), where="here").code == code


def test_damage_is_what_trying_again_does_not_help():
    assert is_damage(apsw.NotADBError("x"))
    assert not is_damage(apsw.BusyError("x"))
