"""The other program for both formats: Dovecot takes our mbox files and writes Maildirs for us."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from facteur.archive.item import ArchivedMessage
from facteur.archive.maildir import read_maildir
from facteur.mail.flags import Flags
from tests.archive.samples import LETTER, message, octets, written
from tests.support.mailserver import MailUser

DOVEADM = shutil.which("doveadm") or "doveadm"


def doveadm(user: MailUser, command: str, *arguments: str) -> None:
    config = str(user.server.root / "dovecot.conf")
    found = subprocess.run(
        [DOVEADM, "-c", config, *command.split(), "-u", user.name, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr


@pytest.mark.server
@pytest.mark.slow
def test_messages_go_through_dovecots_mbox_and_maildir(mail_user: MailUser) -> None:
    """Into an mbox by us, into a Maildir by Dovecot, out of it by us."""
    first = b"From: a@example.org\r\nSubject: 1\r\n\r\nHello\r\nFrom here\r\n"
    wanted = [
        message(
            first, flags=Flags.SEEN | Flags.FLAGGED | Flags.ANSWERED, received_ms=1_310_126_914_000
        ),
        message(
            LETTER, flags=Flags.DRAFT, keywords=("$Junk", "Later"), received_ms=1_410_126_914_000
        ),
    ]
    home = mail_user.server.root / "mail" / mail_user.name
    source = home / "source"
    source.mkdir()
    (source / "inbox").write_bytes(written(wanted))
    for path in (source, source / "inbox"):
        os.chown(path, *mail_user.server.owner)
    doveadm(mail_user, "import", f"mbox:{source}:INBOX={source}/inbox", "Été & more", "all")
    doveadm(mail_user, "flags add", "$Junk Later", "mailbox", "Été & more/*", "draft")

    found = {folder.levels: list(folder.open()) for folder in read_maildir(mail_user.maildir)}
    (name,) = [levels for levels in found if levels and levels[-1].casefold() == "inbox"]
    assert name[0] == "Été & more"
    ours = {one.received_ms: one for one in found[name] if isinstance(one, ArchivedMessage)}
    assert sorted(ours) == [one.received_ms for one in wanted]
    for one in wanted:
        theirs = ours[one.received_ms]
        assert theirs.flags == one.flags
        assert theirs.keywords == one.keywords
        text = octets(theirs).replace(b"\r\n", b"\n")
        body = b"".join(one.open()).replace(b"\r\n", b"\n").partition(b"\n\n")[2]
        # Dovecot's mbox reader is not one for mboxrd: the quoting stays.
        assert text.partition(b"\n\n")[2].replace(b"\n>From ", b"\nFrom ") == body


def test_the_folder_itself_comes_first(tmp_path: Path) -> None:
    for name in ("cur", "new", "tmp", ".A.B/cur"):
        (tmp_path / name).mkdir(parents=True)
    assert [folder.levels for folder in read_maildir(tmp_path)] == [(), ("A", "B")]
