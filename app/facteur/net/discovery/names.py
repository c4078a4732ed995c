"""Names of hosts and whose they are."""

import ipaddress
from functools import lru_cache
from typing import TYPE_CHECKING

from facteur.mail.address import ascii_domain

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# Second levels that countries sell below, among the hosts of our own file of providers.
_SHARED = frozenset({"co", "com", "net"})
_COUNTRY_LETTERS = 2


def clean_host(text: str) -> str:
    """Return a host's name from a stranger, lower-case ASCII; "" for what we do not connect to.

    Refused: addresses in figures, names without a dot and those of this computer itself, so that no
    answer from outside points us at what only we can reach.
    """
    host = ascii_domain(text.strip().rstrip("."))
    if "." not in host or host.endswith((".localhost", ".localdomain")):
        return ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host if not host.rpartition(".")[2].isdigit() else ""
    return ""


def registrable(name: str) -> str:
    """Return the part of a name that somebody registered, the name itself where there is none."""
    return _list().privatesuffix(name) or name


def registrable_of_ours(host: str) -> str:
    """Return the same for a host of our own file, without loading the list of all suffixes."""
    labels = host.split(".")
    shared = len(labels[-1]) == _COUNTRY_LETTERS and labels[-2] in _SHARED
    return "" if labels[-1].isdigit() else ".".join(labels[-3:] if shared else labels[-2:])


@lru_cache(maxsize=1)
def _list() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - 50 ms and 4 MB, for a search only

    return PublicSuffixList()
