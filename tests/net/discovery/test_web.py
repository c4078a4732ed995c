"""Files over https: which redirects are followed, how much is read, what a server learns."""

import asyncio
import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from facteur.base.errors import NetworkError
from facteur.net.discovery.web import Page, SystemWeb
from tests.support.localdns import LocalDns
from tests.support.localweb import LocalWeb, Reply, moved

NAMES = ("example.test", "*.example.test", "other.example")
URL = "https://autoconfig.example.test/config.xml"
KEY = "autoconfig.example.test/config.xml"
ZONE = {f"{name} A": ["127.0.0.1"] for name in ("autoconfig.example.test", "other.example")}


class Place:
    def __init__(self, web: LocalWeb, dns: LocalDns) -> None:
        self.web = web
        self.dns = dns

    def get(self, url: str = URL, **pages: Reply) -> Page | None:
        self.web.pages.update(pages)
        return asyncio.run(SystemWeb(self.dns.lookup(), self.web.port).get(url))

    def serve(self, pages: Mapping[str, Reply], url: str = URL) -> Page | None:
        return self.get(url, **pages)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with LocalWeb(tmp_path, {}, *NAMES) as web, LocalDns(ZONE) as dns:
        monkeypatch.setenv("SSL_CERT_FILE", str(web.ca_file))
        yield Place(web, dns)


def test_a_file(place: Place) -> None:
    assert place.serve({KEY: Reply(body=b"<x/>")}) == Page(
        host="autoconfig.example.test", data=b"<x/>"
    )
    assert place.web.asked == [KEY]
    assert set(place.web.heads[0]) <= {
        "Host",
        "User-Agent",
        "Accept",
        "Accept-Encoding",
        "Connection",
    }
    assert place.web.heads[0]["User-Agent"] == "Facteur"


def test_nothing_there(place: Place) -> None:
    assert place.get() is None
    assert place.serve({KEY: Reply(status=500, body=b"x")}) is None


def test_a_host_that_does_not_exist(place: Place) -> None:
    assert place.get("https://nowhere.example.test/config.xml") is None


def test_redirects_are_followed_three_times(place: Place) -> None:
    pages = {f"autoconfig.example.test/{n}": moved(f"/{n + 1}", 301 + n % 2) for n in range(5)}
    pages["autoconfig.example.test/3"] = Reply(body=b"three")
    found = place.serve(pages, "https://autoconfig.example.test/0")
    assert found is not None
    assert found.data == b"three"
    place.web.pages["autoconfig.example.test/3"] = moved("/4")
    place.web.pages["autoconfig.example.test/4"] = Reply(body=b"four")
    assert place.get("https://autoconfig.example.test/0") is None


def test_a_loop_ends(place: Place) -> None:
    assert place.serve({KEY: moved(URL)}) is None
    assert len(place.web.asked) == 4


def test_another_domain_is_told(place: Place) -> None:
    found = place.serve(
        {KEY: moved("https://other.example/x"), "other.example/x": Reply(body=b"theirs")}
    )
    assert found == Page(host="other.example", data=b"theirs")


@pytest.mark.parametrize(
    "where",
    [
        "http://autoconfig.example.test/x",
        "http://other.example/x",
        "ftp://other.example/x",
        "file:///etc/passwd",
        "https://[x/y",
        "//[x/y",
        "https://other.example]/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://localhost/x",
        "https://user:word@other.example/x",
        "https://other.example:8443/x",
        "https://other.example:99999/x",
        "https://other.example/" + "x" * 2000,
    ],
)
def test_redirects_that_are_not_followed(place: Place, where: str) -> None:
    place.web.pages["other.example/x"] = Reply(body=b"x")
    assert place.serve({KEY: moved(where)}) is None
    assert place.web.asked == [KEY]
    assert place.dns.asked == ["autoconfig.example.test A"]


@pytest.mark.parametrize("where", ["/\x01", "/%zz", "?\xff", "/a b", "#x", "", "/" + "%41" * 300])
def test_odd_places_on_the_same_host_do_no_harm(place: Place, where: str) -> None:
    assert place.serve({KEY: moved(where)}) is None


def test_no_more_than_enough_is_read(place: Place) -> None:
    assert place.serve({KEY: Reply(body=b"x" * (256 << 10))}) is not None
    assert place.serve({KEY: Reply(body=b"x" * (256 << 10) + b"x")}) is None


def test_nothing_is_unpacked(place: Place) -> None:
    body = gzip.compress(b" " * 50_000_000)
    assert place.serve({KEY: Reply(body=body, headers={"Content-Encoding": "gzip"})}) is None


def test_a_certificate_that_nobody_vouches_for(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert place.serve({KEY: Reply(body=b"x")}) is None
    assert place.web.asked == []


def test_a_certificate_for_another_name(place: Place) -> None:
    place.dns.zone["wrong.example A"] = ["127.0.0.1"]
    assert place.get("https://wrong.example/config.xml") is None
    assert place.web.asked == []


def test_a_closed_port_is_a_failure_of_the_network(place: Place) -> None:
    closed = SystemWeb(place.dns.lookup(), 9)
    with pytest.raises(NetworkError) as caught:
        asyncio.run(closed.get(URL))
    assert caught.value.code == "unreachable"


def test_behind_a_proxy_the_proxy_is_asked(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    with pytest.raises(NetworkError):
        place.get()
    assert place.dns.asked == []
