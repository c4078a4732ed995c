"""A mailbox's own numbers: from Dovecot, from small servers, and what is not told is unknown."""

import asyncio
import os
from email.utils import formatdate

import msgspec
import pytest

from facteur.base.clock import SystemClock
from facteur.base.secret import Secret
from facteur.engine import accounttest, measuring
from facteur.engine.accounttest import Tried, try_settings
from facteur.engine.effects import Effects
from facteur.engine.fields import settings_of
from facteur.imap.numset import NumSet
from facteur.link.commands import AccountFields
from facteur.link.events import Trial
from tests.support.builders import message
from tests.support.enginerig import fields_of
from tests.support.fakes import MORNING_MS, FakeClock, FakeSecrets
from tests.support.mailserver import Knobs, MailUser, running
from tests.support.oddpop import CAPABILITIES, OddPop
from tests.support.oddserver import CUT, SILENCE, OddServer

DAY_S = 86_400


async def tried(fields: AccountFields, password: str, *, now: bool = False) -> Trial:
    clock = SystemClock() if now else FakeClock()
    effects = Effects(secrets=FakeSecrets(), clock=clock)
    found = await try_settings(settings_of(fields), Secret(password), effects, lambda _: None)
    assert isinstance(found, Tried), found
    return found.trial


@pytest.fixture(autouse=True)
def short_goodbyes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounttest, "GOODBYE_S", 0.1)


def trial_of(server: OddServer | OddPop) -> Trial:
    async def scenario() -> Trial:
        async with asyncio.timeout(20), server:
            return await tried(server.fields(), "secret")

    return asyncio.run(scenario())


def put(user: MailUser, count: int, days: float, octets: int = 0) -> int:
    """Put messages into INBOX that came so many days ago; return their octets as told."""
    total = 0
    came = SystemClock().now_ms() / 1000 - days * DAY_S
    for n in range(count):
        raw = message(
            text="x" * octets + "\n", date=formatdate(came), message_id=f"<{days}.{n}@x>"
        ).replace(b"\r\n", b"\n")
        path = user.maildir / "cur" / f"{int(came)}.{n}_{days}.test:2,S"
        path.write_bytes(raw)
        os.utime(path, (came, came))
        if os.geteuid() == 0:
            os.chown(path, *user.server.owner)
        total += len(raw) + raw.count(b"\n")
    return total


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.parametrize("protocol", ["imap", "pop"])
def test_dovecots_numbers(protocol: str):
    with running(Knobs(quota="10M")) as server:
        user = server.add_user()
        old = put(user, 20, 50)
        new = put(user, 5, 10, 3000) + put(user, 3, 1)
        port = server.ports.imap if protocol == "imap" else server.ports.pop3
        fields = fields_of(user, protocol=protocol, port=port)
        trial = asyncio.run(tried(fields, user.password, now=True))
    assert trial.messages == 28
    assert trial.recent_messages == 8
    assert trial.recent_octets == new
    if protocol == "imap":
        assert trial.octets == old + new
        assert trial.quota_octets == 10 * 1024 * 1024
        assert 0 <= trial.quota_octets - trial.used_octets <= trial.quota_octets
        assert trial.used_octets // 1024 in {(old + new) // 1024, (old + new) // 1024 + 1}
    else:
        assert trial.octets == old + new
        assert (trial.quota_octets, trial.used_octets) == (-1, -1)


# IMAP


def test_an_empty_mailbox():
    trial = trial_of(OddServer())
    assert (trial.messages, trial.octets) == (0, 0)
    assert (trial.recent_messages, trial.recent_octets) == (0, 0)
    assert (trial.quota_octets, trial.used_octets) == (-1, -1)


def test_a_server_that_tells_little():
    """All came lately, so that their sizes are those of the mailbox."""
    server = OddServer()
    server.inbox.fill(3)
    trial = trial_of(server)
    octets = sum(len(held.raw) for held in server.inbox.held.values())
    assert (trial.messages, trial.octets, trial.recent_octets) == (3, octets, octets)
    (search,) = [text for text in server.heard if "SEARCH" in text]
    assert search == "UID SEARCH RETURN (ALL) SINCE 24-Oct-2026"


def test_not_every_size_is_asked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(measuring, "MOST_SIZES", 2)
    server = OddServer()
    server.inbox.fill(6)
    trial = trial_of(server)
    (fetch,) = [text for text in server.heard if "FETCH" in text]
    assert fetch == "UID FETCH 5:6 (UID RFC822.SIZE)"
    octets = sum(len(held.raw) for held in server.inbox.held.values())
    assert trial.recent_messages == 6
    assert trial.recent_octets == octets  # they are all of one size
    assert trial.octets == -1


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("UID SEARCH", "NO not today"),
        ("UID SEARCH", "* ESEARCH UID ALL 1:4294967295\r\nOK"),
        ("UID SEARCH", "OK"),
        ("UID SEARCH", CUT),
        ("UID SEARCH", SILENCE),
    ],
)
def test_what_is_not_told_is_unknown_and_the_trial_succeeds(
    verb: str, said: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(measuring, "PATIENCE_S", 0.1)
    server = OddServer(answer=lambda text: said if text.startswith(verb) else None)
    server.inbox.fill(2)
    trial = trial_of(server)
    assert (trial.messages, trial.recent_messages, trial.recent_octets) == (2, -1, -1)


def test_a_mailbox_that_is_said_to_hold_four_thousand_million_messages():
    """Nothing is unfolded, and no sum is too large to be told."""
    most, octets = 4294967295, 2**63 - 1
    said = {
        "EXAMINE": f"* {most} EXISTS\r\nOK [READ-ONLY]",
        "STATUS": f"* STATUS INBOX (MESSAGES {most} SIZE {octets})\r\nOK",
        "GETQUOTAROOT": f'* QUOTA "" (STORAGE {octets} {octets})\r\nOK',
        "UID SEARCH": f"* ESEARCH UID ALL 1:{most - 1}\r\nOK",
        "UID FETCH": f"* 1 FETCH (UID {most - 1} RFC822.SIZE {octets})\r\nOK",
    }
    server = OddServer(
        capabilities="IMAP4rev1 ESEARCH QUOTA STATUS=SIZE",
        answer=lambda text: next((said[verb] for verb in said if text.startswith(verb)), None),
    )
    trial = trial_of(server)
    (fetch,) = [text for text in server.heard if "FETCH" in text]
    assert fetch == f"UID FETCH {most - measuring.MOST_SIZES}:{most - 1} (UID RFC822.SIZE)"
    assert trial.messages == most
    assert (trial.octets, trial.quota_octets, trial.used_octets) == (-1, -1, -1)
    assert msgspec.msgpack.encode(trial)


@pytest.mark.parametrize(
    ("count", "ranges", "newest"),
    [
        (3, [[(1, 9)]], [9, 8, 7]),
        (3, [[(1, 2), (8, 9)]], [9, 8, 2]),
        (3, [[(8, 8)], [(1, 1)]], [8, 1]),
        (3, [[(1, 1), (5, 5), (7, 9)]], [9, 8, 7]),
    ],
)
def test_the_newest_of_what_was_found(
    count: int,
    ranges: list[list[tuple[int, int]]],
    newest: list[int],
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(measuring, "MOST_SIZES", count)
    assert measuring._newest([NumSet(pairs) for pairs in ranges]) == newest


@pytest.mark.parametrize(
    ("told", "quota", "used"),
    [
        ('* QUOTA "" (STORAGE 10 512)', 512 * 1024, 10 * 1024),
        ('* QUOTA "" (MESSAGE 20 100 STORAGE 10 512)', 512 * 1024, 10 * 1024),
        ('* QUOTA "a" (STORAGE 1 100)\r\n* QUOTA "b" (STORAGE 90 100)', 102_400, 90 * 1024),
        ('* QUOTA "" (STORAGE 600 512)', 512 * 1024, 600 * 1024),
        ('* QUOTA "" (STORAGE 10 0)', -1, -1),
        ('* QUOTA "" (STORAGE -5 99999999999999999999999)', -1, -1),
        ('* QUOTA "" (STORAGE 10)', -1, -1),
        ('* QUOTA "" ()', -1, -1),
        ("* QUOTA", -1, -1),
        ('* QUOTAROOT INBOX ""', -1, -1),
    ],
)
def test_quotas(told: str, quota: int, used: int):
    server = OddServer(
        capabilities="IMAP4rev1 QUOTA",
        answer=lambda text: f"{told}\r\nOK" if text.startswith("GETQUOTAROOT") else None,
    )
    trial = trial_of(server)
    assert (trial.quota_octets, trial.used_octets) == (quota, used)


# POP


def maildrop(days: list[float], *, size: int | None = None, **fields: object) -> OddPop:
    """Return a maildrop whose messages came so many days ago, in this order."""
    server = OddPop(**fields)  # pyright: ignore[reportArgumentType] -- fields of that kind
    for n, ago in enumerate(days):
        date = formatdate(MORNING_MS / 1000 - ago * DAY_S)
        server.add(message(date=date, text="x" * n + "\n"), f"u{n}".encode())
    return server


def truth(server: OddPop, days: list[float]) -> tuple[int, int]:
    recent = [n for n, ago in enumerate(days) if ago < 30]
    return len(recent), sum(server.letters[n].octets for n in recent)


def numbers(trial: Trial) -> tuple[int, int]:
    return trial.recent_messages, trial.recent_octets


@pytest.mark.parametrize(
    "days",
    [
        [100, 80, 60, 40, 20, 10, 1],
        [100.0 - n / 3 for n in range(300)],
        [31, 29],
        [29, 31][::-1],
        [1.0] * 40,
        [400.0] * 40,
        [5],
        [50],
        [*[90.0] * 199, 1],
    ],
)
def test_what_came_lately_is_told_from_a_few_headers(days: list[float]):
    server = maildrop(days)
    trial = trial_of(server)
    count, octets = truth(server, days)
    assert trial.messages == len(days)
    assert abs(trial.recent_messages - count) <= max(1, len(days) // 250)
    assert octets * 0.9 <= trial.recent_octets <= octets * 1.1 + 1 or len(days) > 250
    assert server.count("TOP") <= 2 * measuring.SAMPLE
    assert server.count("RETR") == server.count("DELE") == 0


def test_any_other_order_is_estimated():
    days = [float(5 + 50 * (n % 2)) for n in range(100)]
    trial = trial_of(maildrop(days))
    assert 35 <= trial.recent_messages <= 65


@pytest.mark.parametrize(
    "fields",
    [
        {"top": False},
        {"answer": lambda text: b"-ERR no\r\n" if text == "LIST" else None},
        {"answer": lambda text: b"+OK\r\nX: y\r\n.\r\n" if text.startswith("TOP") else None},
        {"answer": lambda text: b"CUT" if text.startswith("TOP") else None},
        {"answer": lambda text: b"SILENCE" if text.startswith("TOP") else None},
        {
            "answer": lambda text: (
                b"+OK\r\n" + b"X: y\r\n" * 20_000 + b".\r\n" if text.startswith("TOP") else None
            )
        },
    ],
)
def test_a_maildrop_that_does_not_tell(fields: dict[str, object], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(measuring, "PATIENCE_S", 0.3)
    trial = trial_of(maildrop([50, 5], capabilities=CAPABILITIES, **fields))
    assert trial.messages == 2
    assert numbers(trial) == (-1, -1)


def test_an_empty_maildrop():
    trial = trial_of(OddPop())
    assert (trial.messages, trial.octets, *numbers(trial)) == (0, 0, 0, 0)
