"""Text and rows in the form that SQLite can take."""

import apsw


def jsonb(value: object) -> bytes:
    """Return lists and tuples as SQLite's JSONB. Raises UnicodeEncodeError for lone surrogates."""
    return apsw.jsonb_encode(value)  # pyright: ignore[reportUnknownMemberType] # Buffer, see query


def mended(text: str) -> str:
    """Return the text with lone surrogates, which UTF-8 does not know, as question marks."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
