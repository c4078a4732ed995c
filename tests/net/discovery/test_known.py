"""What a known provider means for one address."""

from facteur.mail.account import Security
from facteur.mail.providers import Provider
from facteur.net.discovery.findings import Auth, Kind, Source
from facteur.net.discovery.known import answer, auth_of
from facteur.net.discovery.presets import presets


def provider(key: str) -> Provider:
    found = presets().named(key)
    assert found is not None
    return found


def test_users_ports_and_what_is_missing() -> None:
    found = answer(provider("icloud"), "claire", "icloud.com")
    imap, submission = found.servers
    assert (imap.kind, imap.user, imap.server.port) == (Kind.IMAP, "claire", 993)
    assert (submission.user, submission.server.port) == ("claire@icloud.com", 587)
    assert submission.server.security is Security.STARTTLS
    assert found.denied == {Kind.POP}
    assert not imap.foreign
    assert found.settles


def test_found_by_the_hosts_of_its_mail_the_user_has_to_agree() -> None:
    found = answer(provider("ovh"), "claire", "bistro.example", source=Source.DNS)
    assert {one.foreign for one in found.servers} == {True}
    assert {one.user for one in found.servers} == {"claire@bistro.example"}
    bridge = answer(provider("proton"), "claire", "bistro.example", source=Source.DNS)
    assert {one.foreign for one in bridge.servers} == {False}  # it is this computer


def test_how_one_signs_in() -> None:
    assert auth_of(provider("gmail"), oauth_ready=False) is Auth.APP_PASSWORD
    assert auth_of(provider("gmail"), oauth_ready=True) is Auth.OAUTH
    assert auth_of(provider("outlook"), oauth_ready=False) is Auth.OAUTH
    assert auth_of(provider("orange"), oauth_ready=False) is Auth.PASSWORD
    assert auth_of(provider("qq"), oauth_ready=True) is Auth.APP_PASSWORD
