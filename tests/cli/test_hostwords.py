"""Servers and fingerprints as people write them."""

import pytest

from facteur.base.errors import UsageError
from facteur.cli.hostwords import fingerprint, host_and_port


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("h", ("h", 993)),
        ("h:25", ("h", 25)),
        ("[::1]:25", ("::1", 25)),
        ("[::1]", ("::1", 993)),
        ("2001:db8::7", ("2001:db8::7", 993)),
    ],
)
def test_servers(text: str, found: tuple[str, int]) -> None:
    assert host_and_port(text, 993) == found


@pytest.mark.parametrize("text", ["h:", "h:x", "h:²"])
def test_senseless_ports(text: str) -> None:
    with pytest.raises(UsageError):
        host_and_port(text, 993)


def test_fingerprints() -> None:
    assert fingerprint("") == ""
    assert fingerprint(" ".join(["AB"] * 32)) == "ab" * 32
    for wrong in ("ab", "zz" * 32, "ab" * 33):
        with pytest.raises(UsageError):
            fingerprint(wrong)
