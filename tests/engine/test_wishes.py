import pytest

from facteur.base.errors import NetworkError
from facteur.base.paths import Profile
from facteur.base.settings import Settings
from facteur.engine.wishes import ALL_MONTHS, Wishes
from facteur.mail.account import Preferences, Texts


def wishes(profile: Profile, **said: object) -> Wishes:
    return Wishes(Settings.load(profile.settings), Preferences(**said))


def test_what_is_said_of_the_account_wins(profile: Profile) -> None:
    assert wishes(profile).interval_s == 60
    assert wishes(profile, interval_s=900).interval_s == 900
    months = {texts: wishes(profile, texts=texts).texts_months for texts in Texts}
    assert months == {
        Texts.USUAL: 3,
        Texts.HEADERS: 0,
        Texts.RECENT: 3,
        Texts.YEAR: 12,
        Texts.ALL: ALL_MONTHS,
    }


@pytest.mark.parametrize(
    ("online", "paused", "code"),
    [(True, False, ""), (False, False, "offline"), (True, True, "paused"), (False, True, "paused")],
)
def test_who_goes_out(profile: Profile, online: bool, paused: bool, code: str) -> None:
    one = wishes(profile, paused=paused)
    one.online = online
    assert one.goes_out is (code == "")
    if not code:
        one.need_to_go_out()
        return
    assert one.resting == code
    with pytest.raises(NetworkError) as caught:
        one.need_to_go_out()
    assert caught.value.code == code
