"""A Dovecot that takes tokens, and asks an authorization server about each that it is shown."""

import contextlib
import dataclasses
import socket
from collections.abc import Iterator

from tests.support.mailserver import Dovecot, Knobs

_SETTINGS = """
introspection_mode = post
introspection_url = http://127.0.0.1:{port}/introspect
username_attribute = username
active_attribute = active
active_value = true
"""
_EXTRA = """
auth_mechanisms = plain login {mechanism}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {path}
}}
"""


@contextlib.contextmanager
def bearer_dovecot(mechanism: str, knobs: Knobs | None = None) -> Iterator[tuple[Dovecot, int]]:
    """Run it; with the port on which it will ask. mechanism: xoauth2 or oauthbearer."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    server = Dovecot(knobs)
    path = server.root / "oauth2.conf"  # where Dovecot's users pass
    path.write_text(_SETTINGS.format(port=port))
    extra = _EXTRA.format(path=path, mechanism=mechanism)
    server.knobs = dataclasses.replace(server.knobs, extra=extra)
    with server:
        yield server, port
