"""What CAPA says (RFC 2449 §6). A value: what is made of it is the session's business."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_MOST_DIGITS: Final = 9  # of seconds or days; more is nonsense
_NUMBER: Final = re.compile(rf"\d{{1,{_MOST_DIGITS}}}\Z", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """Upper-case names; `in` asks for one.

    login_delay_s: least time between two logins, 0 for none; with login_delay_per_user it may
        differ once the user is known, so that CAPA is to be asked again (RFC 2449 §6.5).
    expire_days: days after which the server removes what it keeps; 0: it keeps nothing that was
        fetched; None: never, or not told (RFC 2449 §6.7).
    """

    names: frozenset[str] = frozenset()
    mechanisms: frozenset[str] = frozenset()
    login_delay_s: int = 0
    login_delay_per_user: bool = False
    expire_days: int | None = None
    expire_per_user: bool = False
    implementation: str = ""

    @classmethod
    def parse(cls, lines: Iterable[bytes]) -> "Capabilities":
        """Return what the lines of a CAPA listing say; the first of two that differ counts."""
        told: dict[str, list[str]] = {}
        for line in lines:
            name, *arguments = line.decode("utf-8", "replace").split() or [""]
            if name:
                told.setdefault(name.upper(), arguments)
        delay = [word.upper() for word in told.get("LOGIN-DELAY", [])]
        expire = [word.upper() for word in told.get("EXPIRE", [])]
        return cls(
            names=frozenset(told),
            mechanisms=frozenset(word.upper() for word in told.get("SASL", [])),
            login_delay_s=_number(delay) or 0,
            login_delay_per_user="USER" in delay[1:],
            expire_days=_number(expire),
            expire_per_user="USER" in expire[1:],
            implementation=" ".join(told.get("IMPLEMENTATION", []))[:200],
        )

    def __contains__(self, name: str) -> bool:
        return name in self.names


def _number(words: list[str]) -> int | None:
    return int(words[0]) if words and _NUMBER.match(words[0]) else None
