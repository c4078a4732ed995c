"""Tokens instead of passwords: OAUTHBEARER (RFC 7628 §3.1) and Google's older XOAUTH2."""

from dataclasses import dataclass, field

from facteur.base.errors import RemoteProtocolError


@dataclass(slots=True, kw_only=True)
class XOAuth2:
    """XOAUTH2, as Google and Microsoft document it.

    failure: the server's JSON when it refused, for the log; set before its NO arrives.
    """

    user: str
    token: str = field(repr=False)
    name: str = field(default="XOAUTH2", init=False)
    sends_secret: bool = field(default=True, init=False)
    failure: str = field(default="", init=False)
    _sent: bool = field(default=False, init=False, repr=False)

    def initial(self) -> bytes:
        """Return the whole message."""
        self._sent = True
        return f"user={self.user}\x01auth=Bearer {self.token}\x01\x01".encode()

    def step(self, challenge: bytes) -> bytes:
        """Return the message, or the empty answer that fetches the NO after a failure."""
        if not self._sent:
            return self.initial()
        return _noted(self, challenge, b"")

    def finish(self) -> None:
        """Accept: the server proves nothing here; TLS did."""


@dataclass(slots=True, kw_only=True)
class OAuthBearer:
    """OAUTHBEARER. host, port: of the server that the token is shown to.

    failure: as in XOAUTH2.
    """

    user: str
    token: str = field(repr=False)
    host: str
    port: int
    name: str = field(default="OAUTHBEARER", init=False)
    sends_secret: bool = field(default=True, init=False)
    failure: str = field(default="", init=False)
    _sent: bool = field(default=False, init=False, repr=False)

    def initial(self) -> bytes:
        """Return the whole message, headed by GS2 without channel binding."""
        self._sent = True
        user = self.user.replace("=", "=3D").replace(",", "=2C")
        return (
            f"n,a={user},\x01host={self.host}\x01port={self.port}"
            f"\x01auth=Bearer {self.token}\x01\x01"
        ).encode()

    def step(self, challenge: bytes) -> bytes:
        """Return the message, or the one octet that fetches the NO after a failure."""
        if not self._sent:
            return self.initial()
        return _noted(self, challenge, b"\x01")

    def finish(self) -> None:
        """Accept: the server proves nothing here; TLS did."""


def _noted(mechanism: XOAuth2 | OAuthBearer, challenge: bytes, answer: bytes) -> bytes:
    if mechanism.failure:
        raise RemoteProtocolError("sasl-unexpected", detail="a second failure message")
    mechanism.failure = challenge[:2000].decode("utf-8", "replace") or "refused"
    return answer
