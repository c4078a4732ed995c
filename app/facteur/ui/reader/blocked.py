"""Quiet boxes in place of pictures that were taken out of an HTML message.

The cleaner leaves such an `<img>` without its address; Chromium would draw its sign of a broken
page there. A box has the size the sender gave the picture and says the sender's words for it.
It is made when the message is shown, so that bodies stored by earlier versions get it too.
"""

import re
from html import unescape

CLASS = "fct-picture"  # the cleaner lets no sender use this beginning of a name
_SMALL = "fct-small"
_TINY_PX = 3  # what counts readers or keeps columns apart was never to be seen
_SMALL_WIDTH_PX, _SMALL_HEIGHT_PX = 56, 28  # with less there is no room for words or a drawing
_NARROW_PX = 140  # with less there is no room for both

# Whole tags with their quoted values, so that no tag is ever found inside a value. Written by the
# cleaner's serializer: values stand in double quotes and hold none.
# Whatever begins like a tag is taken as far as it goes, so that no text costs more than one pass.
_TAG = re.compile(r"<[A-Za-z/](?:[^\">]++|\"[^\"]*+\")*+>?")
_PICTURE = re.compile(r"<img(?:\s++[A-Za-z-]++=\"[^\"]*+\")*+\s*+/?>")
_ATTRIBUTE = re.compile(r"([A-Za-z-]+)=\"([^\"]*)\"")
_LENGTH = re.compile(r"(\d{1,5})(?:\.\d+)?(px|%)?")
_STYLED = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,5})(?:\.\d+)?(px|%)", re.IGNORECASE)
_SHEET_END = "</style>"


def with_boxes(fragment: str) -> str:
    """Return a cleaned fragment in which every picture without an address is a box."""
    if "<img" not in fragment:
        return fragment
    sheet, end, rest = "", "", fragment
    if fragment.startswith("<style>"):  # no tags in there, only what may look like them
        sheet, end, rest = fragment.partition(_SHEET_END)
    return sheet + end + _TAG.sub(_replaced, rest)


def _replaced(tag: re.Match[str]) -> str:
    written = tag.group()
    if not _PICTURE.fullmatch(written):
        return written
    said = dict(_ATTRIBUTE.findall(written))
    return written if "src" in said else _box(said)


def _box(said: dict[str, str]) -> str:
    """Return the box for an <img> with these attributes, their values as written."""
    words = said.get("alt", "").strip()
    sizes = _sizes(said)
    if any(size <= _TINY_PX and unit == "px" for size, unit in sizes.values()):
        return ""
    if not sizes and not words and "alt" in said:
        return ""  # the sender himself calls it an ornament
    small = _is_under(sizes, _SMALL_WIDTH_PX, _SMALL_HEIGHT_PX)
    if small and words:
        sizes = {}  # the words need more room, and say more than a dot
    bare = small or (words and (not sizes or _is_under(sizes, _NARROW_PX, 0)))
    classes = [CLASS, *([_SMALL] if bare else []), said.get("class", "")]
    side = said.get("align", "").lower()
    style = [f"{name}: {size}{unit}" for name, (size, unit) in sizes.items()]
    style += [f"float: {side}"] if side in {"left", "right"} else []
    attributes = {
        "id": said.get("id", ""),
        "class": " ".join(one for one in classes if one),
        "style": "; ".join(style),
        "title": said.get("title", "") or words,
    }
    written = "".join(f' {name}="{value}"' for name, value in attributes.items() if value)
    # Values go back as they came, in double quotes; as text they need the marks of tags escaped.
    text = words.replace("<", "&lt;").replace(">", "&gt;")
    return f'<span role="img"{written}>{text}</span>'


def _sizes(said: dict[str, str]) -> dict[str, tuple[int, str]]:
    """Return width and height where they are known, with px or %; the style goes first."""
    found: dict[str, tuple[int, str]] = {}
    for name in ("width", "height"):
        length = _LENGTH.fullmatch(said.get(name, "").strip())
        if length:
            found[name] = (int(length.group(1)), length.group(2) or "px")
    for name, size, unit in _STYLED.findall(unescape(said.get("style", ""))):
        found[name.lower()] = (int(size), unit.lower())
    return found


def _is_under(sizes: dict[str, tuple[int, str]], width_px: int, height_px: int) -> bool:
    least = {"width": width_px, "height": height_px}
    return any(unit == "px" and size < least[name] for name, (size, unit) in sizes.items())
