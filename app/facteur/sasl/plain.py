"""PLAIN (RFC 4616 §2)."""

from dataclasses import dataclass, field

from facteur.base.errors import LocalProtocolError, RemoteProtocolError


@dataclass(slots=True, kw_only=True)
class Plain:
    """User and password in one message. `authorization`: act as another user, or ""."""

    user: str
    password: str = field(repr=False)
    authorization: str = ""
    name: str = field(default="PLAIN", init=False)
    sends_secret: bool = field(default=True, init=False)
    _sent: bool = field(default=False, init=False, repr=False)

    def initial(self) -> bytes:
        """Return the whole message."""
        if "\0" in self.user + self.password + self.authorization:
            raise LocalProtocolError("nul-in-credentials")
        self._sent = True
        return f"{self.authorization}\0{self.user}\0{self.password}".encode()

    def step(self, challenge: bytes) -> bytes:
        """Return the message to the empty challenge of a server without initial responses."""
        if challenge.strip() or self._sent:
            raise RemoteProtocolError("sasl-unexpected", detail="PLAIN has one step")
        return self.initial()

    def finish(self) -> None:
        """Accept: the server proves nothing here; TLS did."""
