from dataclasses import replace

import pytest

from facteur.base.errors import StoreUnavailable
from facteur.mail.account import (
    Account,
    AfterDownload,
    Identity,
    Preferences,
    Security,
    ServerAddress,
    Submission,
    Texts,
)
from facteur.mail.keys import AccountKey
from facteur.store import recovery
from facteur.store.database import open_writer
from facteur.store.read import accounts as read_accounts
from facteur.store.write import accounts
from tests.store.builders import settings
from tests.store.popbuilders import pop_settings


def test_aside_under_the_first_free_name_with_its_log(tmp_path):
    path = tmp_path / "mail.sqlite"
    for number in (1, 2):
        path.write_bytes(b"x")
        path.with_name("mail.sqlite-wal").write_bytes(b"y")
        assert recovery.move_aside(path).name == f"mail.sqlite.broken-{number}"
        assert (tmp_path / f"mail.sqlite.broken-{number}-wal").read_bytes() == b"y"
    with pytest.raises(StoreUnavailable):
        recovery.move_aside(path)


def test_accounts_are_saved_whole_and_without_secrets(profile):
    profile.create()
    account = Account(key=AccountKey(4), position=2, settings=settings())
    recovery.save_accounts(profile, [account])
    assert recovery.saved_accounts(profile) == [account]
    assert b'password"' not in recovery.backup_path(profile).read_bytes()


@pytest.mark.parametrize("text", ["", "[", "{}", '[{"key": 1}]'])
def test_a_senseless_backup_is_none(profile, text):
    profile.create()
    recovery.backup_path(profile).write_text(text)
    assert recovery.saved_accounts(profile) == []


def test_one_senseless_account_does_not_take_the_others_along(profile):
    profile.create()
    account = Account(key=AccountKey(1), position=0, settings=settings())
    recovery.save_accounts(profile, [account, account])
    path = recovery.backup_path(profile)
    path.write_text(path.read_text().replace('"tls"', '"magic"', 1))
    assert recovery.saved_accounts(profile) == [account]


def test_a_folder_that_is_not_there(profile):
    with pytest.raises(StoreUnavailable):
        recovery.save_accounts(profile, [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"key": 1,', '"key": 0,'),
        ('"key": 1,', '"key": 99999999999999999999,'),
        ('"position": 0,', '"position": 99999999999999999999,'),
        ('"headers_over_octets": 0', '"headers_over_octets": 99999999999999999999'),
        ('"leave_days": 14', '"leave_days": 0'),
        ('"after_download": "keep"', '"after_download": "burn"'),
        ('"protocol": "imap"', '"protocol": "nntp"'),
        ('"port": 993', '"port": 70000'),
        ('"colour": ""', '"colour": "plaid"'),
        ('"texts": "usual"', '"texts": "all of them"'),
    ],
)
def test_what_no_database_takes_stops_no_start(profile, before, after):
    profile.create()
    senseless, sound = (
        Account(key=AccountKey(key), position=0, settings=settings()) for key in (1, 2)
    )
    recovery.save_accounts(profile, [senseless, sound])
    path = recovery.backup_path(profile)
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))
    opened = open_writer(profile)
    assert read_accounts.accounts(opened.reader) == [sound]
    opened.close()


def test_an_account_that_collects_comes_back_with_its_rules(profile):
    """A message might leave the server by rules that nobody chose."""
    rules = {
        "after_download": AfterDownload.LEAVE,
        "leave_days": 30,
        "follow_deletion": True,
        "headers_over_octets": 123_456,
    }
    opened = open_writer(profile)
    for one in (pop_settings(**rules), settings(), pop_settings("two@example.org")):
        opened.write_now(lambda tx, one=one: accounts.add(tx, one, 1))
    before = read_accounts.accounts(opened.reader)
    opened.close()
    profile.mail.write_bytes(b"garbage" * 1000)
    opened = open_writer(profile)
    assert opened.recovered == ("mail", "accounts")
    assert read_accounts.accounts(opened.reader) == before
    opened.close()


def test_what_a_person_decided_comes_back_with_an_account(profile):
    """A paused account would ask its server again, a signed-in one would not know where."""
    server = ServerAddress(host="smtp.example.org", port=587, security=Security.STARTTLS)
    settings_ = replace(
        settings(),
        submission=Submission(server=server, user="ann", certificate_sha256="ab" * 32),
        provider="google",
        oauth_client="mine",
    )
    decided = Preferences(colour="blue", paused=True, interval_s=600, texts=Texts.HEADERS)
    second = [Identity(name="Ann", address="a@b.fr", reply_to="c@d.fr")]
    opened = open_writer(profile)
    key = opened.write_now(lambda tx: accounts.add(tx, settings_, 1))
    opened.write_now(lambda tx: accounts.prefer(tx, key, decided))
    opened.write_now(lambda tx: accounts.identify(tx, key, second))
    before = read_accounts.accounts(opened.reader)
    opened.close()
    profile.mail.write_bytes(b"garbage" * 1000)
    opened = open_writer(profile)
    assert read_accounts.accounts(opened.reader) == before
    assert before[0].preferences == decided
    opened.close()
