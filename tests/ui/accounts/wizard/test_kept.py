from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings

from facteur.link.events import Trial
from facteur.mail.account import PopRules, Protocol
from facteur.ui.accounts.wizard.kept import KeptWizard
from facteur.ui.accounts.wizard.state import Answer, Origin, Server, WizardState


@pytest.fixture
def memory(tmp_path):
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def test_what_was_typed_and_found_comes_back_from_the_file(memory, found, tmp_path):
    state = replace(
        found,
        protocol=Protocol.POP,
        devices=Answer.UNSURE,
        pop=Server(host="mine", port=1110, user="ü", host_from=Origin.TYPED),
        rules=PopRules(leave_days=3),
        colour="red",
    )
    KeptWizard(memory).keep(state)
    again = KeptWizard(QSettings(memory.fileName(), QSettings.Format.IniFormat))
    assert again.state() == state
    assert again.address == "claire@exemple.fr"


def test_no_secret_is_in_the_file(memory, found, tmp_path):
    KeptWizard(memory).keep(
        replace(
            found,
            password="hush-word",
            client_secret="hush-client",
            grant=77123,
            trial=Trial(messages=4),
            shown_certificate=b"DER",
        )
    )
    text = (tmp_path / "window.ini").read_text(encoding="utf-8")
    assert "claire@exemple.fr" in text
    assert "hush" not in text
    assert "77123" not in text
    state = KeptWizard(memory).state()
    assert (state.password, state.grant, state.trial) == ("", 0, None)


@pytest.mark.parametrize("state", [WizardState(), WizardState(name=" "), None])
def test_nothing_typed_or_kept_leaves_nothing(memory, found, state):
    kept = KeptWizard(memory)
    kept.keep(found)
    kept.keep(state if state is not None else replace(found, account=3))
    assert kept.state() is None
    assert kept.address == ""


@pytest.mark.parametrize(
    "text",
    ["{", '{"name": 3}', '{"rules": {"leave_days": 0}}', "x" * 200_000, '{"protocol": "odd"}'],
)
def test_a_file_that_was_tampered_with_is_as_if_it_said_nothing(memory, text):
    memory.setValue("wizard/left", text)
    assert KeptWizard(memory).state() is None
