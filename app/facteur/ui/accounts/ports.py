"""Which port goes with which security, where only one of them is known."""

from facteur.mail.account import DEFAULT_PORTS, POP_PORTS, Protocol, Security, default_port

_STARTTLS_PORTS = frozenset((DEFAULT_PORTS[Security.STARTTLS], POP_PORTS[Security.STARTTLS]))


def security_for_port(port: int) -> Security:
    """Return the security that goes with a port: STARTTLS on 143 and 110, else from the start."""
    return Security.STARTTLS if port in _STARTTLS_PORTS else Security.TLS


def other_port(port: int, protocol: Protocol) -> int:
    """Return the port worth trying where this one refuses."""
    usual = default_port(protocol, Security.TLS)
    return default_port(protocol, Security.STARTTLS) if port == usual else usual
