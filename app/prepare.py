"""Makes the environment a checkout runs in: `.venv`, our packages in it, the system's libraries.

Used by `python3 app` and `python3 tests`; standard library only, since it runs before anything is
installed. A stamp per kind of start, written last, says that everything was done for this
pyproject.toml and this Python; with it a start costs two small reads. An installation that was
interrupted is thrown away whole: pip takes half-copied packages for complete ones.
"""

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Literal

Kind = Literal["app", "tests"]

ROOT = Path(__file__).resolve().parent.parent
PROJECT_FILE = ROOT / "pyproject.toml"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# Outside .venv, because it must outlive the removal of a half-made one.
INSTALLING = ROOT / "build" / "installing"

# What the PySide6 wheels need of the system: shared library -> Debian package. Found by starting
# in an empty Debian 12: first widgets, then the web view, then X.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libasound.so.2": "libasound2",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libgbm.so.1": "libgbm1",
    "libnss3.so": "libnss3",
    "libxkbfile.so.1": "libxkbfile1",
    "libxcb-dri3.so.0": "libxcb-dri3-0",
    "libbrotlidec.so.1": "libbrotli1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# What the tests start or draw with besides.
TEST_PACKAGES = (
    "dovecot-imapd",
    "dovecot-pop3d",
    "dovecot-lmtpd",
    "xvfb",
    "xdotool",
    "fonts-dejavu-core",
    "fonts-inter",
    "fonts-noto-cjk",
)


class NotPrepared(Exception):
    """The environment could not be made; the text is for the person at the terminal."""


def environment(kind: Kind) -> Path:
    """Return the Python of the prepared environment; at once where the stamp says so.

    Raises NotPrepared with a sentence that says what to do.
    """
    wanted = fingerprint(kind)
    if _is_prepared(kind, wanted):
        return PYTHON
    with _only_one() as lock:
        if not _is_prepared(kind, wanted):  # another start may have done it while we waited
            install_system_packages(missing_packages(kind))
            _make_environment(kind, lock)
            _stamp(kind).write_text(wanted, encoding="ascii")
            INSTALLING.unlink()
    return PYTHON


def fingerprint(kind: Kind) -> str:
    """Return what the stamp must hold: it changes with pyproject.toml, Python and the place."""
    parts = (kind, str(ROOT), f"{sys.version_info[0]}.{sys.version_info[1]}")
    return hashlib.sha256("\n".join(parts).encode() + PROJECT_FILE.read_bytes()).hexdigest()


def missing_packages(kind: Kind) -> list[str]:
    """Return the Debian packages that are needed and absent; [] on other systems."""
    if shutil.which("apt-get") is None or shutil.which("dpkg-query") is None:
        return []
    missing = [] if importlib.util.find_spec("ensurepip") else ["python3-venv"]
    ldconfig = shutil.which("ldconfig") or "/sbin/ldconfig"  # not on every user's PATH
    present = _output([ldconfig, "-p"])
    known = {line.split(maxsplit=1)[0] for line in present.splitlines() if line.strip()}
    missing += [package for library, package in LIBRARIES.items() if library not in known]
    if kind == "tests":
        asked = _output(
            ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Abbrev}\n", *TEST_PACKAGES]
        )
        installed = {line.split()[0] for line in asked.splitlines() if " ii" in line}
        missing += [package for package in TEST_PACKAGES if package not in installed]
    return missing


def install_system_packages(packages: Sequence[str]) -> None:
    """Install Debian packages as root; otherwise raise NotPrepared with the one command."""
    if not packages:
        return
    if os.geteuid() != 0:
        raise NotPrepared(
            "Facteur needs libraries of the system that are not installed. Install them with:\n"
            f"  sudo apt-get install {' '.join(map(_present_name, packages))}"
        )
    _say(f"Installing system packages: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-q", "update"], check=False, env=quiet, stdout=sys.stderr)
    names = [_present_name(package) for package in packages]
    command = ["apt-get", "-q", "install", "-y", "--no-install-recommends", *names]
    if subprocess.run(command, check=False, env=quiet, stdout=sys.stderr).returncode != 0:
        raise NotPrepared(
            f"Installing system packages failed. The command was:\n  {' '.join(command)}"
        )


def _present_name(package: str) -> str:
    """Return the name this release has: Debian 13 and Ubuntu 24.04 renamed some to …t64."""
    renamed = f"{package}t64"
    found = _output(["apt-cache", "policy", renamed])
    return renamed if "Candidate:" in found and "(none)" not in found else package


def _make_environment(kind: Kind, lock: Sequence[int]) -> None:
    """Create .venv where needed and install the project, editable, with what `kind` asks."""
    if INSTALLING.exists() and VENV.exists():
        _say("The last installation was interrupted; starting it afresh.")
        shutil.rmtree(VENV)
    INSTALLING.parent.mkdir(exist_ok=True)
    INSTALLING.touch()
    if not _is_usable():
        _say("Making the environment in .venv (once).")
        _do([sys.executable, "-m", "venv", "--clear", str(VENV)], lock)
    _say("Installing what Facteur is made of (once for each change of pyproject.toml).")
    project = f"{ROOT}[tests]" if kind == "tests" else str(ROOT)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    _do([*pip, "install", "--editable", project], lock)


def _do(command: Sequence[str], lock: Sequence[int]) -> None:
    """Run a command; it holds the lock too, because it outlives us when we are killed."""
    status = subprocess.run(command, check=False, stdout=sys.stderr, pass_fds=lock).returncode
    if status > 0:
        INSTALLING.unlink()  # it gave up in good order; what it had done may stay
    if status != 0:
        raise NotPrepared(f"That failed; the words above say why. It was:\n  {' '.join(command)}")


def _is_prepared(kind: Kind, wanted: str) -> bool:
    try:
        return _stamp(kind).read_text(encoding="ascii") == wanted and PYTHON.exists()
    except OSError:
        return False


def _is_usable() -> bool:
    """Tell whether .venv is of this Python and its pip runs."""
    probe = "import pip, sys; print(*sys.version_info[:2])"
    version = " ".join(map(str, sys.version_info[:2]))
    return PYTHON.exists() and _output([str(PYTHON), "-c", probe]).strip() == version


def _stamp(kind: Kind) -> Path:
    return VENV / f"prepared-for-{kind}"


@contextlib.contextmanager
def _only_one() -> Generator[tuple[int, ...], None, None]:
    """Let one start at a time prepare this checkout; others wait for it. Yields the lock."""
    if os.name == "nt":
        yield ()  # no lock on a file that is only read; two first starts at once are rare
        return
    import fcntl  # noqa: PLC0415 -- absent on Windows

    with PROJECT_FILE.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield (file.fileno(),)


def _output(command: Sequence[str]) -> str:
    """Return what a command prints, or "" when it cannot run."""
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    except OSError:
        return ""
    return done.stdout


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
