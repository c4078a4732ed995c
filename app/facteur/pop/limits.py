"""What a server may make us hold. Each number says where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in octets unless named otherwise; more than that and the connection is given up."""

    line_octets: int = 16 * 1024  # RFC 2449 §4 has 512; a SASL challenge may be longer
    text_octets: int = 1000  # of the server's sentence that are kept
    listing_rows: int = 2_000_000  # twice the largest mailbox we plan for
    listing_octets: int = 160 * 1024 * 1024  # so many rows of 70 octets, and their numbers
    capability_octets: int = 64 * 1024  # no honest CAPA comes near
    uidl_octets: int = 1024  # RFC 1939 §7 has 70; longer ones are known by their hash
    outstanding: int = 50  # commands without a reply; RFC 2449 §6.6 has no number
