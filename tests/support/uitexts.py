"""The texts of the window, read from its source: what has to be translated, and where it stands.

lupdate drops calls whose arguments it does not understand and misses plurals in translate(); this
reads the syntax tree instead and refuses what could not be translated at all.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "app" / "facteur" / "ui"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Text:
    """One text to translate, as Qt looks it up. plural: it counts something."""

    context: str
    source: str
    comment: str
    plural: bool


class NotLiteral(Exception):
    """A text that is put together when the program runs, so that nobody can translate it."""


def texts(folder: Path = UI) -> list[Text]:
    """Return every text of the files below `folder`, each once, in a fixed order."""
    found: dict[Text, None] = {}
    for path in sorted(folder.rglob("*.py")):
        for text in texts_of(path.read_text(encoding="utf-8"), str(path)):
            found[text] = None
    return sorted(found)


def texts_of(code: str, name: str = "<code>") -> Iterator[Text]:
    """Yield the texts of one file. Raises NotLiteral."""
    yield from _walk(ast.parse(code, name), "", name)


def _walk(node: ast.AST, context: str, name: str) -> Iterator[Text]:
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.ClassDef) else context
        if isinstance(child, ast.Call):
            yield from _of_call(child, context, name)
        yield from _walk(child, inner, name)


def _of_call(call: ast.Call, context: str, name: str) -> Iterator[Text]:
    called = (
        call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    )
    match called:
        case "tr":
            arguments = [_literal(argument) for argument in call.args]
        case "translate" | "QT_TRANSLATE_NOOP" if len(call.args) >= 2:
            arguments = [_literal(argument) for argument in call.args[1:]]
            context = _literal(call.args[0]) or context
            if called == "translate" and arguments[0] is None:
                return  # a text of a table, marked where it stands
        case _:
            return
    if not arguments or arguments[0] is None:
        raise NotLiteral(f"{name}:{call.lineno}")
    source = arguments[0]
    comment = arguments[1] if len(arguments) > 1 and arguments[1] else ""
    yield Text(
        context=context,
        source=source,
        comment=comment,
        plural=len(arguments) > 2 or "%n" in source,
    )


def _literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None
