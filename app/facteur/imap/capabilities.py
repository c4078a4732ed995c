"""Capability names and what each gives (RFC 9051 §6.1.1).

A value, not a place of decisions: which extension is used for what is the engine's business.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

# RFC 9051 §E: what IMAP4rev2 has in its base.
_IN_REV2 = frozenset({
    "ENABLE", "ESEARCH", "IDLE", "LIST-EXTENDED", "LIST-STATUS", "LITERAL-", "MOVE", "NAMESPACE",
    "SASL-IR", "SEARCHRES", "SPECIAL-USE", "STATUS=SIZE", "UIDPLUS", "UNSELECT", "CHILDREN",
})  # fmt: skip
_IMPLIED = {
    "IMAP4REV2": _IN_REV2,
    "QRESYNC": frozenset({"CONDSTORE", "ENABLE"}),  # RFC 7162 §3.2.3
    "LITERAL+": frozenset({"LITERAL-"}),
    "OBJECTID+": frozenset({"OBJECTID"}),
}


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a server says it can do. Upper-case names; `in` also knows what a name implies."""

    names: frozenset[str] = frozenset()
    _all: frozenset[str] = field(init=False, repr=False, compare=False, default=frozenset())

    def __post_init__(self) -> None:
        known = set(self.names)
        for name in self.names:
            known |= _IMPLIED.get(name, frozenset())
        object.__setattr__(self, "_all", frozenset(known))

    @classmethod
    def parse(cls, words: Iterable[bytes]) -> "Capabilities":
        """Return the capabilities of a CAPABILITY list.

        `LITERAL +` with a blank exists (MailKit #1654): it is joined.
        """
        joined: list[str] = []
        for word in words:
            text = word.decode("ascii", "replace").upper()
            if text in {"+", "-"} and joined and joined[-1] == "LITERAL":
                joined[-1] += text
            elif text:
                joined.append(text)
        return cls(frozenset(joined))

    def __contains__(self, name: str) -> bool:
        return name in self._all

    def __bool__(self) -> bool:
        return bool(self.names)

    @property
    def mechanisms(self) -> frozenset[str]:
        """The names of the SASL mechanisms that are offered."""
        return frozenset(name[5:] for name in self.names if name.startswith("AUTH="))

    def value(self, name: str) -> int | None:
        """Return the number of `NAME=number`, e.g. of APPENDLIMIT or MESSAGELIMIT, or None."""
        for held in self.names:
            key, equals, number = held.partition("=")
            if key == name and equals and number.isdigit():
                return int(number)
        return None
