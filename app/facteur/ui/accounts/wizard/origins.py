"""Where a value came from, and how a connection is secured, in words."""

from PySide6.QtCore import QCoreApplication

from facteur.mail.account import Security
from facteur.ui.accounts.wizard.state import Origin
from facteur.ui.foreign import harmless, shown_name

_DOMAIN_LIMIT = 80


def origin_words(  # noqa: PLR0911 - one an origin
    origin: Origin, domain: str
) -> str:
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
        case Origin.USED:
            return QCoreApplication.translate("Origins", "in use")


def source_words(  # noqa: PLR0911 - one an origin
    origin: Origin, domain: str, provider: str
) -> str:
    """Return what the settings as a whole come from; provider: its name for people, or ""."""
    match origin:
        case Origin.KNOWN if provider:
            words = QCoreApplication.translate("Origins", "what Facteur knows of {provider}")
            return words.format(provider=shown_name(provider))
        case Origin.KNOWN:
            return QCoreApplication.translate("Origins", "the providers Facteur knows")
        case Origin.DOMAIN:
            words = QCoreApplication.translate("Origins", "the settings published by {domain}")
            return words.format(domain=harmless(domain, _DOMAIN_LIMIT))
        case Origin.DIRECTORY:
            return QCoreApplication.translate("Origins", "the public directory of providers")
        case Origin.DNS:
            return QCoreApplication.translate("Origins", "the Internet directory (DNS)")
        case Origin.GUESS:
            return QCoreApplication.translate("Origins", "the usual names")
        case Origin.TYPED:
            return QCoreApplication.translate("Origins", "what you typed")
        case Origin.USED:
            return QCoreApplication.translate("Origins", "the settings in use")


def security_words(security: Security) -> str:
    """Return how a connection is secured, short."""
    match security:
        case Security.TLS:
            return QCoreApplication.translate("Origins", "encrypted (TLS)")
        case Security.STARTTLS:
            return QCoreApplication.translate("Origins", "encrypted (STARTTLS)")
        case Security.NONE:
            return QCoreApplication.translate("Origins", "not encrypted")
