"""A wrong password, and one that no keyring remembers, in the real window."""

from pathlib import Path

import pytest

from tests.support.builders import message
from tests.support.mailserver import MailUser
from tests.support.realwindow import Window, count, enter_account, until, window, within
from tests.support.screen import Screen
from tests.support.secondclient import SecondClient

pytestmark = [pytest.mark.server, pytest.mark.screen, pytest.mark.slow, pytest.mark.timeout(120)]


def test_a_wrong_password_costs_one_word_and_is_asked_for_at_the_next_start(
    screen: Screen, user: MailUser, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(user.server.ca_file))
    with SecondClient(user) as client:
        client.append(message(subject="First"))
        with window(screen, home) as seen:
            until(seen.engines, "an engine")
            main = seen.shown()
            until(lambda: seen.opens(main, "Return"), "the settings page")
            enter_account(seen, user, "claire@example.org", "wrong")
            # Nothing but the password is typed again: the page kept the rest.
            until(lambda: _tried(user, 1), "the server refused it")
            until(lambda: _retyped(seen, user), "the server took the second one")
            until(lambda: seen.closes(main, "Return"), "the account is kept")
            until(lambda: count(home) == 1, "its INBOX is here")
        client.append(message(subject="Second", message_id="<2@example.org>"))
        with window(screen, home) as seen:
            until(lambda: len(seen.all_shown()) > 1, "the password is asked for")
            screen.rest()  # the dialog has the keyboard
            seen.write(user.password)
            seen.key("Return")
            until(lambda: count(home) == 2, "new mail came in")


def _tried(user: MailUser, times: int) -> bool:
    return user.server.log.count("auth failed") >= times


def _retyped(seen: Window, user: MailUser) -> bool:
    """Press "Type it again", which selects the password, and type the right one."""
    seen.screen.rest()  # the refusal is in the window
    taken = f"Login: user=<{user.name}>"
    before = user.server.log.count(taken)
    seen.key("Return")
    seen.write(user.password)
    seen.key("Return")
    return within(lambda: user.server.log.count(taken) > before, 4)
