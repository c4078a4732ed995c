"""Which sections the RFCs have that we cite, so that a citation can be checked; facts only.

Written as counts: ":13" is chapters 1 to 13, "6.3:13" is sections 6.3.1 to 6.3.13. Appendices are
not counted: cite them by their letter, which is taken as it stands.
"""

import dataclasses
import re
from pathlib import Path

_COUNTS = {
    # IMAP
    9051: ":13 1:3 2:4 2.2:2 2.3:6 2.3.1:2 3:4 4:5 4.1:1 4.3:1 5:5 5.1:2 5.1.2:2 6:5 6.1:3 6.2:3"
    " 6.3:13 6.3.9:7 6.4:9 6.4.4:4 6.4.5:1 7:6 7.1:5 7.2:2 7.3:5 7.4:1 7.5:2 11:7 12:4 13:2",
    3501: ":13 1:3 2:4 2.2:2 2.3:6 2.3.1:2 3:4 4:5 4.3:1 5:5 5.1:3 6:5 6.1:3 6.2:3 6.3:11 6.4:8"
    " 6.5:1 7:5 7.1:5 7.2:6 7.3:2 7.4:2 11:2",
    7162: ":10 3:2 3.1:12 3.1.2:2 3.1.4:2 3.2:11 3.2.5:2 5:3 10:2",
    2152: ":5",
    2177: ":7",
    2342: ":9",
    2683: ":7 3:4 3.1:2 3.2:1 3.2.1:7 3.4:12",
    2971: ":8 3:3",
    3516: ":9 4:4",
    3691: ":7",
    4314: ":10 2:2 3:8 5:2",
    4315: ":8 2:1",
    4466: ":9 2:6",
    4549: ":11 1:1 4:6 4.2:5 4.3:4 5:1 6:2",
    4731: ":8 3:2",
    4959: ":7",
    4978: ":9",
    5161: ":8 3:3",
    5182: ":6 2:5",
    5256: ":8 2:2",
    5258: ":11 3:5",
    5464: ":8 3:2 4:4",
    5465: ":12 3:1 5:9 6:5",
    5530: ":8",
    5788: ":7 3:4",
    5819: ":7",
    6154: ":9 5:4",
    6203: ":8",
    6851: ":9 3:3 4:6",
    6855: ":12",
    7377: ":9 2:6",
    7888: ":11",
    7889: ":6",
    8437: ":7",
    8438: ":7",
    8457: ":7",
    8474: ":12 4:3 5:3",
    8508: ":9",
    8970: ":10 3:2 4:1",
    9208: ":9 3:2 4:3 4.1:3 4.2:2 4.3:1 5:4",
    9394: ":8 3:4",
    9586: ":9 3:5",
    9755: ":13",
    # Proving who one is, encryption
    1951: ":6 1:6 3:3 3.2:7",
    3454: ":10 3:2 5:9",
    4013: ":6 2:5",
    4422: ":8 1:3 3:8 5:1 6:4",
    4616: ":7",
    5246: ":12 7:4",
    5280: ":9 4:2 4.1:2 4.2:2 6:3 7:5",
    5802: ":12 2:2 5:2 6:1 8:3",
    5929: ":10",
    6125: ":8 1:8 2:4 6:6 7:4",
    7628: ":8 3:3 3.1:1 3.2:3 4:4",
    7677: ":6",
    7804: ":9",
    7817: ":9",
    8314: ":9 3:4 4:5 5:5",
    8446: ":11",
    9525: ":8 1:6 6:6 7:6",
    # Messages
    2045: ":11 2:10 5:2 6:8",
    2083: ":19",
    2046: ":9 4:5 4.1:4 4.5:3 5:2 5.1:7 5.2:4 5.2.2:2 5.2.3:7",
    2047: ":12 4:2 6:3",
    2049: ":8",
    2183: ":7 2:10",
    2231: ":11 4:1",
    2387: ":8 3:4",
    2392: ":6",
    2557: ":14",
    2919: ":9",
    3464: ":9 2:4 2.1:2 2.2:5 2.3:9",
    3629: ":13",
    3676: ":12 3:3 4:8 7:1",
    4155: ":8",
    4648: ":14",
    5234: ":6 2:4 3:10",
    3207: ":7 4:3",
    3463: ":9 3:8",
    4954: ":12",
    5545: ":10 3:8 3.6:6",
    5321: ":10 1:3 2:4 3:9 4:5 4.1:4 4.2:5 4.3:2 4.5:5 4.5.3:2 4.5.3.1:10 5:2 6:4 7:9",
    5322: ":8 1:3 1.2:3 2:3 2.1:2 2.2:3 3:6 3.2:5 3.4:1 3.6:8 4:5 4.5:8",
    6532: ":8 3:7",
    8621: ":11",
    # POP, sending
    1939: ":15",
    2449: ":12 6:9 8:2",
    2595: ":10 2:6 3:1",
    3206: ":10",
    5034: ":12",
    6186: ":8 3:4",
    6856: ":8 2:2 3:2",
    6409: ":12 4:4 6:5",
    # Names and addresses of things
    3490: ":12",
    3492: ":9",
    3986: ":8 2:5 3:5 3.2:3 5:4",
    5890: ":6 2:3",
    5891: ":9 4:4 5:5",
    # OAuth 2.0, and the HTTP it is spoken in
    6585: ":9",
    6749: ":12 1:8 2:4 3:3 4:5 4.1:4 5:2 7:2 8:5 10:16 11:4",
    7636: ":9 1:2 4:6 7:5",
    7662: ":6 2:3",
    8252: ":10 4:1 7:3 8:12",
    9112: ":13 2:3 3:3 5:2 6:3 7:4 9:8",
    9207: ":6 2:4 5:2",
}

_CITED = re.compile(r"RFC (\d+) §([0-9]+(?:\.[0-9]+)*|[A-Z](?:\.[0-9]+)*)")
# Forms that cannot be checked: "RFC9051", "RFC 9051 section 6", "RFC 9051, 6.4.4".
_OTHER = re.compile(r"RFC(?!822\b)\d{4}|RFC \d+,? (?:[Ss]ec(?:tion|\.)|\d|§ )|§\d[\d.]* of RFC")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    rfc: int
    section: str
    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: RFC {self.rfc} §{self.section}"


def sections(rfc: int) -> set[str] | None:
    """Return the sections of an RFC, or None where the index does not know it."""
    if rfc not in _COUNTS:
        return None
    found: set[str] = set()
    for entry in _COUNTS[rfc].split():
        chapter, count = entry.split(":")
        stem = f"{chapter}." if chapter else ""
        found |= {f"{stem}{number}" for number in range(1, int(count) + 1)}
    return found


def exists(rfc: int, section: str) -> bool:
    known = sections(rfc)
    return known is not None and (section[0].isalpha() or section in known)


def citations(path: Path, text: str) -> list[Citation]:
    """Return what a file cites in the form that can be checked."""
    return [
        Citation(rfc=int(found[1]), section=found[2], path=path, line=number)
        for number, line in enumerate(text.splitlines(), 1)
        for found in _CITED.finditer(line)
    ]


def unchecked(path: Path, text: str) -> list[str]:
    """Return the places that name a section in any other form."""
    return [
        f"{path}:{number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if _OTHER.search(line)
    ]


def coverage(cited: list[Citation], rfcs: tuple[int, ...] = (9051, 7162)) -> str:
    """Return a report: for each section of these RFCs, where it is cited, or that it is not."""
    lines: list[str] = []
    for rfc in rfcs:
        places: dict[str, list[str]] = {section: [] for section in sections(rfc) or ()}
        for citation in cited:
            if citation.rfc == rfc and citation.section in places:
                places[citation.section].append(f"{citation.path}:{citation.line}")
        used = sum(bool(found) for found in places.values())
        lines.append(f"RFC {rfc}: {used} of {len(places)} sections cited")
        lines += [
            f"  §{section:<10} {', '.join(places[section]) or '-'}"
            for section in sorted(places, key=lambda text: [int(part) for part in text.split(".")])
        ]
    return "\n".join(lines)
