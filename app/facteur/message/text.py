"""HTML as plain text, for the text button, the index and the command line (html2text)."""

import re
from html import unescape

import html2text

from facteur.message.visible import without_surrogates

# html2text reads about 3.5 MB/s of ordinary HTML and much less of hostile; longer is stripped.
MAX_RENDERED = 512 * 1024
MAX_TEXT = 1024 * 1024
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6]|/table|/blockquote)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_BLANK_LINES = re.compile(r"\n[ \t\xa0]*\n(?:[ \t\xa0]*\n)+")
_LINE_TAIL = re.compile(r"[ \t\xa0]+$", re.MULTILINE)


def render(clean_html: str) -> str:
    """Return cleaned HTML as text: links keep their addresses, pictures fall away."""
    html = _STYLE.sub("", clean_html)
    if len(html) > MAX_RENDERED:
        return strip(html)
    try:
        text = _renderer().handle(html)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
        return strip(html)  # html2text trusts its input in places; ours comes from strangers
    return _tidy(text)


def strip(clean_html: str) -> str:
    """Return cleaned HTML as text the quick way, without links and marks."""
    text = _TAG.sub("", _BREAK.sub("\n", _STYLE.sub("", clean_html)))
    return _tidy(unescape(text)[:MAX_TEXT])


def _renderer() -> html2text.HTML2Text:
    renderer = html2text.HTML2Text(bodywidth=0)
    renderer.ignore_images = True
    renderer.ignore_emphasis = True
    renderer.unicode_snob = True
    renderer.ignore_tables = True  # mail uses tables for layout
    renderer.wrap_links = False
    renderer.single_line_break = False
    renderer.escape_snob = False
    return renderer


def _tidy(text: str) -> str:
    text = _LINE_TAIL.sub("", without_surrogates(text))
    return _BLANK_LINES.sub("\n\n", text).strip("\n")
