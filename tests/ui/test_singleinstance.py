import pytest
from PySide6.QtNetwork import QLocalSocket

from facteur.base.paths import Profile
from facteur.ui.singleinstance import SingleInstance, socket_name


@pytest.fixture
def home(tmp_path) -> Profile:
    return Profile(home=tmp_path)


def test_the_first_start_is_the_window_and_the_second_raises_it(home, qtbot):
    first, second = SingleInstance(home), SingleInstance(home)
    assert first.claim()
    first.listen()
    with qtbot.waitSignal(first.raised):
        assert not second.claim()
    first.release()


def test_after_release_the_next_start_is_the_window(home, qapp):
    first, second = SingleInstance(home), SingleInstance(home)
    assert first.claim()
    first.release()
    assert second.claim()
    second.release()


def test_two_profiles_have_two_windows(tmp_path, qapp):
    made = [SingleInstance(Profile(home=tmp_path / name)) for name in ("a", "b")]
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    assert [instance.claim() for instance in made] == [True, True]
    for instance in made:
        instance.release()
    assert socket_name(tmp_path / "a") != socket_name(tmp_path / "b")


def test_other_words_over_the_socket_raise_nothing(home, qtbot):
    first = SingleInstance(home)
    assert first.claim()
    first.listen()
    socket = QLocalSocket()
    with qtbot.assertNotEmitted(first.raised, wait=200):
        socket.connectToServer(socket_name(home.home))
        socket.waitForConnected(2000)
        socket.write(b"launch the missiles\n" * 1000)
        socket.waitForBytesWritten(2000)
    first.release()


def test_a_profile_that_cannot_be_written_still_opens(tmp_path, qapp):
    missing = SingleInstance(Profile(home=tmp_path / "not" / "there"))
    assert missing.claim()
    missing.release()


def test_a_start_that_nobody_answers_yet_goes_away_all_the_same(home, qapp):
    first, second = SingleInstance(home), SingleInstance(home)
    assert first.claim()
    assert not second.claim()
    first.release()
