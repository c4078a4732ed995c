import pytest

from facteur.link import commands
from facteur.link.events import Problem
from facteur.mail.account import Identity, Preferences
from facteur.mail.space import Space
from facteur.store.rows import SpaceState
from facteur.store.write import accounts as writing
from tests.ui.accounts.change.conftest import IMAP, OTHER_PIN, PIN


@pytest.fixture
def settings(controller, shelf):
    controller.show_settings(shelf.account)
    return controller._settings


def test_wishes_names_and_addresses_go_to_the_engine(settings, client, shelf):
    settings.dialog.preferred.emit(shelf.account, Preferences(colour="red", interval_s=900))
    settings.dialog.named.emit(shelf.account, "Claire")
    settings.dialog.identified.emit(shelf.account, (Identity(name="S", address="s@b.fr"),))
    prefer, change, identify = client.sent
    assert isinstance(prefer, commands.Prefer)
    assert (prefer.colour, prefer.interval_s, prefer.texts) == ("red", 900, "usual")
    assert isinstance(change, commands.ChangeAccount)
    assert (change.account, change.fields.name, change.password) == (shelf.account, "Claire", "")
    assert isinstance(identify, commands.SetIdentities)
    assert [one.address for one in identify.identities] == ["s@b.fr"]


def test_a_refusal_is_said_in_the_dialog(settings, client, shelf):
    settings.dialog.preferred.emit(shelf.account, Preferences(paused=True))
    client.failed(client.sent[-1], Problem(family="store", code="full"))
    assert settings.dialog.said.text()


def test_only_a_paused_account_is_let_go_on(controller, client, shelf):
    controller.resume(shelf.account)
    assert not client.sent
    shelf.store.write_now(lambda tx: writing.prefer(tx, shelf.account, Preferences(paused=True)))
    controller.resume(shelf.account)
    command = client.sent[-1]
    assert isinstance(command, commands.Prefer)
    assert not command.paused


@pytest.mark.parametrize("sending", [False, True])
def test_an_exception_is_dropped_at_once_and_only_that_one(settings, client, shelf, sending):
    shelf.store.write_now(lambda tx: writing.change(tx, shelf.account, IMAP))
    settings.dialog.unpinned.emit(shelf.account, sending)
    (change,) = client.sent
    assert isinstance(change, commands.ChangeAccount)
    assert change.password == ""
    pins = (change.fields.certificate_sha256, change.fields.submission_sha256)
    assert pins == ((PIN, "") if sending else ("", OTHER_PIN))


def test_the_space_on_the_server_comes_from_the_store(settings, shelf):
    known = Space(used_octets=812, limit_octets=1000)
    state = SpaceState(space=known, asked_ms=1, level=80)
    shelf.store.write_now(lambda tx: writing.note_space(tx, shelf.account, state))
    settings.show_accounts()
    facts = settings.dialog.page.facts
    assert facts is not None
    assert facts.space == known
