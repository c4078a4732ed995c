"""The walls around an HTML message, tried with a real web engine and a real listening socket."""

import socket
import subprocess
import sys

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile

from facteur.ui.reader import page
from facteur.ui.reader.shown import Picture
from facteur.ui.reader.webview import WebView
from facteur.ui.theme import colours

pytestmark = pytest.mark.slow
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
HOSTILE = """
<img src="http://127.0.0.1:{port}/pixel.png"><img srcset="http://127.0.0.1:{port}/set.png 2x">
<link rel="stylesheet" href="http://127.0.0.1:{port}/x.css"><link rel="dns-prefetch" href="//leak.example">
<link rel="preconnect" href="http://127.0.0.1:{port}"><style>@import url(http://127.0.0.1:{port}/i.css);
body {{ background: url(http://127.0.0.1:{port}/bg.png) }}</style>
<iframe src="http://127.0.0.1:{port}/frame"></iframe><object data="http://127.0.0.1:{port}/o"></object>
<video poster="http://127.0.0.1:{port}/poster"></video><script>document.title = "ran"</script>
<meta http-equiv="refresh" content="0;url=http://127.0.0.1:{port}/refresh">
<img src="file:///etc/hostname"><img src=x onerror="document.title='ran'">
"""


@pytest.fixture
def web(qtbot):
    view = WebView()
    qtbot.addWidget(view, before_close_func=lambda made: made.close_for_good())
    view.resize(600, 400)
    return view


def show(qtbot, web, fragment, pictures=lambda _name: None, policy=True):
    dress = page.sheet(colours.tokens(dark=False), px=14, family="Inter")
    document = page.document(fragment, dress)
    if not policy:
        document = document.replace("Content-Security-Policy", "X-Nothing")
    with qtbot.waitSignal(web.shown, timeout=20_000):
        web.show_document(document, "#ffffff", pictures)


@pytest.mark.parametrize("policy", [True, False])
def test_no_request_leaves_whatever_the_message_holds(qtbot, web, policy):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        web.show()
        show(qtbot, web, HOSTILE.format(port=server.getsockname()[1]), policy=policy)
        qtbot.wait(300)
        with pytest.raises(TimeoutError):
            server.accept()
    assert policy or web.wall.refused > 3  # the message did try
    assert web.title() != "ran"
    assert web.url().scheme() == "facteur-message"


def test_a_picture_of_the_message_is_asked_for_by_its_id(qtbot, web):
    asked = []

    def pictures(content_id):
        asked.append(content_id)
        return Picture(content_type="image/png", data=PNG)

    web.show()
    show(qtbot, web, "<img src='cid:pic%40example.org'><img src='cid:two'>", pictures)
    assert sorted(asked) == ["pic@example.org", "two"]


def test_a_page_in_place_of_a_picture_is_not_served(qtbot, web):
    web.show()
    show(
        qtbot,
        web,
        "<img src='cid:pic'><iframe src='cid:frame'></iframe>",
        lambda _name: Picture(
            content_type="text/html", data=b"<script>document.title='ran'</script>"
        ),
    )
    assert web.title() != "ran"


def test_a_large_document_is_shown(qtbot, web):
    show(qtbot, web, "<p>x</p>" * 400_000)


def test_links_are_only_asked_for(qtbot, web):
    own = web.page()
    clicked = QWebEnginePage.NavigationType.NavigationTypeLinkClicked
    with qtbot.waitSignal(web.link_asked) as said:
        assert not own.acceptNavigationRequest(QUrl("https://example.org"), clicked, True)
    assert said.args[0] == QUrl("https://example.org")
    typed = QWebEnginePage.NavigationType.NavigationTypeTyped
    for url in (
        "https://example.org",
        "file:///etc/passwd",
        "data:text/html,x",
        "chrome://crash",
        "cid:x",
    ):
        assert not own.acceptNavigationRequest(QUrl(url), typed, True)
    assert not own.acceptNavigationRequest(QUrl("facteur-message:1"), typed, False)
    assert own.acceptNavigationRequest(QUrl("facteur-message:1#part"), clicked, True)


def test_nothing_is_remembered(web):
    profile = web.page().profile()
    assert profile.isOffTheRecord()
    assert (
        profile.persistentCookiesPolicy()
        is QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
    )
    settings = web.page().settings()
    for name in (
        "JavascriptEnabled",
        "LocalStorageEnabled",
        "PluginsEnabled",
        "DnsPrefetchEnabled",
    ):
        assert not settings.testAttribute(getattr(settings.WebAttribute, name))


def test_the_rest_of_the_window_loads_no_web_engine():
    code = (
        "import sys; import facteur.ui.reader.controller, facteur.ui.accounts.controller;"
        "sys.exit(any('WebEngine' in name for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], timeout=60, check=False)
    assert done.returncode == 0
