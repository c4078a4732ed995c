"""Design note: SASL mechanisms without I/O, for IMAP, POP and SMTP.

A mechanism is a small object with `name`, `initial` and `step(challenge) -> response`; octets in
and out, base64 is the protocol's business. It is used once. Credentials are kept out of `repr`,
and nothing here logs. Randomness (SCRAM's nonce) is an argument, so that tests have no surprises.
Channel binding is not offered: Python's ssl gives `tls-unique` only, which TLS 1.3 has not got.
"""

from .bearer import OAuthBearer, XOAuth2
from .choose import Credentials, choose
from .login import Login
from .mechanism import Mechanism
from .plain import Plain
from .scram import Scram

__all__ = [
    "Credentials",
    "Login",
    "Mechanism",
    "OAuthBearer",
    "Plain",
    "Scram",
    "XOAuth2",
    "choose",
]
