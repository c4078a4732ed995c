"""What a server's certificate says, read from its DER form for people to compare.

It judges nothing: the engine decided already. Parsed by Qt's network library, whose hostile-input
handling is OpenSSL's; broken bytes give None.
"""

import hashlib
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QByteArray, QDateTime
from PySide6.QtNetwork import QSsl, QSslCertificate

from facteur.ui.foreign import harmless

_NAMES_LIMIT = 20  # a certificate may carry thousands of names; nobody compares more
_TEXT_LIMIT = 120  # a name longer than this is not shown whole


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """A certificate as people compare it.

    names: the host names it is for, its common name first, each once.
    sha256: the fingerprint, hex without separators, lower case.
    """

    names: tuple[str, ...]
    issuer: str
    valid_from: QDateTime
    valid_until: QDateTime
    sha256: str
    self_signed: bool

    @property
    def spaced_fingerprint(self) -> str:
        """The fingerprint in upper-case pairs with colons, as administrators write it."""
        return spaced(self.sha256)


def spaced(sha256: str) -> str:
    """Return a fingerprint in upper-case pairs with colons."""
    pairs = [sha256[start : start + 2] for start in range(0, len(sha256), 2)]
    return ":".join(pairs).upper()


def facts(der: bytes) -> CertificateFacts | None:
    """Return what the certificate says, or None when the bytes are no certificate."""
    certificate = QSslCertificate(QByteArray(der), QSsl.EncodingFormat.Der)
    if not der or certificate.isNull():
        return None
    return CertificateFacts(
        names=_names(certificate),
        issuer=harmless(certificate.issuerDisplayName(), _TEXT_LIMIT),
        valid_from=certificate.effectiveDate(),
        valid_until=certificate.expiryDate(),
        sha256=hashlib.sha256(der).hexdigest(),
        self_signed=certificate.isSelfSigned(),
    )


def _names(certificate: QSslCertificate) -> tuple[str, ...]:
    common = certificate.subjectInfo(QSslCertificate.SubjectInfo.CommonName)
    alternative = certificate.subjectAlternativeNames().get(QSsl.AlternativeNameEntryType.DnsEntry)
    found = [*common, *reversed(_texts(alternative))]  # the multi-map is filled backwards
    clean = [harmless(name, _TEXT_LIMIT) for name in found]
    return tuple(dict.fromkeys(name for name in clean if name))[:_NAMES_LIMIT]


def _texts(value: object) -> list[str]:
    """PySide6 types this multi-map loosely: one text or a list of them, by number of entries."""
    if isinstance(value, str):
        return [value]
    return [str(item) for item in cast("list[object]", value)] if isinstance(value, list) else []
