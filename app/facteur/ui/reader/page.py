"""The document in which a cleaned HTML fragment is shown.

It carries the second wall: a content policy that allows pictures of the message itself and nothing
else. Colours and sizes come in as values; a message that sets its own colours gets a light sheet
whatever the theme.
"""

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from string import Template

from facteur.base import paths
from facteur.ui.reader import blocked
from facteur.ui.theme import icons
from facteur.ui.theme.tokens import Tokens

_DRAWING_PX = 18
POLICY = (
    "default-src 'none'; img-src cid: data:; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-src 'none'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """How the page is dressed. Colours "#RRGGBB"; px: the size of message text."""

    background: str
    text: str
    text2: str
    link: str
    border: str
    select: str
    scroll: str
    dark: bool
    px: int
    family: str


def sheet(tokens: Tokens, *, px: int, family: str) -> Sheet:
    """Return the dress of a page for these colours."""
    return Sheet(
        background=tokens.surface,
        text=tokens.text,
        text2=tokens.text2,
        link=tokens.link,
        border=tokens.border,
        select=tokens.select,
        scroll=tokens.scroll,
        dark=tokens.dark,
        px=px,
        family=family,
    )


def document(fragment: str, dress: Sheet) -> str:
    """Return the whole document for a cleaned fragment."""
    style = _template("message.css").substitute(
        background=dress.background,
        text=dress.text,
        text2=dress.text2,
        link=dress.link,
        border=dress.border,
        select=dress.select,
        scroll=dress.scroll,
        picture=_drawing(dress.text2),
        scheme="dark" if dress.dark else "light",
        size=f"{dress.px}px",
        family=_css_text(dress.family),
    )
    return _template("message.html").substitute(
        policy=escape(POLICY, quote=True), style=style, fragment=blocked.with_boxes(fragment)
    )


@lru_cache(maxsize=4)
def _drawing(colour: str) -> str:
    """Return the drawing of a picture as an address that nobody needs to be asked for."""
    raw = b64encode(icons.svg("image", colour, _DRAWING_PX).encode()).decode("ascii")
    return f'url("data:image/svg+xml;base64,{raw}")'


def _css_text(family: str) -> str:
    """Return a font family as a CSS string; the name comes from the system."""
    kept = "".join(c for c in family if c.isalnum() or c in " -_")
    return f'"{kept}"'


@lru_cache(maxsize=4)
def _template(name: str) -> Template:
    return Template((paths.resources() / "reader" / name).read_text(encoding="utf-8"))
