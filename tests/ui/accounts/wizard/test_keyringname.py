import pytest

from facteur.ui.accounts.wizard.keyringname import keyring_name


@pytest.mark.parametrize(
    ("platform", "desktop", "name"),
    [
        ("darwin", "", "the Keychain"),
        ("win32", "", "the Credential Manager"),
        ("linux", "KDE", "KWallet"),
        ("linux", "ubuntu:GNOME", "the keyring of this computer"),
        ("linux", "", "the keyring of this computer"),
    ],
)
def test_keyrings_go_by_the_name_their_users_know(qapp, platform, desktop, name):
    assert keyring_name(platform, desktop) == name
