"""A migration that was released is never edited: databases out there were made by it.

tests/store/released/hashes.txt holds "SHA-256  name" for each; a release adds its lines.
"""

import hashlib
import re

from tests.support.tree import PACKAGE, ROOT

RELEASED = ROOT / "tests" / "store" / "released" / "hashes.txt"
MIGRATIONS = PACKAGE / "store" / "migrations"


def test_released_migrations_are_unchanged() -> None:
    lines = RELEASED.read_text(encoding="ascii").split("\n") if RELEASED.exists() else []
    changed = [
        name
        for line in lines
        if line and not line.startswith("#")
        for digest, name in [line.split()]
        if hashlib.sha256((MIGRATIONS / name).read_bytes()).hexdigest() != digest
    ]
    assert not changed, "write a new migration instead"


def test_migrations_are_numbered_without_gaps() -> None:
    """Two database files, two series: 0001_initial.sql and content_0001_initial.sql."""
    series: dict[str, list[int]] = {}
    for path in sorted(MIGRATIONS.glob("*.sql")):
        found = re.fullmatch(r"([a-z]+_)?(\d{4})_[a-z0-9_]+\.sql", path.name)
        assert found, path.name
        series.setdefault(found[1] or "", []).append(int(found[2]))
    for numbers in series.values():
        assert numbers == list(range(1, len(numbers) + 1))
