import pytest
from PySide6.QtGui import QDesktopServices

from facteur.ui.accounts.wizard.webpages import may_open, open_consent, open_page


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://example.org/help", True),
        ("http://example.org/help", False),
        ("https://user:secret@example.org/", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("", False),
        ("mailto:a@example.org", False),
    ],
)
def test_only_pages_of_the_internet_are_opened(url, opens, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda page: opened.append(page) or True)
    assert may_open(url) is opens
    assert open_page(url) is opens
    assert open_consent(url) is opens
    assert bool(opened) is opens


def test_a_page_of_consent_may_be_on_this_computer(monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _page: True)
    assert open_consent("http://127.0.0.1:8080/agree")
    assert not open_consent("http://127.0.0.1.example.org/agree")
    assert not open_page("http://127.0.0.1:8080/agree")
