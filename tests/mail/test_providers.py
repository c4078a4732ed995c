"""The file of providers is read strictly; what it says stands in tests/net/discovery."""

import msgspec
import pytest

from facteur.mail.providers import Presets, Provider, parse

GOOD = 'key = "a"\nname = "A"\ndomains = ["a.example"]\nimap = { host = "i.a.example", source = "own" }\n'


@pytest.mark.parametrize(
    "text",
    [
        GOOD + 'colour = "red"',
        GOOD + 'help = "http://a.example"',
        GOOD + "closed = true",
        GOOD + 'password = "none"',
        GOOD + 'steps = ["dance"]',
        GOOD + 'oauth = "nobody"',
        GOOD + 'pop = { host = "i.a.example" }',
        GOOD + 'pop = { host = "i a", source = "own" }',
        GOOD + 'pop = { host = "i.a.example", port = 65536, source = "own" }',
        GOOD + 'pop = { host = "i.a.example", port = "995", source = "own" }',
        GOOD + 'pop = { host = "i.a.example", security = "none", source = "own" }',
        GOOD + 'pop = { host = "i.a.example", user = "me", source = "own" }',
        GOOD + 'mx = ["*"]',
        GOOD + 'mx = ["A.example"]',
        GOOD.replace('"a"', '"A b"'),
        GOOD.replace('"A"', '""'),
        GOOD.replace('domains = ["a.example"]', ""),
        GOOD.replace("imap", "imaps"),
        GOOD.split("imap", maxsplit=1)[0],
        GOOD + "\n[[provider]]\n" + GOOD,
        GOOD + "\n[[provider]]\n" + GOOD.replace('"a"', '"b"'),
    ],
)
def test_the_file_is_read_strictly(text: str) -> None:
    assert len(parse(f"[[provider]]\n{GOOD}".encode()).providers) == 1
    with pytest.raises((msgspec.ValidationError, ValueError)):
        parse(f"[[provider]]\n{text}".encode())


def test_nothing_is_known_of_nothing() -> None:
    empty = Presets(())
    assert empty.of_domain("gmail.com") is None
    assert empty.of_hosts(frozenset({"imap.gmail.com"})) is None
    assert Provider(key="a", name="A", mx=("a.example",), closed=True).hosts == frozenset()
