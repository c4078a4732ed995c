"""Provider databases and lists of addresses of other projects, beside our own facts and checks.

Called by `python3 tests corpora`; prints where we differ and returns what must not happen: a fact
said to be from a source that does not have it, a file of settings we cannot read, an address judged
otherwise than by those who wrote the standard's tests.
"""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from facteur.base.errors import FacteurError
from facteur.mail.address import addr_spec
from facteur.mail.providers import PresetServer, Provider
from facteur.net.discovery import autoconfig, known
from facteur.net.discovery.autoconfig import Published
from facteur.net.discovery.findings import FoundServer
from facteur.net.discovery.presets import presets

_KINDS = ("imap", "pop", "submission")
# Files in which no server is encrypted, counted otherwise.
_WITHOUT = 33
_HOST = re.compile(r"(?<![\w.@-])(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}(?![\w.-])")
# Hosts of the notes that are no servers of ours: an export of at most 10,000 messages, an old name,
# shorthand of the table.
_NOT_OURS = {"imappro/smtppro"}
_STANDARD = 5321  # RFC 5321 §4.1.2: what the test set calls that is an address
_ACCEPTED = {"ISEMAIL_VALID_CATEGORY", "ISEMAIL_DNSWARN", f"ISEMAIL_RFC{_STANDARD}"}


def run(corpora: Path) -> list[str]:
    """Return what went wrong; differences are printed."""
    return [
        *_ispdb(corpora / "ispdb" / "ispdb"),
        *_provider_db(corpora / "provider-db" / "_providers"),
        *_notes(corpora.parent / "design" / "protocols" / "4-discovery.md"),
        *_isemail(corpora / "isemail" / "test" / "tests.xml"),
    ]


def _ispdb(folder: Path) -> list[str]:
    """Read each file as if a domain had published it; compare those of providers we know."""
    problems: list[str] = []
    without = compared = same = 0
    seen: set[str] = set()
    for path in sorted(folder.glob("*.xml")):
        data = path.read_bytes()
        try:
            file = autoconfig.read(data, "claire", "example.org")
        except FacteurError as error:
            problems.append(f"{path.name}: {error}")
            continue
        without += not file.servers
        domains = [one.text or "" for one in ET.fromstring(data).iter("domain")]
        providers = {one.key: one for name in domains if (one := presets().of_domain(name))}
        for provider in providers.values():
            compared += 1
            seen.add(provider.key)
            differences = list(_differences(provider, file))
            same += not differences
            for text in differences:
                print(f"  {path.name}: {provider.key}: {text}")
        missing = [name for name in domains if not presets().of_domain(name)] if providers else []
        if missing:
            print(f"  {path.name}: not among our domains: {' '.join(missing)}")
        problems += _claims(path, providers.values(), file)
    print(f"  ispdb: {compared} compared, {same} the same; {without} files without a usable server")
    if without != _WITHOUT:
        problems.append(f"ispdb: {without} files in which we find nothing")
    unseen = {
        one.key for one in presets().providers if one.domains and one.source == "ispdb"
    } - seen
    return problems + [f"{key}: its domains are not in the directory" for key in sorted(unseen)]


def _differences(provider: Provider, file: Published) -> Iterator[str]:
    ours = {one.kind: one for one in known.answer(provider, "claire", "example.org").servers}
    for kind in dict.fromkeys([*ours, *(one.kind for one in file.servers)]):
        mine = _words(ours[kind]) if kind in ours else "none"
        theirs = [
            f"{one.server.host}:{one.server.port} {one.server.security.value} {one.user}"
            for one in file.servers
            if one.kind is kind
        ]
        if mine not in (theirs or ["none"]):
            yield f"{kind.value}: ours {mine}, theirs {', '.join(theirs) or 'none'}"


def _words(one: FoundServer) -> str:
    return f"{one.server.host}:{one.server.port} {one.server.security.value} {one.user}"


def _claims(path: Path, providers: Iterable[Provider], file: Published) -> Iterator[str]:
    """Yield what we say to have from there and is not there."""
    hosts = {one.server.host for one in file.servers}
    for provider in providers:
        for kind, server in _servers(provider):
            if server.source == "ispdb" and server.host not in hosts:
                yield f"{path.name}: {provider.key}: {kind} {server.host} is not from there"


def _servers(provider: Provider) -> Iterator[tuple[str, PresetServer]]:
    for kind in _KINDS:
        server: PresetServer | None = getattr(provider, kind)
        if server is not None:
            yield kind, server


def _provider_db(folder: Path) -> list[str]:
    """Compare hosts and domains with the front matter of each file."""
    compared = same = 0
    domains: set[str] = set()
    for path in sorted(folder.glob("*.md")):
        head = path.read_text(encoding="utf-8").split("---")[1]
        named = re.findall(r"^\s*-\s*([\w.-]+\.\w+)\s*$", head, re.MULTILINE)
        domains |= set(named)
        provider = next((one for name in named if (one := presets().of_domain(name))), None)
        hosts = set(re.findall(r"hostname:\s*([\w.-]+)", head))
        if provider is None or not hosts:
            continue
        compared += 1
        strange = hosts - provider.hosts
        same += not strange
        if strange:
            print(f"  {path.name}: {provider.key}: theirs {' '.join(sorted(strange))}")
    print(f"  provider-db: {compared} compared, {same} with hosts that are ours, too")
    return [
        f"{one.key}: {name} is not from provider-db"
        for one in presets().providers
        if one.source == "provider-db"
        for name in one.domains
        if name not in domains
    ]


def _notes(path: Path) -> list[str]:
    """Compare with the table of facts that the file was made from, where it stands beside us."""
    if not path.exists():
        print("  the notes on discovery do not stand here; not compared")
        return []
    hosts = {host for one in presets().providers for host in one.hosts}
    rows = re.findall(r"^\| (\d+) \|(.*)\|$", path.read_text(encoding="utf-8"), re.MULTILINE)
    problems: list[str] = []
    count = 0
    for number, rest in rows:
        for cell in rest.split("|")[1:4]:
            for host in _HOST.findall(cell.replace("`", " ")):
                count += 1
                if host not in hosts and not _is_beside(host):
                    problems.append(f"row {number} of the notes: {host} is in no preset")
    print(f"  notes: {len(rows)} rows, {count} hosts")
    return problems if len(rows) >= 60 else [*problems, f"only {len(rows)} rows in the notes"]


def _is_beside(host: str) -> bool:
    """Whether it is a name that the notes mention beside the one to use."""
    return host.startswith(("export.imap", "mail.ovh.net")) or host in _NOT_OURS


def _isemail(path: Path) -> list[str]:
    """Judge each address as the wizard does."""
    counts: Counter[tuple[str, bool]] = Counter()
    problems: list[str] = []
    for test in ET.parse(path).getroot().iter("test"):
        address = "".join(map(_control, test.findtext("address") or ""))
        category = test.findtext("category") or ""
        accepted = addr_spec(address) is not None
        counts[category, accepted] += 1
        if (category in _ACCEPTED and not accepted) or (category == "ISEMAIL_ERR" and accepted):
            problems.append(f"isemail {test.get('id')}: {category}, and we say {accepted}")
    agreed = sum(
        count
        for (category, accepted), count in counts.items()
        if accepted == (category in _ACCEPTED)
    )
    print(f"  isemail: {agreed} of {counts.total()} as its authors would for a new address")
    for (category, accepted), count in sorted(counts.items()):
        print(f"    {category}: {count} {'accepted' if accepted else 'refused'}")
    return problems if counts.total() > 150 else [*problems, "isemail: hardly any addresses"]


def _control(letter: str) -> str:
    """Return the control character that a picture of one stands for."""
    if "\u2400" <= letter < "\u2420":
        return chr(ord(letter) - 0x2400)
    return "\x7f" if letter == "\u2421" else letter
