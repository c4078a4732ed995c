"""Servers and fingerprints as people write them."""

import re

from facteur.base.errors import UsageError

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def host_and_port(text: str, default: int) -> tuple[str, int]:
    """Return both halves of `host`, `host:port`, `[v6]:port` or a bare IPv6 address.

    Raises UsageError(`port-invalid`).
    """
    if text.startswith("["):
        host, _, rest = text[1:].partition("]")
        port = rest.removeprefix(":")
    elif text.count(":") > 1:
        host, port = text, ""
    else:
        host, colon, port = text.partition(":")
        if colon and not port:
            raise UsageError("port-invalid", detail="")
    if not port:
        return host, default
    if not (port.isascii() and port.isdigit()):
        raise UsageError("port-invalid", detail=port)
    return host, int(port)


def fingerprint(text: str) -> str:
    """Return a fingerprint as it is kept, "" for none. Raises UsageError(`fingerprint-invalid`)."""
    plain = text.replace(":", "").replace(" ", "").lower()
    if plain and not _FINGERPRINT.fullmatch(plain):
        raise UsageError("fingerprint-invalid", detail=text)
    return plain
