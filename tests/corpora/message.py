"""Messages of other projects, parsed by `inspect`, and compared with the answers some carry.

Called by `python3 tests corpora`; prints how far we agree and returns what must not happen:
exceptions, a message over two seconds, anything active left in cleaned HTML.
"""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from facteur.message.html import clean
from facteur.message.inspect import Inspected, inspect_message, to_json_keys
from facteur.message.parse import Message, Part, parse

MAX_S = 2.0
FOLDERS = (
    "autocrypt", "comm-central-basic", "comm-central-extensions", "cpython-email", "enmime",
    "flanker-bounces", "k9-demo-mailbox", "mail-parser", "mime4j-testmsgs", "mimekit",
    "mox-import", "msg-outlook", "mxhero-insurance", "php-imap-messages", "ruby-mail",
    "spam-ham-sample", "talon-replies",
)  # fmt: skip
NOT_MAIL = {
    ".json", ".html", ".xhtml", ".xml", ".out", ".tokens", ".zip", ".tgz", ".asc", ".bin", ".msg",
}  # fmt: skip
ACTIVE_TAGS = re.compile(
    r"<\s*(?:script|iframe|object|embed|form|input|meta|base|link|svg|math|style|template)\b"
    r"|<[^>]*\son\w+\s*=|(?:href|src|action)\s*=\s*[\"']?\s*(?:javascript|vbscript|file):",
    re.IGNORECASE,
)
ACTIVE_STYLE = re.compile(
    r"position\s*:\s*(?:fixed|absolute)|expression\s*\(|@import|url\(\s*['\"]?(?!cid:)",
    re.IGNORECASE,
)


def run(corpora: Path) -> list[str]:
    """Return what went wrong; agreement figures are printed."""
    problems = _every_message(corpora)
    problems += _mail_parser(corpora / "mail-parser")
    problems += _comm_central(corpora / "comm-central-basic")
    problems += _mime4j(corpora / "mime4j-testmsgs")
    problems += _dompurify(corpora / "vectors" / "dompurify-third.json")
    problems += _pages(corpora)
    return problems


def _messages(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        is_mail = path.suffix not in NOT_MAIL or ("mime4j" in folder.name and path.suffix == ".msg")
        if path.is_file() and is_mail:
            yield path


def _every_message(corpora: Path) -> list[str]:
    problems: list[str] = []
    encoder = msgspec.json.Encoder()
    for name in FOLDERS:
        count, slowest, began = 0, 0.0, time.monotonic()
        for path in _messages(corpora / name):
            raw = path.read_bytes()
            start = time.monotonic()
            try:
                found = inspect_message(raw, path.name)
                encoder.encode(to_json_keys(found))
            except Exception as problem:  # noqa: BLE001 (the point of the exercise)
                problems.append(f"{path.name}: {type(problem).__name__}: {problem}")
                continue
            taken = time.monotonic() - start
            slowest = max(slowest, taken)
            count += 1
            if taken > MAX_S:
                problems.append(f"{path.name}: {taken:.1f} s")
            if left := active_in(found.html):
                problems.append(f"{path.name}: active HTML left: {left!r}")
        total = time.monotonic() - began
        print(f"  {name}: {count} messages in {total:.2f} s, slowest {slowest * 1000:.0f} ms")
    return problems


def active_in(html: str) -> str:
    """Return what in cleaned HTML runs, loads or leaves its place, "" when nothing does."""
    sheets = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    rest = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    styles = re.findall(r'<[^>]*\sstyle="([^"]*)"', rest)
    found = ACTIVE_TAGS.search(rest)
    found = found or next(filter(None, map(ACTIVE_STYLE.search, [*sheets, *styles])), None)
    return found.group()[:60] if found else ""


class Tally:
    """Counts agreement and prints the first differences."""

    def __init__(self, title: str) -> None:
        self.title, self.same, self.all, self.shown = title, 0, 0, 0

    def compare(self, where: str, ours: object, theirs: object) -> None:
        if "\ufffd" in str(theirs):  # they gave up on the charset; there is nothing to compare
            return
        self.all += 1
        if ours == theirs:
            self.same += 1
        elif self.shown < 8:
            self.shown += 1
            print(
                f"    {self.title} {where}: ours {str(ours)[:110]!r} theirs {str(theirs)[:110]!r}"
            )

    def report(self, at_least: float) -> list[str]:
        share = self.same / self.all if self.all else 0.0
        print(f"  {self.title}: {self.same} of {self.all} agree ({share:.1%})")
        return [] if share >= at_least else [f"{self.title}: only {share:.1%} agree"]


def _words(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())


def _mail_parser(folder: Path) -> list[str]:
    tallies = {
        name: Tally(f"mail-parser {name}")
        for name in ("subject", "from", "to", "date", "leaf text", "attachment name")
    }
    for path in sorted(folder.rglob("*.json")):
        theirs = json.loads(path.read_text("utf-8"))
        raw = path.with_suffix(".eml").read_bytes()
        found, message = inspect_message(raw, path.name), parse(raw)
        _compare_header(path.stem, found, theirs["parts"][0], tallies)
        _compare_leaves(path.stem, message, theirs, tallies["leaf text"])
        _compare_names(path.stem, message, theirs, tallies["attachment name"])
    least = {"subject": 0.9, "from": 0.9, "to": 0.9, "date": 0.95, "leaf text": 0.85}
    return [one for name, tally in tallies.items() for one in tally.report(least.get(name, 0.85))]


def _compare_header(
    stem: str, found: Inspected, part: dict[str, list[dict[str, object]]], tallies: dict[str, Tally]
) -> None:
    seen = set()
    for header in reversed(part["headers"]):
        name, value = header["name"], header["value"]
        if not isinstance(name, str) or not isinstance(value, dict) or name in seen:
            continue
        if name == "subject":
            tallies[name].compare(stem, _words(found.subject), _words(str(value.get("Text"))))
        elif name in {"from", "to"} and "Address" in value:
            ours = [one.address for one in (found.sender if name == "from" else found.to)]
            tallies[name].compare(stem, [a for a in ours if a], _their_addresses(value["Address"]))
        elif name == "date" and "DateTime" in value:
            tallies[name].compare(stem, (found.date or "")[:19], _their_date(value["DateTime"]))
        else:
            continue
        seen.add(name)


def _their_addresses(value: dict[str, list[dict[str, object]]]) -> list[str]:
    if "Group" in value:
        entries = [one for group in value["Group"] for one in group["addresses"]]
    else:
        entries = value["List"]
    return [str(one["address"]) for one in entries if one.get("address")]


def _their_date(value: dict[str, int]) -> str:
    return (
        f"{value['year']:04}-{value['month']:02}-{value['day']:02}"
        f"T{value['hour']:02}:{value['minute']:02}:{value['second']:02}"
    )


def _leaves(message: Message) -> list[Part]:
    return [
        part
        for part in message.root.walk()
        if not part.children and not part.content_type.startswith("message/rfc")
    ]


def _compare_leaves(stem: str, message: Message, theirs: dict[str, object], tally: Tally) -> None:
    from facteur.message.body import part_text
    from facteur.message.display import node_of

    def ours(part: Part) -> str:
        return _words(part_text(node_of(part), part.body, []))

    texts = {ours(part) for part in _leaves(message)}
    for text in _their_texts(theirs):
        tally.compare(stem, text if text in texts else sorted(texts), text)


def _their_texts(value: dict[str, object]) -> Iterator[str]:
    for part in value["parts"]:
        match part["body"]:
            case {"Text": text} | {"Html": text}:
                yield _words(text)
            case {"Message": inner}:
                yield from _their_texts(inner)
            case _:
                continue


def _compare_names(stem: str, message: Message, theirs: dict[str, object], tally: Tally) -> None:
    ours = {
        _words(part.disposition.get("filename") or part.params.get("name")).replace("\\", "")
        for part in message.root.walk()
    }
    for part in theirs["parts"]:
        names = _their_names(part)
        if names:
            tally.compare(stem, names if names & ours else ours, names)


def _their_names(part: dict[str, list[dict[str, object]]]) -> set[str]:
    found: set[str] = set()
    for header in part["headers"]:
        value = header["value"]
        if isinstance(value, dict) and isinstance(value.get("ContentType"), dict):
            for one in value["ContentType"].get("attributes") or []:
                if one["name"] in {"name", "filename"}:
                    found.add(_words(one["value"]).replace("\\", ""))
    return found


def _comm_central(folder: Path) -> list[str]:
    tally = Tally("comm-central bodies")
    for path in sorted(folder.rglob("*.out")):
        source = path.with_suffix("") if path.with_suffix("").exists() else path.with_suffix(".eml")
        if not source.exists():
            continue
        ours = _words(inspect_message(source.read_bytes(), source.name).text)
        # Thunderbird's answer is the first text only, sometimes with its tags.
        theirs = _words(re.sub(r"<[^>]*>", "", path.read_text("utf-8")))
        tally.compare(path.stem, theirs if theirs in ours else ours, theirs)
    return tally.report(0.9)


def _mime4j(folder: Path) -> list[str]:
    tally = Tally("mime4j decoded leaves")
    for path in sorted(folder.rglob("*.msg")):
        message = parse(path.read_bytes())
        ours = {_words(part.decoded().decode("latin-1")) for part in message.root.walk()}
        for leaf in sorted(path.parent.glob(f"{path.stem}_decoded_*")):
            theirs = _words(leaf.read_bytes().decode("latin-1"))
            tally.compare(leaf.name, theirs if theirs in ours else sorted(ours), theirs)
    # Known differences: a message without header is all body to us, and a boundary that ends in
    # white space, which RFC 2046 §5.1.1 forbids, matches without it.
    return tally.report(0.78)


def _dompurify(path: Path) -> list[str]:
    vectors = json.loads(path.read_text("utf-8"))
    left = [
        f"{one['title']}: {left!r}"
        for one in vectors
        if (left := active_in(clean(one["payload"]).html))
    ]
    print(f"  dompurify: {len(vectors) - len(left)} of {len(vectors)} payloads left harmless")
    return left


def _pages(corpora: Path) -> list[str]:
    """Clean every HTML page of the corpora; nothing active is left, each under two seconds."""
    problems: list[str] = []
    pages = [
        path
        for name in ("caniemail", "html-templates", "html-templates-konsav", "mimekit",
                     "html-templates-leemunroe", "html-templates-mailgun", "talon-replies")
        for path in sorted((corpora / name).rglob("*.html"))
    ]  # fmt: skip
    for path in pages:
        start = time.monotonic()
        if left := active_in(clean(path.read_text("utf-8", "replace")).html):
            problems.append(f"{path.name}: active HTML left: {left!r}")
        if time.monotonic() - start > MAX_S:
            problems.append(f"{path.name}: too slow")
    print(f"  pages: {len(pages) - len(problems)} of {len(pages)} HTML pages cleaned")
    return problems
