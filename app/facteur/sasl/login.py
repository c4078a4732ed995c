"""LOGIN, never standardised: user and password asked one after the other.

Source: draft-murchison-sasl-login-00, expired; Exchange and old servers have nothing better.
"""

from dataclasses import dataclass, field

from facteur.base.errors import RemoteProtocolError


@dataclass(slots=True, kw_only=True)
class Login:
    """Two prompts, whatever they say: first the user, then the password."""

    user: str
    password: str = field(repr=False)
    name: str = field(default="LOGIN", init=False)
    sends_secret: bool = field(default=True, init=False)
    _left: int = field(default=2, init=False, repr=False)

    def initial(self) -> None:
        """Return None: the server begins."""
        return

    def step(self, challenge: bytes) -> bytes:  # noqa: ARG002 - the wording of prompts differs
        """Return what is asked, by position."""
        if not self._left:
            raise RemoteProtocolError("sasl-unexpected", detail="LOGIN has two steps")
        self._left -= 1
        return (self.user if self._left else self.password).encode("utf-8")

    def finish(self) -> None:
        """Accept: the server proves nothing here; TLS did."""
