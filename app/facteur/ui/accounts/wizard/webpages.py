"""Pages of providers, opened in the user's own browser: only https, nothing else."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def may_open(url: str) -> bool:
    """Whether this is a page of the Internet, with a host and without a password in it."""
    page = QUrl(url, QUrl.ParsingMode.StrictMode)
    return page.isValid() and page.scheme() == "https" and bool(page.host()) and not page.userInfo()


def open_page(url: str) -> bool:
    """Open a page; return whether a browser took it."""
    return may_open(url) and QDesktopServices.openUrl(QUrl(url))


def open_consent(url: str) -> bool:
    """Open a provider's page of consent; one on this computer may do without https (tests)."""
    page = QUrl(url, QUrl.ParsingMode.StrictMode)
    here = page.scheme() == "http" and page.host() in {"127.0.0.1", "localhost"}
    return (here or may_open(url)) and QDesktopServices.openUrl(page)
