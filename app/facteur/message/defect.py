"""What is wrong with a message, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One fault. code: a stable kebab-case word; detail: a section number or a short quotation."""

    code: str
    detail: str = ""


# Codes that mean the reader does not see everything.
SHORTENED = frozenset(
    {"text-cut", "html-cut", "parts-cut", "headers-cut", "depth-cut", "worker-killed"}
)
