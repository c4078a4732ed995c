"""Mailbox names: modified UTF-7 and UTF-8 (RFC 9051 §A.1, RFC 9755 §3).

The wire form is kept exactly as the server sent it and is sent back unchanged: a trip through a
decoder is not safe (servers send invalid and non-canonical UTF-7). Decoding is for people,
encoding for names that people type.
"""

import base64
import binascii
import re

_SHIFTED = re.compile(rb"&([^-]*)-")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]+|&")


def decode_name(raw: bytes, *, utf8: bool = False) -> str:
    """Return the name for people. Whatever cannot be decoded is shown as it came.

    utf8: UTF8=ACCEPT or IMAP4rev2 was enabled when the server sent it.
    """
    if utf8 or not raw.isascii():
        return raw.decode("utf-8", "replace")
    return _SHIFTED.sub(_decoded_run, raw).decode("utf-8", "replace")


def encode_name(text: str, *, utf8: bool = False) -> bytes:
    """Return the wire form of a name that was typed.

    Raises ValueError for a name that cannot exist: empty, or with a control character.
    """
    if not text or _CONTROL.search(text):
        raise ValueError("not a mailbox name")
    if utf8:
        return text.encode("utf-8")
    return _UNPRINTABLE.sub(_encoded_run, text).encode("ascii")


def same_name(one: bytes, other: bytes) -> bool:
    """Return whether both name the same mailbox: only INBOX ignores case (RFC 9051 §5.1)."""
    return one == other or (one.upper() == b"INBOX" and other.upper() == b"INBOX")


def _decoded_run(found: re.Match[bytes]) -> bytes:
    run = found.group(1)
    if not run:
        return b"&"
    try:
        utf16 = base64.b64decode(
            run.replace(b",", b"/") + b"=" * (-len(run) % 4), altchars=None, validate=True
        )
        text = utf16.decode("utf-16-be")
        return found.group(0) if _CONTROL.search(text) else text.encode("utf-8")
    except (binascii.Error, UnicodeError):
        return found.group(0)


def _encoded_run(found: re.Match[str]) -> str:
    run = found.group(0)
    if run == "&":
        return "&-"
    encoded = base64.b64encode(run.encode("utf-16-be")).rstrip(b"=").replace(b"/", b",")
    return f"&{encoded.decode('ascii')}-"
