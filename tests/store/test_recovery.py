import pytest

from facteur.base.errors import StoreUnavailable
from facteur.mail.account import Account
from facteur.mail.keys import AccountKey
from facteur.store import recovery
from tests.store.builders import settings


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
