from facteur.ui.accounts.wizard.page import Page
from facteur.ui.accounts.wizard.pages import MAKERS
from facteur.ui.accounts.wizard.state import Place


def test_every_place_has_a_page(qtbot, style, found):
    assert set(MAKERS) == set(Place)
    for maker in MAKERS.values():
        page = maker(style)
        qtbot.addWidget(page)
        assert isinstance(page, Page)
        page.show_state(found)
        assert page.title.text()
        page.retranslate()
