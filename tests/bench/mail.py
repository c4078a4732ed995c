"""Mailboxes to measure on: Dovecot with many tiny messages, its caches as warm as they get.

Messages and the server's own index files are made once and kept in the system's temporary folder;
a later measure links them into a fresh account within a second or two.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.rawreader import HEADER_ITEMS, RawReader
from tests.support import maildir
from tests.support.mailserver import Knobs, MailUser, running

HUNDRED_THOUSAND = 100_000
MILLION = 1_000_000


@contextlib.contextmanager
def mailbox(messages: int, knobs: Knobs | None = None) -> Iterator[MailUser]:
    """Give an account whose INBOX has that many messages, on a server of its own, warm."""
    with running(knobs) as server:
        user = server.add_user()
        maildir.fill(user.maildir, "INBOX", messages, profile=maildir.Profile.TINY, cached=True)
        kept = _kept(messages)
        for path in kept.glob("dovecot*"):
            shutil.copy2(path, user.maildir)
            shutil.chown(user.maildir / path.name, *server.owner)
        warm(user, messages)
        if not kept.exists():
            kept.mkdir()
            for path in user.maildir.glob("dovecot*"):
                if path.is_file():
                    shutil.copy2(path, kept)
        yield user


def warm(user: MailUser, messages: int) -> None:
    """Let the server read every message once, so that what follows measures the client."""
    with RawReader(user) as reader:
        reader.read("SELECT INBOX", f"FETCH 1:{messages} {HEADER_ITEMS}")


def _kept(messages: int) -> Path:
    return Path(tempfile.gettempdir()) / f"facteur-bench-index-{messages}"
