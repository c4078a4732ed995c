import os
import socket
import subprocess
import sys

import pytest

from facteur.base.errors import StoreUnavailable
from facteur.base.paths import Profile
from facteur.store.lock import ProfileLock


def test_one_holder_whose_address_everybody_can_read(profile):
    profile.create()
    ours, other = ProfileLock(profile), ProfileLock(profile)
    assert other.owner() is None
    assert ours.acquire()
    assert ours.acquire()
    assert not other.acquire()
    ours.set_address("/run/a/very/long/address")
    ours.set_address("/run/x")
    owner = other.owner()
    assert owner is not None
    assert (owner.pid, owner.host, owner.address) == (os.getpid(), socket.gethostname(), "/run/x")
    assert ours.owner() == owner
    assert ours.held
    assert not other.held
    ours.release()
    assert other.owner() is None
    assert other.acquire()
    other.release()


def test_the_lock_goes_with_its_process(profile):
    profile.create()
    code = (
        "import sys; from pathlib import Path; from facteur.base.paths import Profile;"
        "from facteur.store.lock import ProfileLock;"
        "print(ProfileLock(Profile(home=Path(sys.argv[1]))).acquire(), flush=True);"
        "sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(profile.home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with child, child.stdin, child.stdout:
        assert child.stdout.readline() == "True\n"
        lock = ProfileLock(profile)
        assert not lock.acquire()
        owner = lock.owner()
        assert owner is not None
        assert owner.pid == child.pid
        child.kill()
        child.wait(timeout=20)
        assert lock.acquire()
        lock.release()


def test_a_file_that_says_nothing_names_nobody(profile):
    profile.create()
    lock = ProfileLock(profile)
    assert lock.acquire()
    profile.lock.write_bytes(b"{")
    assert ProfileLock(profile).owner() is None
    lock.release()


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(StoreUnavailable):
        ProfileLock(Profile(home=tmp_path / "none")).acquire()


def test_nobody_holds_what_was_never_made(tmp_path):
    lock = ProfileLock(Profile(home=tmp_path / "none"))
    assert lock.owner() is None
    lock.release()
    assert not lock.held


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is full")  # noqa: PTH110
def test_a_full_disk_leaves_the_profile_free(profile):
    """It could not be said who holds it, so nobody does: the next attempt is not in its own way."""
    profile.create()
    profile.lock.symlink_to("/dev/full")
    lock, other = ProfileLock(profile), ProfileLock(profile)
    for one in (lock, other):
        with pytest.raises(StoreUnavailable):
            one.acquire()
        assert not one.held


def test_the_next_owner_learns_where_the_last_one_listened(profile):
    profile.create()
    first, second = ProfileLock(profile), ProfileLock(profile)
    assert first.acquire()
    assert first.left_address == ""
    first.set_address("/run/old")
    first.release()
    assert second.acquire()
    assert second.left_address == "/run/old"
    owner = first.owner()
    assert owner is not None
    assert owner.address == ""
    second.release()
