"""Plain text for the screen: format=flowed (RFC 3676), quote levels, links.

The HTML made here is ours: <div class="fct-text"> with <blockquote class="fct-quote
fct-quote-N"> (N from 1 to 5, repeating), <div class="fct-signature"> and links. Lines are kept as
they are; the page shows them with `white-space: pre-wrap`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

MAX_QUOTE = 20
# Quotations opened in one text; alternating deep and flat lines would multiply it.
MAX_OPENED = 5000
_COLOURS = 5
_QUOTE = re.compile(r">(?: ?>){0,200}")
_LINK = re.compile(
    r"(?P<url>\b(?:https?://|ftp://|www\.(?=[\w-]))[^\s<>\"\x00-\x1f\u2028\u2029]{1,2000})"
    r"|(?P<mail>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})",
    re.IGNORECASE,
)
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_SIGNATURE = "-- "


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, or a flowed paragraph, without its quote marks."""

    quote: int
    text: str
    signature: bool = False


def read_lines(text: str, *, flowed: bool = False, delsp: bool = False) -> list[Line]:
    """Return the lines of a text; soft breaks are joined when the text is flowed.

    delsp: the space before a soft break is not part of the text (RFC 3676 §4.5).
    """
    return list(_flow(text, delsp=delsp)) if flowed else list(_fixed(text))


def to_text(lines: list[Line]) -> str:
    """Return the lines as plain text, quote marks put back."""
    return "\n".join(
        f"{'>' * line.quote} {line.text}" if line.quote else line.text for line in lines
    )


def to_html(lines: list[Line]) -> str:
    """Return the lines as a fragment of ours; everything in it is escaped."""
    out = ['<div class="fct-text">']
    depth = 0
    signature = False
    fresh = True
    left = MAX_OPENED
    for line in lines:
        want = min(line.quote, MAX_QUOTE) if left > 0 else 0
        if line.signature and not signature and not want:
            while depth:
                out.append("</blockquote>")
                depth -= 1
            out.append('<div class="fct-signature">')
            signature = fresh = True
        if want != depth:
            fresh = True
        while depth < want:
            depth += 1
            left -= 1
            out.append(f'<blockquote class="fct-quote fct-quote-{(depth - 1) % _COLOURS + 1}">')
        while depth > want:
            depth -= 1
            out.append("</blockquote>")
        out.append(link_html(line.text) if fresh else f"\n{link_html(line.text)}")
        fresh = False
    out.append("</blockquote>" * depth)
    out.append("</div>" * (2 if signature else 1))
    return "".join(out)


def link_html(text: str) -> str:
    """Return text escaped, its web and mail addresses made links."""
    if "@" not in text and "/" not in text and "www" not in text.lower():
        return escape(text, quote=False)
    out: list[str] = []
    at = 0
    for found in _LINK.finditer(text):
        shown = _trimmed(found.group()) if found.group("url") else found.group().rstrip(".")
        target = _target(shown, is_mail=found.group("mail") is not None)
        out.append(escape(text[at : found.start()], quote=False))
        out.append(f'<a href="{escape(target)}" rel="noopener noreferrer">{escape(shown)}</a>')
        at = found.start() + len(shown)
    out.append(escape(text[at:], quote=False))
    return "".join(out)


def _target(shown: str, *, is_mail: bool) -> str:
    if is_mail:
        return f"mailto:{shown}"
    return f"http://{shown}" if shown[:4].lower() == "www." else shown


def _trimmed(url: str) -> str:
    """Return an address without the punctuation of the sentence it stands in."""
    while url:
        last = url[-1]
        opener = _CLOSERS.get(last)
        if last in ".,;:!?'*_»”’…" or (opener is not None and url.count(last) > url.count(opener)):
            url = url[:-1]
        else:
            break
    return url


def _fixed(text: str) -> Iterator[Line]:
    signature = False
    for raw in _split(text):
        quote, rest = _unquote(raw)
        signature = signature or (quote == 0 and rest == _SIGNATURE)
        yield Line(quote=quote, text=rest.rstrip(" \t") if quote else rest, signature=signature)


def _unquote(raw: str) -> tuple[int, str]:
    """Count quote marks, also those with spaces between, which all clients write."""
    found = _QUOTE.match(raw)
    if found is None:
        return 0, raw
    rest = raw[found.end() :]
    return found.group().count(">"), rest.removeprefix(" ")


def _flow(text: str, *, delsp: bool) -> Iterator[Line]:
    pending: list[str] = []
    pending_quote = 0
    signature = False
    for raw in _split(text):
        rest = raw.lstrip(">")
        quote = len(raw) - len(rest)
        rest = rest.removeprefix(" ")  # space-stuffing (RFC 3676 §4.4)
        is_mark = rest == _SIGNATURE
        if pending and (quote != pending_quote or is_mark):
            yield Line(quote=pending_quote, text="".join(pending), signature=signature)
            pending = []
        signature = signature or (is_mark and quote == 0)
        if rest.endswith(" ") and not is_mark:
            pending.append(rest[:-1] if delsp else rest)
            pending_quote = quote
            continue
        yield Line(quote=quote, text="".join([*pending, rest]), signature=signature)
        pending = []
    if pending:
        yield Line(quote=pending_quote, text="".join(pending), signature=signature)


def _split(text: str) -> list[str]:
    """Split at line ends of mail only; form feeds and Unicode separators stay in the line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return lines
