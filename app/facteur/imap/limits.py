"""What a server may make us hold. Each number says where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in octets unless named otherwise; more than that and the connection is given up."""

    literal_octets: int = 64 * 1024 * 1024  # one part or one chunk of it; faults row 43
    response_octets: int = 160 * 1024 * 1024  # a FETCH reply with a few such sections
    line_octets: int = 1024 * 1024  # no honest line comes near; faults row 44
    list_line_octets: int = 64 * 1024 * 1024  # SEARCH and VANISHED of millions; faults row 44
    literals: int = 20_000  # in one response: an ENVELOPE with a literal for each address
    depth: int = 100  # of parentheses; faults row 45
    inflated_octets: int = 16 * 1024 * 1024  # in one go, when it is also 256 times the input
