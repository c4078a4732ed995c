"""What is to be said about an address while it is being typed. Pure."""

from dataclasses import dataclass

from facteur.mail.address import addr_spec
from facteur.mail.suggestion import suggested_domain

_OWN_COMPUTER = "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an address is worth.

    good: one can go on with it. domain: what a search would send. suggestion: the whole address
    that was perhaps meant, "" for none. present: it is in Facteur already.
    """

    good: bool = False
    address: str = ""
    domain: str = ""
    suggestion: str = ""
    present: bool = False


def judge(text: str, present: frozenset[str]) -> Verdict:
    """Return what is to be said; present: the addresses in Facteur, lower case."""
    address = text.strip()
    spec = addr_spec(address)
    if spec is None:
        return Verdict(address=address)
    known = address.lower() in present
    reachable = spec.has_domain_name or spec.domain == _OWN_COMPUTER or spec.domain[0] == "["
    meant = suggested_domain(spec.domain) if spec.has_domain_name else ""
    return Verdict(
        good=reachable and not known,
        address=address,
        domain=spec.domain,
        suggestion=f"{spec.local_part}@{meant}" if meant else "",
        present=known,
    )
