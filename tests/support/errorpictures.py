"""Draws every error that is made for real, in both languages: `python -m tests.support.errorpictures`.

Each is drawn in the wizard's page of the test (`wizard-…`) and, where the strip across the window
would show it, there as well (`strip-…`); into build/errors/fr and build/errors/en.
"""

import asyncio
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication, QWidget

from facteur.base.errors import StoreUnavailable
from facteur.base.paths import profile
from facteur.engine.problems import problem as as_problem
from facteur.link.events import (
    AccountStateChanged,
    Discovery,
    Done,
    Failed,
    FoundServer,
    Problem,
    ProblemRaised,
    Trial,
)
from facteur.mail.account import Protocol, Security
from facteur.ui.accounts.wizard.dialog import WizardDialog
from facteur.ui.accounts.wizard.pages import MAKERS
from facteur.ui.accounts.wizard.state import (
    Origin,
    Place,
    Server,
    WizardState,
    with_address,
    with_discovery,
)
from facteur.ui.accounts.wizard.wants import Answered, Try
from facteur.ui.activity.model import Activity
from facteur.ui.language import Language
from facteur.ui.notices import choose
from facteur.ui.theme.style import Style, Theme
from facteur.ui.widgets.banner import Banner
from facteur.ui.widgets.boxes import column
from tests.support.certificates import authority
from tests.support.mailserver import Dovecot, Knobs
from tests.support.realerrors import ERRORS, Stage
from tests.support.uitexts import ROOT

FOLDER = ROOT / "build" / "errors"
SIZE = (940, 600)
STRIP_PX = 940
THEMES = {"fr": Theme.LIGHT, "en": Theme.DARK}
# Hosts of the scenes are all 127.0.0.1: the pictures show what a person would have typed.
SHOWN = {"imap": "imap.exemple.fr", "pop": "pop.exemple.fr", "send": "smtp.exemple.fr"}
PORTS = {"imap": 993, "pop": 995, "send": 465}
LETS = {"e.disabled", "app-password", "e.oauth"}


def main(names: list[str]) -> int:
    """Draw the named errors, or all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found = {**_produced(names), **_of_the_disk(names)}
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    for code in ("fr", "en"):
        language = Language()  # it holds what it translates with
        language.use(code)
        style = Style()
        style.set_theme(THEMES[code])
        style.apply(application)
        for name, problem in found.items():
            if problem.step or name == "e.oauth":
                _save(_wizard(style, name, problem), code, f"wizard-{name}", application)
            strip = _strip(style, problem)
            if strip is not None:
                _save(strip, code, f"strip-{name}", application)
    print(f"{len(found)} errors in {FOLDER}")
    return 0


def _produced(names: list[str]) -> dict[str, Problem]:
    """Make the errors, and give them hosts and ports worth reading."""
    found: dict[str, Problem] = {}
    with (
        tempfile.TemporaryDirectory(prefix="facteur-errors-") as folder,
        Dovecot(Knobs(max_connections=1)) as server,
    ):
        made = authority(Path(folder) / "tls")
        os.environ["SSL_CERT_FILE"] = str(made.ca_file)
        for number, error in enumerate(ERRORS):
            if names and error.name not in names:
                continue
            place = profile(Path(folder) / str(number))
            place.create()
            stage = Stage(profile=place, authority=made, user=server.add_user())
            problem = asyncio.run(error.scene(stage))
            assert (problem.family, problem.code) == error.said, (error.name, problem)
            found[error.name] = _readable(error.name, problem)
    return found


def _of_the_disk(names: list[str]) -> dict[str, Problem]:
    """Return what a disk that fills up raises: it is too large here to be filled."""
    if names and "e.disk" not in names:
        return {}
    error = StoreUnavailable("disk-low", detail="212000000 of 300000000 octets free")
    return {"e.disk": as_problem(error, account=1)}


def _readable(name: str, problem: Problem) -> Problem:
    kind = "send" if problem.step == "send" else "pop" if name == "e.busy" else "imap"
    host = "imap.exmeple.fr" if name == "e.dns" else SHOWN[kind]
    return msgspec.structs.replace(
        problem, host=host, port=143 if name == "e.notls" else PORTS[kind], account=1
    )


def _wizard(style: Style, name: str, problem: Problem) -> WizardDialog:
    dialog = WizardDialog(style, MAKERS)
    dialog.resize(*SIZE)
    dialog.begin(_state(name, problem))
    dialog.visit(Place.TEST)
    dialog.show()
    QApplication.processEvents()
    if problem.step == "send":
        trial = Trial(messages=12, octets=64_000_000, unsent=problem)
        dialog.hear(Answered(want=Try(), reply=Done(request=1, trial=trial)))
    else:
        dialog.hear(Answered(want=Try(), reply=Failed(request=1, problem=problem)))
    return dialog


def _state(name: str, problem: Problem) -> WizardState:
    state = with_address(WizardState(name="Claire Martin"), "claire@exemple.fr")
    if name in LETS:
        state = with_discovery(state, _provider())
    one = Server(
        host=problem.host or SHOWN["imap"],
        port=problem.port or PORTS["imap"],
        security=Security.STARTTLS if name == "e.notls" else Security.TLS,
        user="claire@exemple.fr",
        host_from=Origin.DOMAIN,
    )
    receiving = replace(one, host=SHOWN["imap"], port=PORTS["imap"])
    sending = replace(one, host=SHOWN["send"], port=PORTS["send"])
    if problem.step != "send":
        receiving = one
    pop = name == "e.busy"
    return replace(
        state,
        protocol=Protocol.POP if pop else Protocol.IMAP,
        imap=replace(receiving, host=SHOWN["imap"], port=PORTS["imap"]) if pop else receiving,
        pop=receiving if pop else Server(),
        submission=sending,
        password="-",
    )


def _provider() -> Discovery:
    server = FoundServer(
        protocol="imap",
        host=SHOWN["imap"],
        port=993,
        security="tls",
        user="claire@exemple.fr",
        source="known",
        auth="app-password",
    )
    return Discovery(
        domain="exemple.fr",
        servers=[server],
        provider="exemple",
        provider_name="Exemple",
        steps=["app-password"],
        help_url="https://exemple.fr/aide",
        oauth="exemple",
        oauth_ready=True,
    )


def _strip(style: Style, problem: Problem) -> QWidget | None:
    """Return the strip across the window with this problem, None when it would not show it."""
    activity = Activity()
    activity.take(AccountStateChanged(account=1, state="stopped"))
    activity.take(ProblemRaised(problem=msgspec.structs.replace(problem, step="", account=1)))
    choice = choose(activity, None)
    if choice is None:
        return None
    window = QWidget()
    window.setFixedWidth(STRIP_PX)
    banner = Banner(style)
    place = column(window)
    place.addWidget(banner)
    banner.show_notice(choice.notice)
    window.adjustSize()
    return window


def _save(widget: QWidget, code: str, name: str, application: QApplication) -> None:
    folder = FOLDER / code
    folder.mkdir(parents=True, exist_ok=True)
    widget.show()
    application.processEvents()
    widget.grab().save(str(folder / f"{name}.png"))
    widget.deleteLater()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
