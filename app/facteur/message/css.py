"""Style sheets and style attributes of mail, cleaned by allow-list; remote references reported.

Not here: HTML. What comes out can stand between <style> tags and in a style attribute: no
property that leaves the place of the message, no import, no font, no address but cid:.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

import tinycss2
from tinycss2 import ast

# Sheets beyond this are cut: tinycss2 reads about 1 MB/s.
MAX_SHEET = 256 * 1024
SCOPE = "fct-mail"

_PROPERTIES = frozenset(
    """background background-attachment background-clip background-color background-image
    background-origin background-position background-repeat background-size border
    border-bottom border-bottom-color border-bottom-left-radius border-bottom-right-radius
    border-bottom-style border-bottom-width border-collapse border-color border-left
    border-left-color border-left-style border-left-width border-radius border-right
    border-right-color border-right-style border-right-width border-spacing border-style
    border-top border-top-color border-top-left-radius border-top-right-radius
    border-top-style border-top-width border-width box-shadow box-sizing break-after
    break-before break-inside caption-side clear color column-count column-gap columns
    direction display empty-cells flex flex-basis flex-direction flex-flow flex-grow
    flex-shrink flex-wrap float font font-family font-feature-settings font-size
    font-size-adjust font-stretch font-style font-variant font-weight gap grid-gap
    grid-template-columns height hyphens justify-content letter-spacing line-break line-height
    list-style list-style-image list-style-position list-style-type margin margin-bottom
    margin-left margin-right margin-top max-height max-width min-height min-width align-content
    align-items align-self object-fit opacity order outline outline-color outline-style
    outline-width overflow overflow-wrap overflow-x padding padding-bottom padding-left
    padding-right padding-top page-break-after page-break-before page-break-inside quotes
    row-gap table-layout text-align text-align-last text-decoration text-decoration-color
    text-decoration-line text-decoration-style text-emphasis text-indent text-justify
    text-overflow text-shadow text-transform unicode-bidi vertical-align visibility
    white-space widows width word-break word-spacing word-wrap writing-mode zoom
    -webkit-text-size-adjust -ms-text-size-adjust mso-table-lspace mso-table-rspace
    color-scheme""".split()
)
COLOURS = frozenset({"color", "background", "background-color", "background-image", "color-scheme"})
_FUNCTIONS = frozenset(
    """rgb rgba hsl hsla hwb lab lch calc min max clamp linear-gradient radial-gradient
    repeating-linear-gradient repeating-radial-gradient conic-gradient repeat minmax
    fit-content""".split()
)
_MEDIA = re.compile(r"[\w\s():,.>=<-]{0,300}\Z")
_SIMPLE = re.compile(r"[\w\s#%.,:;!'\"+-]*\Z")
_SELECTOR_BAD = re.compile(r"[<\\{}@]")
_NEGATIVE = re.compile(r"(?:^|[\s(,])-\s*[\d.]")
_DOCUMENT = frozenset({"html", "body", ":root"})
_CACHED = 500  # longer attributes are not worth the memory of the cache
_MAX_RULES = 5000
_MAX_DEPTH = 20

Report = Callable[[str], None]


def clean_declarations(style: str, report: Report) -> tuple[str, bool]:
    """Return a style attribute cleaned, and whether it sets colours.

    report is called with every remote reference that was taken out.
    """
    if len(style) > 20_000:  # noqa: PLR2004 (no honest attribute is longer)
        return "", False
    if len(style) <= _CACHED and _SIMPLE.match(style):
        return _clean_simple(style)
    kept, colours = _clean_list(
        tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True), report
    )
    return "; ".join(kept), colours


@lru_cache(maxsize=2048)
def _clean_simple(style: str) -> tuple[str, bool]:
    """Clean a list without functions, escapes, comments or at-rules: most of them."""
    if ('"' in style or "'" in style) and _quotes_hide(style):
        parsed = tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
        kept, colours = _clean_list(parsed, _ignore)
        return "; ".join(kept), colours
    kept: list[str] = []
    colours = False
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip()
        if colon and value and ":" not in value and _allowed(name, value):
            kept.append(f"{name}: {value}")
            colours = colours or name in COLOURS
    return "; ".join(kept), colours


def _quotes_hide(style: str) -> bool:
    """Whether a quotation is unbalanced or may hold a separator."""
    return (
        style.count('"') % 2 == 1
        or style.count("'") % 2 == 1
        or bool(re.search(r"\"[^\"]*[;:'][^\"]*\"|'[^']*[;:\"][^']*'", style))
    )


def _ignore(_reference: str) -> None:
    """Report of a list in which no reference can stand."""


def _allowed(name: str, value: str) -> bool:
    if name not in _PROPERTIES:
        return False
    # Negative margins and indents move text over other text, or out of sight.
    return not (name.startswith("margin") and _NEGATIVE.search(value))


def _clean_list(nodes: Iterable[ast.Node], report: Report) -> tuple[list[str], bool]:
    kept: list[str] = []
    colours = False
    for node in nodes:
        if isinstance(node, ast.Declaration):
            written = _clean_declaration(node, report)
            if written:
                kept.append(written)
                colours = colours or node.lower_name in COLOURS
        else:
            _report_urls([node], report)
    return kept, colours


def _clean_declaration(node: ast.Declaration, report: Report) -> str:
    name = node.lower_name
    values = _clean_values(node.value, report, 0)
    if values is None:
        return ""
    value = tinycss2.serialize(values).strip()
    if not value or not _allowed(name, value) or _unsafe(value):
        return ""
    return f"{name}: {value}{' !important' if node.important else ''}"


def _unsafe(value: str) -> bool:
    """Nothing that could end a style element or an attribute leaves."""
    return "<" in value or "\\" in value or "/*" in value


def _clean_values(values: list[ast.Node], report: Report, depth: int) -> list[ast.Node] | None:
    """Return the values without remote addresses, None when the declaration must go."""
    kept: list[ast.Node] = []
    fine = depth <= _MAX_DEPTH
    for value in values:
        if isinstance(value, ast.URLToken):
            if value.value.strip().lower().startswith("cid:"):
                kept.append(value)
            else:
                report(value.value)
        elif isinstance(value, ast.FunctionBlock):
            arguments = _clean_function(value, report, depth)
            if arguments is None:
                fine = False
            elif arguments:
                kept.append(value)
        elif isinstance(
            value, (ast.ParenthesesBlock, ast.SquareBracketsBlock, ast.CurlyBracketsBlock)
        ):
            _report_urls(value.content, report)
            fine = False
        elif isinstance(value, (ast.ParseError, ast.Comment)):
            fine = fine and isinstance(value, ast.Comment)
        else:
            kept.append(value)
    return kept if fine else None


def _clean_function(value: ast.FunctionBlock, report: Report, depth: int) -> list[ast.Node] | None:
    """Return the arguments of a function that may stay, [] to drop it, None to drop all."""
    if value.lower_name == "url":  # url("…") with a quoted string is a function to tinycss2
        text = "".join(
            str(one.value) for one in value.arguments if isinstance(one, ast.StringToken)
        )
        if text.strip().lower().startswith("cid:"):
            return value.arguments
        report(text)
        return []
    if value.lower_name not in _FUNCTIONS:
        _report_urls([value], report)
        return None
    cleaned = _clean_values(value.arguments, report, depth + 1)
    return value.arguments if cleaned is not None and len(cleaned) == len(value.arguments) else None


def _report_urls(values: Iterable[ast.Node], report: Report) -> None:
    """Report every address in values that are thrown away; iterative, for depth is hostile."""
    stack = list(values)
    while stack:
        value = stack.pop()
        if isinstance(value, ast.URLToken):
            report(value.value)
        elif isinstance(value, ast.StringToken):
            if re.match(r"\s*(?:https?:)?//", value.value, re.IGNORECASE):
                report(value.value)
        elif isinstance(value, ast.FunctionBlock):
            stack.extend(value.arguments)
        elif isinstance(
            value, (ast.ParenthesesBlock, ast.SquareBracketsBlock, ast.CurlyBracketsBlock)
        ):
            stack.extend(value.content)
        elif isinstance(value, ast.Declaration):
            stack.extend(value.value)
        elif isinstance(value, (ast.QualifiedRule, ast.AtRule)):
            stack.extend([*value.prelude, *(value.content or [])])


def clean_sheet(sheet: str, report: Report) -> tuple[str, bool]:
    """Return a style sheet cleaned, every selector confined to the message, and colours or not."""
    rules = tinycss2.parse_stylesheet(sheet[:MAX_SHEET], skip_comments=True, skip_whitespace=True)
    kept, colours = _clean_rules(rules, report, nested=False)
    return "\n".join(kept), colours


def _clean_rules(
    rules: Iterable[ast.Node], report: Report, *, nested: bool
) -> tuple[list[str], bool]:
    kept: list[str] = []
    colours = False
    for rule in rules:
        if len(kept) >= _MAX_RULES:
            break
        if isinstance(rule, ast.QualifiedRule):
            written, coloured = _clean_rule(rule, report)
        elif isinstance(rule, ast.AtRule):
            written, coloured = _clean_at_rule(rule, report, nested=nested)
        else:
            continue
        if written:
            kept.append(written)
            colours = colours or coloured
    return kept, colours


def _clean_rule(rule: ast.QualifiedRule, report: Report) -> tuple[str, bool]:
    nodes = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    declarations, colours = _clean_list(nodes, report)
    selector = _scope(rule.prelude)
    if not declarations or not selector:
        return "", False
    return f"{selector} {{ {'; '.join(declarations)} }}", colours


def _clean_at_rule(rule: ast.AtRule, report: Report, *, nested: bool) -> tuple[str, bool]:
    """Keep @media; everything else goes, its addresses reported."""
    if rule.lower_at_keyword == "import":
        _report_imports(rule, report)
        return "", False
    condition = tinycss2.serialize(rule.prelude).strip()
    if (
        rule.lower_at_keyword != "media"
        or nested
        or rule.content is None
        or not _MEDIA.match(condition)
    ):
        _report_urls([rule], report)
        return "", False
    inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
    kept, colours = _clean_rules(inner, report, nested=True)
    return (f"@media {condition} {{ {' '.join(kept)} }}", colours) if kept else ("", False)


def _report_imports(rule: ast.AtRule, report: Report) -> None:
    for value in rule.prelude:
        if isinstance(value, (ast.URLToken, ast.StringToken)):
            report(value.value)
        elif isinstance(value, ast.FunctionBlock) and value.lower_name == "url":
            report(
                "".join(
                    str(one.value) for one in value.arguments if isinstance(one, ast.StringToken)
                )
            )


def _scope(prelude: list[ast.Node]) -> str:
    """Return the selectors confined to our container; html and body become the container."""
    written = tinycss2.serialize(prelude)
    if len(written) > 4000 or _SELECTOR_BAD.search(written) or "fct-" in written:  # noqa: PLR2004 (no honest selector)
        return ""
    scoped = [_scope_one(one) for one in _split_selectors(prelude)]
    return ", ".join(one for one in scoped if one)


def _split_selectors(prelude: list[ast.Node]) -> list[str]:
    groups: list[list[ast.Node]] = [[]]
    for node in prelude:
        if isinstance(node, ast.LiteralToken) and node.value == ",":
            groups.append([])
        elif not isinstance(node, ast.Comment):
            groups[-1].append(node)
    return [tinycss2.serialize(group).strip() for group in groups]


def _scope_one(selector: str) -> str:
    if not selector:
        return ""
    words = selector.split()
    while words and words[0].lower() in _DOCUMENT:
        words.pop(0)
        if words and words[0] == ">" and len(words) > 1 and words[1].lower() in _DOCUMENT:
            words.pop(0)
    rest = " ".join(words)
    return f".{SCOPE} {rest}" if rest else f".{SCOPE}"
