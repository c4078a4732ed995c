"""Debian packages with all they need, unpacked into a folder of their own and never installed.

Installing another mail server would remove Dovecot: they exclude each other. Unpacked down to the C
library, such a folder can be entered by `chroot` and asks nothing of this system. Needs apt-get,
dpkg-deb and util-linux, and root: mail servers change to the user whose mail it is.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

# What a folder must have for whoever enters it: /etc, /var and so on are somewhere else then.
WRITABLE = ("etc", "var", "run", "home", "tmp")
_BASE = ("dash", "libpam-modules")
# What packages ask for and no server here runs.
_LEFT_OUT = ("exim4", "perl", "libperl", "guile", "cron")
_NEEDED = ("apt-get", "dpkg-deb", "unshare", "setpriv", "chroot", "mount")


class Unavailable(Exception):
    """This server cannot be had here; the text says why, for the person at the terminal."""


def unpacked(packages: Sequence[str], cache: Path) -> Path:
    """Return the folder with these packages, downloaded and unpacked where it is not there yet.

    Raises Unavailable.
    """
    if absent := [name for name in _NEEDED if shutil.which(name) is None]:
        raise Unavailable(f"needs {', '.join(absent)}: Debian or Ubuntu")
    if os.geteuid() != 0:
        raise Unavailable("needs root, to enter a folder of its own and to change the user there")
    versions = _wanted(packages)
    digest = hashlib.sha256("\n".join(versions).encode()).hexdigest()[:12]
    world = cache / f"{packages[0]}-{digest}"
    if not world.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="making-") as making:
            _make_world(Path(making), versions).rename(world)
    return world


def version(packages: Sequence[str]) -> str:
    """Return the version of the first package."""
    return next(one for one in _wanted(packages) if one.startswith(f"{packages[0]}=")).split("=")[1]


def _wanted(packages: Sequence[str]) -> list[str]:
    """Return NAME=VERSION of the packages and of all that they need, as on an empty system.

    --print-uris prints and does nothing else: nothing is installed, nothing removed.
    """
    with tempfile.TemporaryDirectory() as empty:
        (Path(empty) / "status").touch()
        (Path(empty) / "partial").mkdir()  # with packages that apt keeps, these would not be told
        options = [f"Dir::State::status={empty}/status", f"Dir::Cache::archives={empty}"]
        flags = [word for option in options for word in ("-o", option)]
        command = ["apt-get", *flags, "install", "--print-uris", "-qq", "-y"]
        command += ["--no-install-recommends", *_BASE, *packages]
        printed = _output(command, "apt-get knows no such packages here")
    names = (line.split()[1] for line in printed.splitlines() if line.startswith("'"))
    parts = (name.removesuffix(".deb").split("_") for name in names)
    found = (f"{name}={number.replace('%3a', ':')}" for name, number, _ in parts)
    return sorted(one for one in found if not one.startswith(_LEFT_OUT))


def _make_world(making: Path, versions: list[str]) -> Path:
    downloads, world = making / "debs", making / "world"
    downloads.mkdir()
    making.chmod(0o755)
    options = ["-o", "APT::Sandbox::User=root"]  # else it warns that _apt may not write here
    _output(["apt-get", *options, "download", "-qq", *versions], "downloading failed", downloads)
    for package in downloads.glob("*.deb"):
        _output(["dpkg-deb", "-x", str(package), str(world)], "unpacking failed")
    for name in (*WRITABLE, "dev", "proc"):
        (world / name).mkdir(exist_ok=True)
    shutil.rmtree(world / "usr/share/doc", ignore_errors=True)
    return world


def _output(command: list[str], otherwise: str, folder: Path | None = None) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Unavailable(f"{otherwise}: {done.stderr.strip()[-300:]}")
    return done.stdout
