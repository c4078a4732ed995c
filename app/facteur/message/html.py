"""Mail HTML, cleaned by allow-list (nh3) so that it can stand inside our page.

What is left neither runs, nor submits, nor loads: no script, form, frame, handler or address
but links a person clicks, `cid:` of parts of the same message, and small `data:` images. Every
reference that would have been loaded is listed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import nh3

from facteur.message import css
from facteur.message.nesting import tame
from facteur.message.visible import without_surrogates

MAX_HTML = 2 * 1024 * 1024
MAX_REMOTE = 1000
MAX_DATA_IMAGE = 128 * 1024
_MAX_URL = 2000
_MAX_BODY_TAG = 5000

_TAGS = frozenset(
    """a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code
    col colgroup dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5
    h6 header hr i img ins kbd li main map area mark menu nav nobr ol p pre q rp rt ruby s samp
    section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul
    var wbr""".split()
)
_DROPPED = frozenset(
    """script style title template iframe object applet svg math noembed noframes noscript
    select textarea xmp plaintext audio video canvas datalist frameset""".split()
)
_ANYWHERE = frozenset(
    "align bgcolor class color dir height id lang style title valign width".split()
)
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href", "name"}),
    "area": frozenset({"href", "alt", "coords", "shape"}),
    "map": frozenset({"name"}),
    "img": frozenset({"src", "srcset", "alt", "border", "hspace", "vspace", "usemap", "longdesc",
                      "lowsrc", "dynsrc"}),
    "font": frozenset({"face", "size"}),
    "table": frozenset({"background", "border", "cellpadding", "cellspacing", "frame", "rules",
                        "summary", "bordercolor"}),
    "td": frozenset({"background", "colspan", "rowspan", "nowrap", "scope", "headers"}),
    "th": frozenset({"background", "colspan", "rowspan", "nowrap", "scope", "headers", "abbr"}),
    "tr": frozenset({"background"}),
    "tbody": frozenset({"background"}),
    "div": frozenset({"background"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "ul": frozenset({"type"}),
    "li": frozenset({"type", "value"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "hr": frozenset({"size", "noshade"}),
    "br": frozenset({"clear"}),
    "time": frozenset({"datetime"}),
    "blockquote": frozenset({"type"}),
    "details": frozenset({"open"}),
}  # fmt: skip
_LOADED = frozenset({"src", "srcset", "background", "lowsrc", "dynsrc", "longdesc"})
_LINKS = re.compile(r"(?:https?|mailto|tel|mid|ftp):", re.IGNORECASE)
_DATA_IMAGE = re.compile(
    r"data:image/(?:png|gif|jpe?g|webp|bmp);base64,[A-Za-z0-9+/=\s%]*\Z", re.IGNORECASE
)
_SCHEMES = {"http", "https", "mailto", "tel", "mid", "ftp", "cid", "data", "file"}
_JUNK_IN_URL = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")
_NAME = re.compile(r"[\w :.-]{1,200}\Z")

# Elements that are dropped, and what they would have loaded.
_LOADERS = re.compile(
    r"<(?:link|iframe|object|embed|script|svg|image|input|video|audio|source|track|frame|bgsound|"
    r"use|meta|base|applet|body|html|template|noscript)\b", re.IGNORECASE
)  # fmt: skip
_LOADER_TAGS = frozenset(
    """link iframe object embed script svg image input video audio source track frame bgsound use
    meta applet template feimage pattern filter g defs picture""".split()
)
_LOADER_ATTRIBUTES = frozenset(
    """src srcset href xlink:href data poster background code archive classid content
    imagesrcset""".split()
)
_REFRESH = re.compile(r"\s*+[\d.]*+\s*+[;,]\s*+(?:url\s*+=\s*+)?['\"]?([^'\"]+)", re.IGNORECASE)
_SHEET_OR_COMMENT = re.compile(r"<!--(?:-?>)?|<style\b[^<>]*>", re.IGNORECASE)
_STYLE_END = re.compile(r"</style\b[^<>]*>", re.IGNORECASE)
_COMMENT_END = re.compile(r"--!?>")
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_BODY_ATTRIBUTES = re.compile(r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanHtml:
    """A fragment that can stand in a page.

    html: one <div class="fct-mail">, before it a <style> when the sender's sheets had rules.
    remote: references that were taken out, each once, in order of appearance.
    cids: parts of the same message it shows. sets_colours: whether it brings its own colours.
    cut: whether it was too long and is only a beginning.
    """

    html: str
    remote: tuple[str, ...] = ()
    cids: tuple[str, ...] = ()
    sets_colours: bool = False
    cut: bool = False
    removed: tuple[str, ...] = ()


def declared_charset(beginning: bytes) -> str:
    """Return the charset a <meta> near the beginning names, "" when none."""
    found = _CHARSET.search(beginning)
    return found.group(1).decode("ascii", "ignore") if found else ""


def clean(source: str, cids: frozenset[str] = frozenset()) -> CleanHtml:
    """Return mail HTML cleaned. cids: content ids of parts that may be shown inline."""
    return _Cleaner(cids).clean(source)


class _Cleaner:
    def __init__(self, cids: frozenset[str]) -> None:
        self._known = cids
        self._remote: dict[str, None] = {}
        self._cids: dict[str, None] = {}
        self._removed: set[str] = set()
        self._colours = False

    def clean(self, source: str) -> CleanHtml:
        text = without_surrogates(source.replace("\x00", ""))
        cut = len(text) > MAX_HTML
        text, sheets = self._take_sheets(text[:MAX_HTML])
        text, ended = tame(text)
        if _LOADERS.search(text):
            self._list_loaders(text)
        body_style = self._body_style(text)
        fragment = nh3.clean(
            text,
            tags=set(_TAGS),
            clean_content_tags=set(_DROPPED),
            attributes={tag: set(names | _ANYWHERE) for tag, names in _ATTRIBUTES.items()}
            | {"*": set(_ANYWHERE)},
            attribute_filter=self._attribute,
            url_schemes=_SCHEMES,
            link_rel="noopener noreferrer",
            strip_comments=True,
        )
        style = f' style="{body_style}"' if body_style else ""
        sheet = f"<style>\n{sheets}\n</style>\n" if sheets else ""
        return CleanHtml(
            html=f'{sheet}<div class="{css.SCOPE}"{style}>{fragment}</div>',
            remote=tuple(self._remote),
            cids=tuple(self._cids),
            sets_colours=self._colours,
            cut=cut or ended,
            removed=tuple(sorted(self._removed)),
        )

    def _report(self, reference: str) -> None:
        """Remember what would have been loaded; relative references lead nowhere in mail."""
        plain = _JUNK_IN_URL.sub("", reference)[:_MAX_URL]
        lower = plain[:12].lower()
        if not plain or lower.startswith(("cid:", "data:", "#", "about:")):
            return
        if lower.startswith(("javascript:", "vbscript:")):
            self._removed.add("script")
            return
        if len(self._remote) < MAX_REMOTE:
            self._remote[plain] = None

    # -- style sheets and body

    def _take_sheets(self, text: str) -> tuple[str, str]:
        """Cut comments and <style> elements out; return the rest, and the cleaned sheets."""
        rest: list[str] = []
        sheets: list[str] = []
        at = taken = 0
        while (start := _SHEET_OR_COMMENT.search(text, at)) is not None:
            rest.append(text[at : start.start()])
            is_sheet = start.group()[1] != "!"
            if not is_sheet and start.group().endswith(">"):  # an empty comment
                at = start.end()
                continue
            end = (_STYLE_END if is_sheet else _COMMENT_END).search(text, start.end())
            at = end.end() if end else len(text)
            if is_sheet and taken < css.MAX_SHEET:
                sheet = text[start.end() : end.start() if end else len(text)]
                sheets.append(self._clean_sheet(sheet))
                taken += len(sheet)
        rest.append(text[at:])
        return "".join(rest), "\n".join(one for one in sheets if one)

    def _clean_sheet(self, sheet: str) -> str:
        """Return a sheet cleaned, without the comment marks that once hid it from old readers."""
        bare = sheet.replace("<!--", "").replace("-->", "")
        written, colours = css.clean_sheet(bare, self._report)
        self._colours = self._colours or colours
        return written

    def _body_style(self, text: str) -> str:
        """Return what the <body> tag says about its look, for the element that replaces it."""
        found = _BODY.search(text)
        if found is None:
            return ""
        attributes = _BODY_ATTRIBUTES.match(text, found.end(), found.end() + _MAX_BODY_TAG)
        said: dict[str, str] = {}

        def note(_tag: str, name: str, value: str) -> None:
            said[name] = value

        nh3.clean(
            f"<div{attributes.group() if attributes else ''}>", tags={"div"}, attribute_filter=note,
            attributes={"div": {"style", "bgcolor", "text", "background", "dir"}},
        )  # fmt: skip
        if "background" in said:
            self._report(said["background"])
        lines = [
            f"{name}: {said[attribute]}"
            for attribute, name in (("bgcolor", "background-color"), ("text", "color"))
            if re.fullmatch(r"#?[\w]{1,30}", said.get(attribute, ""))
        ]
        style, colours = css.clean_declarations(
            "; ".join([*lines, said.get("style", "")]), self._report
        )
        self._colours = self._colours or colours
        return style.replace("&", "&amp;").replace('"', "&quot;")

    # -- elements that are dropped

    def _list_loaders(self, text: str) -> None:
        """List what dropped elements would have loaded. The result of this pass is thrown away."""
        nh3.clean(
            text,
            tags=set(_LOADER_TAGS),
            clean_content_tags=set(),
            attributes={"*": set(_LOADER_ATTRIBUTES)},
            attribute_filter=self._loader,
            url_schemes=_SCHEMES | {"javascript", "vbscript"},
            link_rel=None,
        )
        for name in ("script", "iframe", "form", "object", "embed", "meta", "base"):
            if re.search(rf"<{name}\b", text, re.IGNORECASE):
                self._removed.add(name)

    def _loader(self, tag: str, name: str, value: str) -> None:
        if tag == "meta":
            found = _REFRESH.match(value) if name == "content" else None
            if found and re.match(r"\s*(?:https?:)?//", found.group(1), re.IGNORECASE):
                self._report(found.group(1))
        elif name in {"srcset", "imagesrcset"}:
            self._report_all(_sources(value))
        elif not (tag == "a" or name == "content"):
            self._report(value)

    # -- attributes that are kept, or not

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        """Return what an attribute may be, None to take it away."""
        kept: str | None = None
        match name:
            case "style":
                kept, colours = css.clean_declarations(value, self._report)
                self._colours = self._colours or colours
            case "srcset":
                self._report_all(_sources(value))
            case "href":
                kept = self._link(value)
            case "class" | "id" | "name":
                kept = _own_name(value)
            case "usemap":
                kept = value if re.fullmatch(r"#[\w-]{1,100}", value) else None
            case _ if name in _LOADED:
                kept = self._load(tag, name, value)
            case "bgcolor" | "color":
                self._colours = True
                kept = value[:40]
            case _:
                kept = value[:_MAX_URL]
        return kept or (kept if name == "alt" else None)

    def _report_all(self, references: list[str]) -> None:
        for one in references:
            self._report(one)

    def _link(self, value: str) -> str | None:
        plain = _JUNK_IN_URL.sub("", value[:8000])
        if plain.startswith("#"):
            return plain if _NAME.match(plain[1:]) else None
        if _LINKS.match(plain):
            return value.strip()[:8000]
        if re.match(r"(?:java|vb|live)script:", plain, re.IGNORECASE):
            self._removed.add("script")
        elif re.match(r"www\.[\w-]+\.", plain, re.IGNORECASE):
            return f"http://{plain}"
        return None

    def _load(self, tag: str, name: str, value: str) -> str | None:
        plain = _JUNK_IN_URL.sub("", value) if len(value) < MAX_DATA_IMAGE else value
        if plain[:4].lower() == "cid:":
            cid = plain[4:].strip("<>")
            if tag == "img" and name == "src" and cid in self._known:
                self._cids[cid] = None
                return f"cid:{cid}"
            return None
        if plain[:5].lower() == "data:":
            small = tag == "img" and name == "src" and len(plain) <= MAX_DATA_IMAGE
            return plain if small and _DATA_IMAGE.match(plain) else None
        self._report(value)
        return None


def _own_name(value: str) -> str | None:
    """Keep class names and anchors, but none that poses as ours."""
    words = [word for word in value.split()[:50] if not word.lower().startswith("fct-")]
    return " ".join(words)[:500] or None


def _sources(value: str) -> list[str]:
    """Return the addresses of a srcset."""
    return [one.split()[0] for one in value[:20_000].split(",") if one.split()]
