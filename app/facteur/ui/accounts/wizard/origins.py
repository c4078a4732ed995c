"""Where a value came from, and how a connection is secured, in words."""

from PySide6.QtCore import QCoreApplication

from facteur.mail.account import Security
from facteur.ui.accounts.wizard.state import Origin
from facteur.ui.foreign import harmless

_DOMAIN_LIMIT = 80


def origin_words(origin: Origin, domain: str) -> str:
    """Return the source of a value, to stand after it; domain: that of the address."""
    match origin:
        case Origin.KNOWN:
            return QCoreApplication.translate("Origins", "known provider")
        case Origin.DOMAIN:
            words = QCoreApplication.translate("Origins", "published by {domain}")
            return words.format(domain=harmless(domain, _DOMAIN_LIMIT))
        case Origin.DIRECTORY:
            return QCoreApplication.translate("Origins", "public directory of providers")
        case Origin.DNS:
            return QCoreApplication.translate("Origins", "Internet directory (DNS)")
        case Origin.GUESS:
            return QCoreApplication.translate("Origins", "usual name, tried")
        case Origin.TYPED:
            return QCoreApplication.translate("Origins", "typed by you")


def security_words(security: Security) -> str:
    """Return how a connection is secured, short."""
    match security:
        case Security.TLS:
            return QCoreApplication.translate("Origins", "encrypted (TLS)")
        case Security.STARTTLS:
            return QCoreApplication.translate("Origins", "encrypted (STARTTLS)")
        case Security.NONE:
            return QCoreApplication.translate("Origins", "not encrypted")
