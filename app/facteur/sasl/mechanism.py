"""What every mechanism is: RFC 4422 §3, seen from the client."""

from typing import Protocol


class Mechanism(Protocol):
    """One run of one mechanism. Never printed with its secrets."""

    @property
    def name(self) -> str:
        """The registered name, upper-case."""
        ...

    @property
    def sends_secret(self) -> bool:
        """Whether the password or token itself travels, so that it must be within TLS."""
        ...

    def initial(self) -> bytes | None:
        """Return what may be sent with the command at once, or None when the server begins."""
        ...

    def step(self, challenge: bytes) -> bytes:
        """Return the response to a challenge.

        Raises RemoteProtocolError when the server does not follow the mechanism or cannot prove
        that it knows the password.
        """
        ...

    def finish(self) -> None:
        """Check that the server may say OK now.

        Raises RemoteProtocolError when it has not proved what the mechanism lets it prove.
        """
        ...
