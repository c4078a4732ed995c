"""The real program, whose DNS and Web are a test's: `python -m tests.support.ruledprogram WORDS…`.

For runs in which a domain publishes its settings. The environment says where: FACTEUR_TEST_DNS and
FACTEUR_TEST_WEB are ports on loopback (see LocalDns, LocalWeb), and every name that ends in .test
means 127.0.0.1. Certificates are judged as ever: SSL_CERT_FILE names who is trusted (`trust`). A
window started this way starts its engine this way, too.
"""

import functools
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.localdns import LocalDns
from tests.support.localweb import LocalWeb

DNS_PORT, WEB_PORT = "FACTEUR_TEST_DNS", "FACTEUR_TEST_WEB"
COMMAND = (sys.executable, "-m", "tests.support.ruledprogram")


def surroundings(dns: LocalDns, web: LocalWeb, trusted: Path) -> Mapping[str, str]:
    """Return the variables for a program that asks these; trusted: from `trust`."""
    return {
        DNS_PORT: str(dns.port),
        WEB_PORT: str(web.port),
        "SSL_CERT_FILE": str(trusted),
        "https_proxy": "",
        "HTTPS_PROXY": "",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }


def trust(folder: Path, *authorities: Path) -> Path:
    """Write one file of all these authorities."""
    path = folder / "trusted.pem"
    path.write_bytes(b"".join(one.read_bytes() for one in authorities))
    return path


def main() -> int:
    from facteur.__main__ import main as run
    from facteur.engine import process
    from facteur.engine.effects import Effects
    from facteur.net.discovery.lookup import SystemLookup
    from facteur.net.discovery.web import SystemWeb

    lookup = SystemLookup(("127.0.0.1",), int(os.environ[DNS_PORT]))
    web = SystemWeb(lookup, int(os.environ[WEB_PORT]))
    process.Effects = functools.partial(Effects, lookup=lookup, web=web)  # pyright: ignore[reportAttributeAccessIssue] -- it is only called
    resolve = socket.getaddrinfo

    def resolved(host: Any, *rest: Any, **more: Any) -> Any:
        own = isinstance(host, str) and host.endswith(".test")
        return resolve("127.0.0.1" if own else host, *rest, **more)

    socket.getaddrinfo = resolved
    if not _is_command():
        from facteur.ui import application

        application.engine_command = lambda home: (*COMMAND, "--engine", "--home", str(home))
    return run()


def _is_command() -> bool:
    """Whether these words are for the engine or the command line, which know no Qt."""
    from facteur.cli.arguments import parse
    from facteur.cli.invocation import OpenWindow

    return not isinstance(parse(sys.argv[1:]).process, OpenWindow)


if __name__ == "__main__":
    sys.exit(main())
