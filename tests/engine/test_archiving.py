"""What goes out and comes in, message by message: what is not here, what is broken, where to."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pytest

from facteur.archive.failures import ArchiveError
from facteur.archive.item import ArchiveFolder
from facteur.base.errors import NetworkError, UsageError
from facteur.base.paths import Profile
from facteur.engine import archiving
from facteur.engine.archiving import Import, Target
from facteur.engine.pop.adoption import adopt
from facteur.mail.keys import AccountKey, MailboxKey, MessageKey
from facteur.mail.mailbox import SpecialUse
from facteur.store.content import ContentStore
from facteur.store.database import Store, open_writer
from facteur.store.query import rows
from facteur.store.read import mailboxes as read_mailboxes
from facteur.store.read import pop as read_pop
from facteur.store.read import wholes
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

    def both(
        self, first: Callable[[ContentStore], object], then: Callable[[Transaction], _T]
    ) -> _T:
        self.content(first)
        return self.mail(then)

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
        return self.take_in_to(self.inbox, path, step)

    def take_in_to(
        self, key: MailboxKey, path: Path, step: archiving.Step = lambda _done, _all: None
    ) -> Import:
        mailbox = read_mailboxes.mailbox(self.store.reader, key)
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
    assert other.paths()["Family"] == 0
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


def folder_with(place: Place, path: str, *bodies: bytes) -> MailboxKey:
    """Make a mailbox with whole messages."""
    key: MailboxKey = place.store.write_now(lambda tx: local.found_or_made(tx, place.account, path))
    for body in bodies:
        name = place.store.content_write_now(lambda content, body=body: content.put(body))
        batch = [(header(body.decode()), name)]
        place.store.write_now(lambda tx, batch=batch: local.insert_batch(tx, key, batch))
    return key


def keys_in(place: Place, mailbox: MailboxKey) -> list[MessageKey]:
    sql = "SELECT id FROM message WHERE mailbox_id = ?"
    return [row[0] for row in rows(place.store.reader.mail, tuple[MessageKey], sql, (mailbox,))]


def test_a_backup_has_what_moves_while_it_is_made(place: Place, tmp_path: Path) -> None:
    folder_with(place, "Inbox", b"one", b"two")
    last = folder_with(place, "Zoo", b"three", b"four")

    def move(_done: int, _all: int) -> None:
        place.store.write_now(lambda tx: local.move(tx, keys_in(place, last), place.inbox))

    made, tally = archiving.make_backup(place.store.reader, tmp_path / "b.zip", "", 1, move)
    assert (tally.messages, tally.left_out) == (4, 0)
    assert archiving.check_backup(made, "").messages == 4
    assert place.paths()["Inbox"] == 4


@pytest.mark.parametrize("form", ["mbox", "eml"])
def test_an_export_has_what_moves_while_it_is_made(
    place: Place, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wholes, "PAGE", 1)
    folder_with(place, "Zoo", b"one", b"two", b"three")
    mailbox = read_mailboxes.find(place.store.reader, place.account, "Zoo")
    assert mailbox is not None
    heard: list[tuple[int, int]] = []

    def move(done: int, total: int) -> None:
        heard.append((done, total))
        keys = keys_in(place, mailbox.key)
        place.store.write_now(lambda tx: local.move(tx, keys, place.inbox))

    tally = archiving.export(place.store.reader, mailbox, tmp_path / "out", form, move)
    assert (tally.messages, tally.left_out) == (3, 0)
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_a_backup_that_does_not_come_by_every_message_is_none(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_with(place, "Zoo", b"one", b"two")
    usual = wholes.messages
    monkeypatch.setattr(wholes, "messages", lambda *asked: islice(usual(*asked), 1))
    with pytest.raises(ArchiveError, match="differs"):
        archiving.make_backup(place.store.reader, tmp_path / "b.zip", "", 1, lambda _d, _a: None)
    monkeypatch.setattr(read_mailboxes, "mailboxes", lambda _source: [])
    with pytest.raises(ArchiveError, match="differs"):
        archiving.make_backup(place.store.reader, tmp_path / "b.zip", "", 1, lambda _d, _a: None)
    assert list(tmp_path.glob("*.zip")) == []


def test_what_came_from_elsewhere_meanwhile_is_not_had_twice(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(MBOX)

    class Beaten(Writes):
        def both(
            self, first: Callable[[ContentStore], object], then: Callable[[Transaction], _T]
        ) -> _T:
            assert place.take_in(path).tally.messages == 2
            return super().both(first, then)

    mailbox = read_mailboxes.mailbox(place.store.reader, place.inbox)
    target = Target(account=place.account, address="claire@example.org", mailbox=mailbox)
    writes = Beaten(place.store)
    late = Import(target=target, writes=writes, now_ms=5, step=lambda _done, _all: None)
    tally = late.run(path, "")
    assert (tally.messages, tally.octets, tally.skipped) == (0, 0, 2)
    assert place.paths()["Inbox"] == 2


@pytest.mark.parametrize("whole_account", [True, False])
def test_an_import_whose_place_goes_ends_and_leaves_nothing_noted(
    place: Place, tmp_path: Path, *, whole_account: bool
) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(MBOX)
    key = folder_with(place, "Zoo")
    other = folder_with(place, "Other")

    class Gone(Writes):
        def both(
            self, first: Callable[[ContentStore], object], then: Callable[[Transaction], _T]
        ) -> _T:
            self.content(first)
            if whole_account:
                self.mail(lambda tx: accounts.remove(tx, place.account))
            else:
                place.take_in_to(other, path)
                self.mail(lambda tx: local.delete(tx, key))
            return self.mail(then)

    mailbox = read_mailboxes.mailbox(place.store.reader, key)
    target = Target(account=place.account, address="claire@example.org", mailbox=mailbox)
    late = Import(target=target, writes=Gone(place.store), now_ms=5, step=lambda _d, _a: None)
    with pytest.raises(UsageError, match="no-mailbox"):
        late.run(path, "")
    noted = place.store.reader.content.wholes(place.account, "claire@example.org")
    names = {one.sha256 for one in noted}
    assert len(names) == (0 if whole_account else 2)  # those of the other folder stay
    with pytest.raises(UsageError, match="no-mailbox"):  # and before anything was stored
        late.run(path, "")


@pytest.mark.parametrize("is_backup", [True, False])
def test_names_that_cannot_be_here_do_not_end_an_import(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_backup: bool
) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(MBOX)
    (only,) = archiving.sources.folders(path, archiving.detect.Kind.MBOX)
    above = ("claire@example.org", "Inbox") if is_backup else ()
    names = (" a\u202eb", "c\nd", "", "x" * 300, "\u0645\u06cc\u200c\u062e")
    found = [replace(only, levels=(*above, name)) for name in names]
    kind = archiving.detect.Kind.BACKUP if is_backup else archiving.detect.Kind.EML_TREE
    monkeypatch.setattr(archiving.detect, "detect", lambda _path: kind)
    monkeypatch.setattr(archiving.sources, "folders", lambda *_asked, **_more: found)
    tally = place.take_in(path).tally
    assert (tally.messages, tally.left_out) == (10, 0)
    here = {path for path, count in place.paths().items() if count}
    kept = ("a_b", "c_d", "_", "x" * 200, names[-1])
    assert here == {f"Inbox/{name}" for name in kept}


def test_a_folder_of_a_backup_without_a_name(place: Place) -> None:
    mailbox = read_mailboxes.mailbox(place.store.reader, place.inbox)
    target = Target(account=place.account, address="claire@example.org", mailbox=mailbox)
    for use, expected in ((SpecialUse.NONE, "Inbox"), (SpecialUse.JUNK, "junk")):
        folder = ArchiveFolder(
            levels=("Claire@example.org",), special_use=use, open=lambda: iter(())
        )
        key = place.store.write_now(
            lambda tx, folder=folder: archiving._place(
                target, folder, folder.levels, tx, goes_home=True
            )
        )
        assert read_mailboxes.mailbox(place.store.reader, key).path == expected


def two_accounts(tmp_path: Path) -> Path:
    """Return a backup of a place with two accounts, and mail in each."""
    place = Place(Profile(home=tmp_path / "first"))
    mbox = tmp_path / "a.mbox"
    mbox.write_text(MBOX)
    place.take_in(mbox)
    folder_with(place, "Family/Old", b"Subject: old\r\n\r\nx\r\n")
    place.account = place.store.write_now(
        lambda tx: accounts.add(tx, pop_settings(address="other@example.org"), 1)
    )
    folder_with(place, "Work", b"Subject: work\r\n\r\nx\r\n")
    made, tally = archiving.make_backup(
        place.store.reader, tmp_path, "", 1_795_420_800_000, lambda _done, _all: None
    )
    assert tally.messages == 4
    place.store.close()
    return made


def test_a_backup_says_what_it_holds(tmp_path: Path) -> None:
    found = archiving.contents(two_accounts(tmp_path), "")
    held = {one.levels: one.messages for one in found if one.messages}
    assert held == {
        ("claire@example.org", "Inbox"): 2,
        ("claire@example.org", "Family", "Old"): 1,
        ("other@example.org", "Work"): 1,
    }


def test_folders_go_back_to_their_own_accounts_and_others_below(tmp_path: Path) -> None:
    made = two_accounts(tmp_path)
    place = Place(Profile(home=tmp_path / "second"))
    other = place.store.write_now(
        lambda tx: accounts.add(tx, pop_settings(address="Other@Example.org"), 1)
    )
    inbox = place.store.write_now(lambda tx: local.ensure(tx, other))
    home = Target(
        account=other,
        address="Other@Example.org",
        mailbox=read_mailboxes.mailbox(place.store.reader, inbox),
    )
    mailbox = read_mailboxes.mailbox(place.store.reader, place.inbox)
    target = Target(account=place.account, address="somebody@else.org", mailbox=mailbox)
    found = Import(
        target=target,
        homes=[home],
        writes=Writes(place.store),
        now_ms=5,
        step=lambda _done, _all: None,
    )
    assert found.run(made, "").messages == 4
    boxes = [one for one in read_mailboxes.mailboxes(place.store.reader) if one.messages]
    assert {(one.account, one.path) for one in boxes} == {
        (other, "Work"),
        (place.account, "Inbox/claire@example.org/Inbox"),
        (place.account, "Inbox/claire@example.org/Family/Old"),
    }
    # Each whole is noted for the account that has it, and would come back there.
    assert len(place.store.reader.content.wholes(other, "Other@Example.org")) == 1
    assert len(place.store.reader.content.wholes(place.account, "somebody@else.org")) == 3
    place.store.close()


def test_only_chosen_folders_come_and_nothing_twice(tmp_path: Path) -> None:
    made = two_accounts(tmp_path)
    place = Place(Profile(home=tmp_path / "second"))
    mailbox = read_mailboxes.mailbox(place.store.reader, place.inbox)
    target = Target(account=place.account, address="claire@example.org", mailbox=mailbox)

    def take(*chosen: tuple[str, ...]) -> tuple[int, int]:
        found = Import(
            target=target,
            chosen=frozenset(chosen) or None,
            writes=Writes(place.store),
            now_ms=5,
            step=lambda _done, _all: None,
        )
        tally = found.run(made, "")
        return tally.messages, tally.skipped

    assert take(("claire@example.org", "Family", "Old")) == (1, 0)
    assert {path for path, count in place.paths().items() if count} == {"Family/Old"}
    assert take() == (3, 1)
    assert take() == (0, 4)
    place.store.close()


def with_empty_folders(tmp_path: Path) -> Path:
    """Return a backup of an account with mail and an empty folder, and of one without mail."""
    place = Place(Profile(home=tmp_path / "first"))
    folder_with(place, "Family", b"Subject: old\r\n\r\nx\r\n")
    place.store.write_now(lambda tx: local.create(tx, place.account, "Plans/2027"))
    bare = place.store.write_now(
        lambda tx: accounts.add(tx, pop_settings(address="bare@example.org"), 1)
    )
    place.store.write_now(lambda tx: (local.ensure(tx, bare), local.create(tx, bare, "Nothing")))
    made, _tally = archiving.make_backup(
        place.store.reader, tmp_path, "", 1_795_420_800_000, lambda _done, _all: None
    )
    place.store.close()
    return made


@pytest.mark.parametrize(
    ("address", "chosen", "expected"),
    [
        ("claire@example.org", None, {"Family", "Plans", "Plans/2027"}),
        ("bare@example.org", None, {"Nothing", "Inbox/claire@example.org/Plans/2027"}),
        ("other@example.org", None, {"Inbox/claire@example.org/Plans/2027"}),
        ("other@example.org", ("bare@example.org", "Nothing"), {"Inbox/bare@example.org/Nothing"}),
    ],
)
def test_empty_folders_come_back(
    tmp_path: Path, address: str, chosen: tuple[str, ...] | None, expected: set[str]
) -> None:
    made = with_empty_folders(tmp_path)
    place = Place(Profile(home=tmp_path / "second"))
    special = set(place.paths())
    mailbox = read_mailboxes.mailbox(place.store.reader, place.inbox)
    Import(
        target=Target(account=place.account, address=address, mailbox=mailbox),
        chosen=None if chosen is None else frozenset({chosen}),
        writes=Writes(place.store),
        now_ms=5,
        step=lambda _done, _all: None,
    ).run(made, "")
    found = set(place.paths()) - special
    assert found >= expected
    told = archiving.coming_back(archiving.contents(made, ""), {address})
    if chosen is None:  # what comes is what was told
        leaves = {one.levels[-1] for one in told}
        above = {"Plans", "claire@example.org", "Inbox"}
        assert {path.rpartition("/")[2] for path in found} - above == leaves - above
    assert not {path for path in found if path.endswith(("/Drafts", "/Sent", "/Trash"))}
    place.store.close()


def test_a_restored_backup_takes_back_a_deletion_for_good(place: Place, tmp_path: Path) -> None:
    """What was erased is to leave the server too, where the rule says so: no longer then."""
    path = tmp_path / "a.mbox"
    path.write_text(MBOX)
    place.take_in(path)
    sql = "SELECT m.id, p.sha256 FROM message m JOIN part p ON p.message_id = m.id ORDER BY m.id"
    found = rows(place.store.reader.mail, tuple[MessageKey, bytes], sql)
    for at, (message, name) in enumerate(found):
        place.store.write_now(
            lambda tx, at=at, message=message, name=name: tx.run(
                "INSERT INTO pop_item (account_id, uidl, occurrence, state, message_id, sha256,"
                " proven_ms) VALUES (?, ?, 0, 'stored', ?, ?, 7)",
                place.account, b"u%d" % at, message, name,
            )
        )  # fmt: skip
    made, _tally = archiving.make_backup(
        place.store.reader, tmp_path, "", 1_795_420_800_000, lambda _done, _all: None
    )
    keys = [key for key, _name in found]
    place.store.write_now(lambda tx: local.move(tx, keys, local.trash_of(tx, place.account)))
    place.store.write_now(lambda tx: local.erase(tx, keys, 9))
    assert place.take_in(made).tally.messages == 2
    items = read_pop.items(place.store.reader, place.account)
    assert [one.deleted_ms for one in items] == [0, 0]
    assert sorted(one.message or 0 for one in items) == [3, 4]


class KilledError(Exception):
    """The engine is no more."""


class KilledBetween(Writes):
    """Is killed when the bytes are in content.sqlite and the rows are not in mail.sqlite."""

    def both(
        self, first: Callable[[ContentStore], object], then: Callable[[Transaction], _T]
    ) -> _T:
        self.content(first)
        raise KilledError


def test_a_killed_import_done_again_has_everything_once_and_in_its_place(
    place: Place, tmp_path: Path
) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(MBOX.replace("Subject: one", "Status: RO\nSubject: one"))
    old = place.store.write_now(lambda tx: local.create(tx, place.account, "Old"))
    mailbox = read_mailboxes.mailbox(place.store.reader, old)
    target = Target(account=place.account, address="claire@example.org", mailbox=mailbox)
    killed = Import(
        target=target, writes=KilledBetween(place.store), now_ms=5, step=lambda _done, _all: None
    )
    with pytest.raises(KilledError):
        killed.run(path, "")
    assert place.paths()["Old"] == 0
    assert asyncio.run(adopt(place.store, place.account, "claire@example.org", 6)) == 2
    assert (place.paths()["Old"], place.paths()["Inbox"]) == (2, 0)
    assert place.take_in_to(old, path).tally.skipped == 2
    sql = "SELECT h.subject, m.flags FROM message m JOIN header h ON h.message_id = m.id"
    assert dict(rows(place.store.reader.mail, tuple[str, int], sql)) == {"one": 1, "two": 0}
    assert read_mailboxes.mailbox(place.store.reader, old).unseen == 1
