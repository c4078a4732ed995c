"""The letters of the practice mailbox, made from the tables in resources/practice.

Their dates follow the moment at which they are made, so that the list looks alive.
"""

import datetime as dt
import email.parser
import email.policy
import email.utils
import tomllib
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path

import msgspec

from facteur.base import paths
from facteur.link.practice import ADDRESSES, IMAP_USER
from facteur.practice.enclosures import invitation, pdf, picture
from facteur.practice.maildrops import Maildrop

LANGUAGES = ("en", "fr")
FOLDERS = (("Sent", "\\Sent"), ("Drafts", "\\Drafts"), ("Trash", "\\Trash"))
_OWN = "own"
_FLAGS = {"S": "\\Seen", "F": "\\Flagged", "R": "\\Answered", "D": "\\Draft"}
_POLICY = email.policy.SMTP.clone(max_line_length=76)


class Letter(msgspec.Struct, frozen=True, kw_only=True, rename={"sender": "from"}):
    """One letter of a table; the table's own head explains the fields."""

    sender: str
    subject: str
    text: str
    to: str = ""
    user: str = IMAP_USER
    folder: str = "INBOX"
    days: int = 0
    at: str = "12:00"
    hours: float = 0.0
    flags: str = ""
    html: str = ""
    attach: str = ""
    invitation: str = ""
    waiting: bool = False

    def sent(self, now: dt.datetime) -> dt.datetime:
        """Return when it was sent, seen from `now`."""
        if not self.days:
            return now - dt.timedelta(hours=self.hours)
        hour, _, minute = self.at.partition(":")
        day = now - dt.timedelta(days=self.days)
        return day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table of letters. owner: whom they are for."""

    own_folder: str
    owner: str
    letter: list[Letter]


def table(language: str) -> Table:
    """Return the letters in a language; in English where there are none."""
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    path: Path = paths.resources() / "practice" / f"{chosen}.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Table)


def fill(maildrops: dict[str, Maildrop], letters: Table, now: dt.datetime) -> None:
    """Put the letters where they lie, the oldest first; those that wait are not among them."""
    imap = maildrops[IMAP_USER]
    for name, use in FOLDERS:
        imap.make(name, use)
    imap.make(letters.own_folder)
    there = [(one.sent(now), one) for one in letters.letter if not one.waiting]
    for number, (sent, one) in enumerate(sorted(there, key=lambda pair: pair[0]), 1):
        name = letters.own_folder if one.folder == _OWN else one.folder
        raw = written(one, letters.owner, sent, f"practice-{number}@example.org")
        flags = [_FLAGS[letter] for letter in one.flags]
        maildrops[one.user].make(name).add(raw, int(sent.timestamp() * 1000), flags)


def written(letter: Letter, owner: str, sent: dt.datetime, message_id: str) -> bytes:
    """Return a letter as a message with CRLF line ends."""
    message = EmailMessage(policy=_POLICY)
    stamp = email.utils.format_datetime(sent)  # what POP shows as the time of arrival
    message["Received"] = f"from mx.example.net by mail.example.org with ESMTPS; {stamp}"
    message["From"] = _addresses(letter.sender)
    message["To"] = _addresses(letter.to or f"{owner} <{ADDRESSES[letter.user]}>")
    message["Subject"] = letter.subject
    message["Date"] = sent
    message["Message-ID"] = f"<{message_id}>"
    message.set_content(letter.text.lstrip("\n"))
    if letter.html:
        message.add_alternative(letter.html.lstrip("\n"), subtype="html")
    if letter.invitation:
        calendar = invitation(letter.invitation, sent, message_id)
        message.add_attachment(
            calendar, subtype="calendar", filename="invite.ics", params={"method": "REQUEST"}
        )
    if letter.attach.endswith(".pdf"):
        data = pdf(letter.subject)
        message.add_attachment(data, "application", "pdf", filename=letter.attach)
    elif letter.attach:
        message.add_attachment(picture(), "image", "png", filename=letter.attach)
    return message.as_bytes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a list shows of a message."""

    sender: str
    subject: str
    message_id: str


def headers_of(head: bytes) -> Head:
    """Return what a list shows of a header."""
    found = email.parser.BytesHeaderParser(policy=email.policy.default).parsebytes(head)
    name, address = email.utils.parseaddr(str(found.get("From", "")))
    return Head(
        sender=name or address,
        subject=str(found.get("Subject", "")),
        message_id=str(found.get("Message-ID", "")).strip().strip("<>"),  # as the store has it
    )


def _addresses(people: str) -> list[Address]:
    return [
        Address(display_name=name, addr_spec=address)
        for name, address in email.utils.getaddresses([people])
    ]
