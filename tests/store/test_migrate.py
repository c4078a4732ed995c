import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from facteur.base.errors import StoreUnavailable
from facteur.base.paths import Profile
from facteur.mail.account import PopRules, Protocol
from facteur.mail.flags import Flags
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.store import migrate as migrations
from facteur.store.content import PartAddress
from facteur.store.database import Store, open_writer
from facteur.store.migrate import Schema, migrate, steps, version
from facteur.store.read import accounts, bodies, messages, problems, search
from facteur.store.reader import open_reader
from facteur.store.recovery import saved_accounts
from tests.store.builders import assert_sound, fill, key_of, keys, settings
from tests.store.test_content import whole

RELEASED = Path(__file__).parent / "released"  # profiles as an earlier Facteur left them
INBOX = MailboxKey(1)
TEXT = b"Bonjour,\r\n" * 300


@pytest.fixture
def earlier(profile: Profile) -> Profile:
    """The profile of a Facteur that knew schema 1 of both files."""
    shutil.copytree(RELEASED / "1", profile.home)
    return profile


@pytest.fixture
def migrated(earlier: Profile) -> Iterator[Store]:
    opened = open_writer(earlier)
    assert (opened.recovered, opened.was_unclean) == ((), False)
    assert opened.quick_check() == []
    yield opened
    assert_sound(opened.reader)
    opened.close()


@pytest.mark.parametrize("schema", list(Schema))
def test_an_empty_file_gets_the_newest_schema(schema):
    connection = apsw.Connection(":memory:")
    migrate(connection, schema)
    assert version(connection) == len(steps(schema)) > 0
    migrate(connection, schema)


@pytest.mark.parametrize("schema", list(Schema))
def test_the_steps_are_numbered_without_a_gap(schema):
    numbers = [int(step.name.removeprefix(schema.value)[:4]) for step in steps(schema)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_steps_that_an_update_adds_while_the_program_runs_are_not_its_own(monkeypatch, tmp_path):
    known = steps(Schema.MAIL)
    (tmp_path / "0001_other.sql").touch()
    monkeypatch.setattr(migrations, "FOLDER", tmp_path)
    assert steps(Schema.MAIL) == known


def test_a_newer_file_is_refused():
    connection = apsw.Connection(":memory:")
    connection.execute("PRAGMA user_version = 200")
    with pytest.raises(StoreUnavailable, match="newer"):
        migrate(connection, Schema.MAIL)


def test_a_senseless_version_is_damage():
    connection = apsw.Connection(":memory:")
    connection.execute("PRAGMA user_version = 16777217")
    with pytest.raises(apsw.CorruptError):
        migrate(connection, Schema.MAIL)


def test_a_step_that_fails_leaves_nothing(monkeypatch, tmp_path: Path):
    (tmp_path / "0001_initial.sql").write_text("CREATE TABLE a (x);")
    (tmp_path / "0002_wrong.sql").write_text("CREATE TABLE b (x); CREATE TABLE a (x);")
    monkeypatch.setattr(migrations, "steps", lambda _schema: sorted(tmp_path.iterdir()))
    connection = apsw.Connection(":memory:")
    with pytest.raises(apsw.SQLError):
        migrate(connection, Schema.MAIL)
    assert version(connection) == 1
    assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("a",)]


def schema_of(path: Path) -> list[tuple[str, ...]]:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    found = connection.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name"
    ).fetchall()
    connection.close()
    return found


def test_an_earlier_profile_gets_the_schema_of_a_new_one(earlier: Profile, tmp_path: Path):
    for path, schema in ((earlier.mail, Schema.MAIL), (earlier.content, Schema.CONTENT)):
        before = apsw.Connection(str(path))
        assert version(before) == 1 < len(steps(schema))
        before.close()
    open_writer(earlier).close()
    fresh = Profile(home=tmp_path / "fresh")
    open_writer(fresh).close()
    assert schema_of(earlier.mail) == schema_of(fresh.mail)
    assert schema_of(earlier.content) == schema_of(fresh.content)


def test_what_was_there_is_there(migrated: Store):
    reader = migrated.reader
    [account] = accounts.accounts(reader)
    assert account.settings == settings()
    assert account.settings.protocol is Protocol.IMAP
    assert account.settings.pop == PopRules()
    assert (account.capabilities, account.connection_limit) == (("IDLE", "QRESYNC"), 4)
    assert len(keys(reader, INBOX)) == 3
    key = key_of(reader, INBOX, 3)
    row = messages.row(reader, key)
    assert row is not None
    assert (row.subject, row.flags, row.waiting) == ("Été à Angers", Flags.FLAGGED, 1)
    assert search.search(reader, "angers") == [key]
    body = bodies.body(reader, key)
    assert body is not None
    assert body.text == "Bonjour"
    [part] = bodies.parts(reader, key)
    assert part.sha256 == hashlib.sha256(TEXT).digest()
    assert reader.content.read(part.sha256) == TEXT
    assert [one.code for one in problems.standing(reader)] == ["dns"]
    waiting = PartAddress(mailbox=INBOX, uidvalidity=7, uid=2, section="2")
    assert reader.content.partial_octets(waiting) == 200


def test_an_earlier_profile_works_on(migrated: Store):
    fill(migrated, INBOX, 4, 5)
    assert len(keys(migrated.reader, INBOX)) == 5
    name = migrated.content_write_now(lambda c: c.put(b"new", stored_ms=1))
    migrated.content_write_now(lambda c: c.keep_whole([whole(name)]))
    assert migrated.reader.content.wholes(AccountKey(1), "ann@example.org") == [whole(name)]
    assert migrated.collect_orphans(before_ms=100) == 0


def test_a_reader_sees_nothing_of_an_earlier_file_until_it_is_brought_up(earlier: Profile):
    reader = open_reader(earlier)
    assert accounts.accounts(reader) == []
    opened = open_writer(earlier)
    reader.close()  # what the window does when the engine has greeted it
    assert len(accounts.accounts(reader)) == 1
    reader.close()
    opened.close()


def test_accounts_saved_by_an_earlier_facteur_come_back(earlier: Profile):
    assert [one.settings for one in saved_accounts(earlier)] == [settings()]
    earlier.mail.unlink()
    opened = open_writer(earlier)
    assert opened.recovered == ("accounts",)
    [account] = accounts.accounts(opened.reader)
    assert (account.key, account.settings) == (AccountKey(1), settings())
    opened.close()


def test_a_file_brought_up_is_salvaged_like_any_other(earlier: Profile):
    """Its newer tables lie elsewhere than in a file made anew, whose first page it is given."""
    opened = open_writer(earlier)
    opened.content_write_now(lambda c: c.put(b"new" * 5000))
    opened.close()
    data = earlier.content.read_bytes()
    earlier.content.write_bytes(bytes(4096) + data[4096:])
    opened = open_writer(earlier)
    assert opened.recovered == ("content",)
    assert opened.salvage_content() == 2
    assert opened.reader.content.read(hashlib.sha256(TEXT).digest()) == TEXT
    opened.close()
