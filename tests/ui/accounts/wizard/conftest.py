import pytest

from facteur.link.events import Discovery, FoundServer
from facteur.ui.accounts.wizard.state import WizardState, with_discovery


def server(protocol, **facts):
    ports = {"imap": 993, "pop": 995, "submission": 465}
    usual = {
        "protocol": protocol,
        "host": f"{protocol}.exemple.fr",
        "port": ports[protocol],
        "security": "tls",
        "user": "claire@exemple.fr",
        "source": "domain",
    }
    return FoundServer(**(usual | facts))


def discovery(*protocols, **facts):
    servers = [server(protocol) for protocol in protocols or ("imap", "pop", "submission")]
    return Discovery(**({"domain": "exemple.fr", "servers": servers} | facts))


@pytest.fixture
def fresh():
    return WizardState(name="Claire", address="claire@exemple.fr")


@pytest.fixture
def found(fresh):
    return with_discovery(fresh, discovery())


class Said:
    """What a page said."""

    def __init__(self, page):
        self.states, self.wants, self.forwards = [], [], 0
        page.changed.connect(self.states.append)
        page.wanted.connect(self.wants.append)
        page.forward.connect(self._on_forward)

    def _on_forward(self):
        self.forwards += 1


@pytest.fixture
def show(qtbot, style):
    def make(kind, state):
        page = kind(style)
        qtbot.addWidget(page)
        page.show_state(state)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        said = Said(page)
        page.entered()
        return page, said

    return make
