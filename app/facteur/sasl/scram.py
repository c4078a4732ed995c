"""SCRAM-SHA-1 and SCRAM-SHA-256 (RFC 5802 §3, RFC 7677 §3), without channel binding.

The password never travels, and the server proves that it knows it. An `OK` without that proof is
refused (`finish`).
"""

import base64
import binascii
import hashlib
import hmac
import stringprep
import unicodedata
from typing import Final, Literal

from facteur.base.errors import LocalProtocolError, RemoteProtocolError
from facteur.base.override import override

ScramHash = Literal["SHA-1", "SHA-256"]

_DIGESTS: Final = {"SHA-1": "sha1", "SHA-256": "sha256"}
# A server may make us compute; 4,096 is the RFC's least, 600,000 today's advice for PBKDF2. More
# than this would stop the engine for seconds.
_MOST_ITERATIONS: Final = 2_000_000
_DIGITS: Final = 7  # of it
_PROVED: Final = 3  # the stage after the server's signature


class Scram:
    """One run of SCRAM.

    nonce: at least 18 random octets in printable ASCII without a comma, new for every run.
    """

    sends_secret = False

    def __init__(
        self,
        *,
        user: str,
        password: str,
        nonce: str,
        digest: ScramHash = "SHA-256",
        authorization: str = "",
    ) -> None:
        self.name = f"SCRAM-{digest}"
        self._hash = _DIGESTS[digest]
        self._password = _prepared(password).encode("utf-8")
        self._nonce = nonce
        self._gs2 = f"n,{'a=' + _escaped(authorization) if authorization else ''},"
        self._client_first = f"n={_escaped(_prepared(user))},r={nonce}"
        self._server_signature = b""
        self._stage = 0

    @override
    def __repr__(self) -> str:
        return f"Scram({self.name})"

    def initial(self) -> bytes:
        """Return the client's first message."""
        self._stage = 1
        return f"{self._gs2}{self._client_first}".encode()

    def step(self, challenge: bytes) -> bytes:
        """Return the proof for the server's first message, or "" once its own proof holds."""
        self._stage += 1
        match self._stage:
            case 1:
                return self.initial()
            case 2:
                return self._prove(challenge)
            case 3:
                self._verify(challenge)
                return b""
            case _:
                raise RemoteProtocolError("sasl-unexpected", detail="SCRAM is over")

    def finish(self) -> None:
        """Check that the server has proved itself."""
        if self._stage != _PROVED:
            raise RemoteProtocolError("sasl-unproved", detail="OK before the server's signature")

    def _prove(self, challenge: bytes) -> bytes:
        fields = _fields(challenge)
        nonce, salt = fields.get("r", ""), _base64(fields.get("s", ""))
        rounds = fields.get("i", "")
        if "m" in fields or not nonce.startswith(self._nonce) or nonce == self._nonce:
            raise RemoteProtocolError("sasl-unexpected", detail="SCRAM nonce")
        if not rounds.isascii() or not rounds.isdigit() or not salt or len(rounds) > _DIGITS:
            raise RemoteProtocolError("sasl-unexpected", detail="SCRAM salt or iterations")
        if not 1 <= int(rounds) <= _MOST_ITERATIONS:
            raise RemoteProtocolError("sasl-unexpected", detail="SCRAM iterations out of range")
        salted = hashlib.pbkdf2_hmac(self._hash, self._password, salt, int(rounds))
        binding = base64.b64encode(self._gs2.encode()).decode("ascii")
        unproved = f"c={binding},r={nonce}"
        spoken = b",".join((self._client_first.encode(), challenge, unproved.encode()))
        client_key = self._hmac(salted, b"Client Key")
        signature = self._hmac(hashlib.new(self._hash, client_key).digest(), spoken)
        proof = bytes(a ^ b for a, b in zip(client_key, signature, strict=True))
        self._server_signature = self._hmac(self._hmac(salted, b"Server Key"), spoken)
        return f"{unproved},p={base64.b64encode(proof).decode('ascii')}".encode()

    def _verify(self, challenge: bytes) -> None:
        fields = _fields(challenge)
        if "e" in fields:
            self._stage = _PROVED + 1  # its NO follows
            return
        if not hmac.compare_digest(_base64(fields.get("v", "")), self._server_signature):
            raise RemoteProtocolError("sasl-unproved", detail="the server's signature is wrong")

    def _hmac(self, key: bytes, message: bytes) -> bytes:
        return hmac.new(key, message, self._hash).digest()


def _fields(message: bytes) -> dict[str, str]:
    text = message.decode("utf-8", "replace")
    return {piece[:1]: piece[2:] for piece in text.split(",") if piece[1:2] == "="}


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _escaped(name: str) -> str:
    return name.replace("=", "=3D").replace(",", "=2C")


def _prepared(text: str) -> str:
    """SASLprep (RFC 4013 §2) for what people type; refuses what it prohibits."""
    mapped = "".join(
        " " if stringprep.in_table_c12(character) else character
        for character in text
        if not stringprep.in_table_b1(character)
    )
    prepared = unicodedata.normalize("NFKC", mapped)
    if any(
        stringprep.in_table_c21_c22(character) or stringprep.in_table_c3(character)
        for character in prepared
    ):
        raise LocalProtocolError("credentials-unusable", detail="control or private characters")
    return prepared
