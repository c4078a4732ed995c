"""A small, lifelike mailbox for pictures and for trying things by hand; its dates follow today.

`python3 tests demo` serves it until Ctrl+C and says how to look at it.
"""

import contextlib
import datetime as dt
import email.policy
import email.utils
import signal
import sys
from email.headerregistry import Address
from email.message import EmailMessage

from tests.support import maildir
from tests.support.demofiles import File
from tests.support.demoletters import ELSEWHERE, INBOX, Letter
from tests.support.mailserver import Dovecot, MailUser
from tests.support.secondclient import SecondClient

ADDRESS = "camille@example.org"
FOLDERS = ("Projets", "Projets/Maison", "Projets/Vacances", "Letters")
_POLICY = email.policy.default.clone(max_line_length=72)


def add_user(server: Dovecot, name: str = "camille") -> MailUser:
    """Make an account of the demonstration on a running server, filled."""
    user = server.add_user(name, "le-lavoir-rouvre")
    fill(user, dt.datetime.now().astimezone())
    with SecondClient(user) as client:
        for folder in FOLDERS:
            client.imap.subscribe_folder(folder)
    return user


def fill(user: MailUser, now: dt.datetime) -> None:
    """Put the letters into their folders, the oldest first."""
    for name in FOLDERS:
        maildir.make_folder(user.maildir, name)
    letters = sorted((*INBOX, *ELSEWHERE), key=lambda letter: letter.sent_at(now))
    for number, letter in enumerate(letters):
        maildir.put(
            user.maildir,
            letter.mailbox,
            written(letter, now, number),
            flags=letter.flags,
            received_s=int(letter.sent_at(now).timestamp()),
        )


def written(letter: Letter, now: dt.datetime, number: int) -> bytes:
    """Return the letter as a message with LF line ends."""
    message = EmailMessage(policy=_POLICY)
    stamp = email.utils.format_datetime(letter.sent_at(now))
    message["Received"] = f"from mx.example.net by mail.example.org with ESMTPS; {stamp}"
    message["From"] = _addresses(letter.sender)
    message["To"] = _addresses(letter.to)
    message["Subject"] = letter.subject
    message["Date"] = letter.sent_at(now)
    message["Message-ID"] = letter.message_id or f"<demo-{number}@example.org>"
    if letter.answers:
        message["In-Reply-To"] = message["References"] = letter.answers
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
        shown = message.get_payload(1)
        assert isinstance(shown, EmailMessage)
        for picture in letter.pictures:
            _add(shown.add_related, picture, cid=f"<{picture.name}>", disposition="inline")
    for file in letter.files:
        _add(message.add_attachment, file)
    return message.as_bytes()


def _add(add, file: File, **options: str) -> None:
    main, _, sub = file.kind.partition("/")
    add(file.made(), main, sub, filename=file.name, **options)


def _addresses(people: str) -> list[Address]:
    return [
        Address(display_name=name, addr_spec=address)
        for name, address in email.utils.getaddresses([people])
    ]


def main() -> int:
    with Dovecot() as server:
        user = add_user(server)
        place = f"--imap {server.host}:{server.ports.imap} --security none"
        secret = f"--user {user.name} --password-command 'echo {user.password}'"
        print("A demonstration mailbox is served until Ctrl+C. In another terminal:", end="\n\n")
        print(f"    export FACTEUR_HOME={server.root}/profile")
        print(f"    python3 app account add --address {ADDRESS} {place} {secret}")
        print("    python3 app", flush=True)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with contextlib.suppress(KeyboardInterrupt):
            signal.pause()
    return 0


if __name__ == "__main__":
    sys.exit(main())
