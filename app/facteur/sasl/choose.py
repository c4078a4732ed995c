"""Which mechanism to use: the best that both sides have."""

from collections.abc import Container
from dataclasses import dataclass, field

from .bearer import OAuthBearer, XOAuth2
from .login import Login
from .mechanism import Mechanism
from .plain import Plain
from .scram import Scram


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What there is to prove who the user is: a password or a token, the other is "".

    host, port: of the server, told in OAUTHBEARER.
    """

    user: str
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    host: str = ""
    port: int = 0


def choose(
    offered: Container[str],
    credentials: Credentials,
    *,
    nonce: str,
    encrypted: bool,
) -> Mechanism | None:
    """Return a mechanism ready to run, or None when none will do.

    offered: names of mechanisms, upper-case.
    nonce: random, used by SCRAM only.
    encrypted: whether TLS is on; without it nothing is chosen that sends the secret itself.
    """
    return next(
        (
            mechanism
            for mechanism in _ranked(credentials, nonce)
            if mechanism.name in offered and (encrypted or not mechanism.sends_secret)
        ),
        None,
    )


def _ranked(credentials: Credentials, nonce: str) -> list[Mechanism]:
    """Return the mechanisms these credentials serve, best first."""
    user = credentials.user
    if credentials.token:
        return [
            OAuthBearer(
                user=user, token=credentials.token, host=credentials.host, port=credentials.port
            ),
            XOAuth2(user=user, token=credentials.token),
        ]
    password = credentials.password
    return [
        Scram(user=user, password=password, nonce=nonce, digest="SHA-256"),
        Scram(user=user, password=password, nonce=nonce, digest="SHA-1"),
        Plain(user=user, password=password),
        Login(user=user, password=password),
    ]
