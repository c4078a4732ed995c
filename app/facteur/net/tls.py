"""TLS contexts and the judgement of certificates.

The trust store is the system's. A certificate that the user trusts by explicit choice is known by
its SHA-256 fingerprint, per account; then nothing else about it is asked, and any other
certificate is refused.
"""

import asyncio
import hashlib
import ssl

import truststore

from facteur.base.errors import FacteurError, NetworkError, TrustError
from facteur.mail.account import ServerAddress

LOOK_TIMEOUT_S = 10.0
# OpenSSL's verify results (x509_vfy.h).
_EXPIRED = {9, 10}  # not yet valid, expired
_WRONG_NAME = {62, 63, 64}
_UNKNOWN = {18, 19, 20, 21}


def context(certificate_sha256: str) -> ssl.SSLContext:
    """Return a client context: the system's trust, or none when a fingerprint will be checked."""
    if not certificate_sha256:
        made: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    else:
        made = unverified()
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    return made


def unverified() -> ssl.SSLContext:
    """Return a context that shows a certificate without judging it; never used for a login."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    return made


def fingerprint(certificate: bytes) -> str:
    """Return the SHA-256 of a DER certificate, lower-case hex."""
    return hashlib.sha256(certificate).hexdigest()


def check_pin(transport: asyncio.BaseTransport, certificate_sha256: str) -> None:
    """Refuse the line when its certificate is not the trusted one; "" trusts the system's word.

    Raises TrustError(`certificate-changed`).
    """
    if not certificate_sha256:
        return
    shown = shown_by(transport)
    if fingerprint(shown) != certificate_sha256.lower():
        transport.close()
        raise TrustError("certificate-changed", certificate=shown)


def explain(error: Exception, certificate: bytes = b"") -> FacteurError:
    """Turn a failed handshake into an error of ours.

    certificate: what the server showed, where it is to blame.
    """
    if isinstance(error, ssl.SSLCertVerificationError):
        return TrustError(_code(error), detail=error.verify_message, certificate=certificate)
    if isinstance(error, ssl.SSLError):
        return TrustError("tls-failed", detail=str(error))
    return NetworkError("closed", detail=str(error))


def _code(error: ssl.SSLCertVerificationError) -> str:
    text = error.verify_message.lower()
    if error.verify_code in _EXPIRED or "expired" in text:
        return "certificate-expired"
    if error.verify_code in _WRONG_NAME or "mismatch" in text:
        return "certificate-name"
    return "certificate-unknown"


def shown_by(transport: asyncio.BaseTransport) -> bytes:
    """Return the certificate that an encrypted line was opened with, DER, b"" for none."""
    session = transport.get_extra_info("ssl_object")
    return (session.getpeercert(binary_form=True) or b"") if session is not None else b""


async def look(server: ServerAddress) -> bytes:
    """Return the certificate the server shows on an encrypted port, DER, b"" when none is had.

    Nothing is sent over that line. With STARTTLS it is net.imapsession that looks.
    """
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(LOOK_TIMEOUT_S):
            transport, _protocol = await loop.create_connection(
                asyncio.Protocol,
                server.host,
                server.port,
                ssl=unverified(),
                server_hostname=server.host,
            )
    except (OSError, TimeoutError):
        return b""
    shown = shown_by(transport)
    transport.abort()
    return shown
