"""What goes out and comes in, message by message: what is not here, what is broken, where to."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from facteur.archive.failures import ArchiveError
from facteur.base.errors import NetworkError
from facteur.base.paths import Profile
from facteur.engine import archiving
from facteur.engine.archiving import Import, Target
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.store.content import ContentStore
from facteur.store.database import Store, open_writer
from facteur.store.query import rows
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.transaction import Transaction
from facteur.store.write import accounts, local
from tests.store.popbuilders import header, pop_settings

_T = TypeVar("_T")
MBOX = (
    "From a Mon Nov 23 08:00:00 2026\nSubject: one\n\nHello\n\n"
    "From b Mon Nov 23 09:00:00 2026\nSubject: two\n\nHello again\n\n"
)


class Writes:
    def __init__(self, store: Store) -> None:
        self._store = store

    def mail(self, work: Callable[[Transaction], _T]) -> _T:
        return self._store.write_now(work)

    def content(self, work: Callable[[ContentStore], _T]) -> _T:
        return self._store.content_write_now(work)


class Place:
    """A profile with one collecting account."""

    def __init__(self, profile: Profile) -> None:
        self.store = open_writer(profile)
        self.account: AccountKey = self.store.write_now(
            lambda tx: accounts.add(tx, pop_settings(), 1)
        )
        self.inbox: MailboxKey = self.store.write_now(lambda tx: local.ensure(tx, self.account))

    def take_in(self, path: Path, step: archiving.Step = lambda _done, _all: None) -> Import:
        mailbox = read_mailboxes.mailbox(self.store.reader, self.inbox)
        target = Target(account=self.account, address="claire@example.org", mailbox=mailbox)
        found = Import(target=target, writes=Writes(self.store), now_ms=5, step=step)
        found.run(path, "")
        return found

    def paths(self) -> dict[str, int]:
        return {one.path: one.messages for one in read_mailboxes.mailboxes(self.store.reader)}


@pytest.fixture
def place(profile: Profile) -> Place:
    return Place(profile)


def test_two_equal_messages_of_one_file_are_had_once(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(MBOX + MBOX)
    tally = place.take_in(path).tally
    assert (tally.messages, tally.skipped, tally.left_out) == (2, 2, 0)
    sql = "SELECT subject, received_ms FROM message m JOIN header h ON h.message_id = m.id"
    found = rows(place.store.reader.mail, tuple[str, int], sql)
    assert dict(found) == {"one": 1_795_420_800_000, "two": 1_795_424_400_000}


def test_several_folders_go_below(place: Place, tmp_path: Path) -> None:
    for name in ("Work", "Work.sbd/Old"):
        path = tmp_path / "mail" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MBOX)
        path.with_name(path.name + ".msf").write_text("")
    tally = place.take_in(tmp_path / "mail").tally
    assert tally.messages == 4
    found = {path: count for path, count in place.paths().items() if count}
    assert sum(found.values()) == 4
    assert all(path.startswith("Inbox/") for path in found)


def test_what_is_imported_is_noted_as_whole(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(MBOX)
    place.take_in(path)
    noted = place.store.reader.content.wholes(place.account, "claire@example.org")
    assert len(noted) == 2
    assert place.store.collect_orphans(before_ms=1 << 60) == 0
    for one in noted:
        assert place.store.reader.content.read(one.sha256)


def test_a_backup_of_the_same_account_goes_where_it_was(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(MBOX)
    place.take_in(path)
    place.store.write_now(lambda tx: local.create(tx, place.account, "Family"))
    made, tally = archiving.make_backup(
        place.store.reader, tmp_path, "", 1_795_420_800_000, lambda _done, _all: None
    )
    assert tally.messages == 2
    other = Place(Profile(home=tmp_path / "other"))
    assert other.take_in(made).tally.messages == 2
    assert other.paths()["Inbox"] == 2
    other.store.close()


def test_what_is_not_here_is_named(place: Place, tmp_path: Path) -> None:
    place.store.write_now(
        lambda tx: local.insert_batch(tx, place.inbox, [(header("lost"), bytes(32))])
    )
    mailbox = read_mailboxes.mailbox(place.store.reader, place.inbox)
    for form in ("mbox", "eml"):
        tally = archiving.export(
            place.store.reader, mailbox, tmp_path / form, form, lambda _done, _all: None
        )
        assert (tally.messages, tally.left_out) == (0, 1)
        assert tally.problems == [("Inbox: lost", archiving.NOT_HERE)]


def test_what_is_stopped_leaves_no_half_file(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(MBOX)
    place.take_in(path)
    mailbox = read_mailboxes.mailbox(place.store.reader, place.inbox)

    def stop(_done: int, _all: int) -> None:
        raise NetworkError("stopped")

    with pytest.raises(NetworkError):
        archiving.export(place.store.reader, mailbox, tmp_path / "out", "mbox", stop)
    with pytest.raises(NetworkError):
        archiving.make_backup(place.store.reader, tmp_path / "b.zip", "", 1, stop)
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["a.mbox"]


def test_what_is_no_archive(place: Place, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as caught:
        place.take_in(tmp_path / "absent")
    assert caught.value.code in {"missing", "unknown-kind"}
