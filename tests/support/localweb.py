"""A web server on loopback with a certificate for the names a test wants, in threads of its own."""

import contextlib
import http.server
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import trustme

from facteur.base.override import override


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is sent. pause_s: before anything is."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    pause_s: float = 0


def moved(url: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": url})


class LocalWeb(contextlib.AbstractContextManager["LocalWeb"]):
    """Serves `pages`, by "host/path". asked: every request so far, as "host/path?query".

    heads: the header fields of each. ca_file: who vouches for the certificate.
    """

    def __init__(self, folder: Path, pages: Mapping[str, Reply], *names: str) -> None:
        self.pages = dict(pages)
        self.asked: list[str] = []
        self.heads: list[Mapping[str, str]] = []
        authority = trustme.CA()
        self.ca_file = folder / "web-ca.pem"
        authority.cert_pem.write_to_path(str(self.ca_file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*names).configure_cert(context)
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # pyright: ignore[reportAttributeAccessIssue] -- a client that leaves is no news
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(
            target=lambda: self._server.serve_forever(poll_interval=0.05),
            name="localweb",
            daemon=True,
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        web = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host = self.headers.get("Host", "")
                web.asked.append(host + self.path)
                web.heads.append(dict(self.headers))
                reply = web.pages.get(host + self.path.partition("?")[0], Reply(status=404))
                time.sleep(reply.pause_s)
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            @override
            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        return Handler
