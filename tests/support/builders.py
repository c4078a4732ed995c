"""Builds small messages for tests; every byte is what the test says, or dull."""

import base64
import dataclasses

DATE = "Mon, 23 Nov 2026 08:00:00 +0000"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file in a message, sent as base64."""

    name: str = "notes.txt"
    media_type: str = "text/plain"
    content: bytes = b"content of the file\n"
    inline_id: str = ""


def message(
    *,
    sender: str = "Claire Martin <claire@example.org>",
    to: str = "Paul <paul@example.test>",
    subject: str = "Hello",
    date: str = DATE,
    message_id: str = "<1@example.org>",
    headers: tuple[str, ...] = (),
    text: str = "Good morning.\n",
    html: str = "",
    attachments: tuple[Attachment, ...] = (),
) -> bytes:
    """Return a message with CRLF line ends: text, text and HTML, or those with files.

    headers: further lines, written as given.
    """
    head = [
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        f"Date: {date}",
        f"Message-ID: {message_id}",
        "MIME-Version: 1.0",
        *headers,
    ]
    body = entity("text/plain; charset=utf-8", text.encode())
    if html:
        body = multipart("alternative", body, entity("text/html; charset=utf-8", html.encode()))
    if attachments:
        body = multipart("mixed", body, *map(_file, attachments))
    return "\r\n".join(head).encode() + b"\r\n" + body


def entity(content_type: str, content: bytes, *headers: str) -> bytes:
    """Return one part: its header lines, an empty line, and the content as it is (8bit)."""
    lines = (f"Content-Type: {content_type}", "Content-Transfer-Encoding: 8bit", *headers)
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + crlf(content)


def multipart(subtype: str, *parts: bytes, boundary: str = "") -> bytes:
    """Return parts joined; nested ones get different boundaries by themselves."""
    edge = (boundary or f"edge-{subtype}-{sum(map(len, parts)):x}").encode()
    inner = b"".join(b"--%s\r\n%s\r\n" % (edge, part) for part in parts)
    return (
        b'Content-Type: multipart/%s; boundary="%s"\r\n\r\n' % (subtype.encode(), edge)
        + inner
        + b"--%s--\r\n" % edge
    )


def crlf(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _file(attachment: Attachment) -> bytes:
    kind = "inline" if attachment.inline_id else "attachment"
    lines = [
        f"Content-Type: {attachment.media_type}",
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: {kind}; filename="{attachment.name}"',
    ]
    if attachment.inline_id:
        lines.append(f"Content-ID: <{attachment.inline_id}>")
    encoded = crlf(base64.encodebytes(attachment.content))
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + encoded
