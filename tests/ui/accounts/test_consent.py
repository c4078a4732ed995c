from facteur.ui.accounts.consent import ConsentDialog
from facteur.ui.notice import Words


def test_it_waits_then_offers_the_page_again_then_says_what_went_wrong(qtbot, style):
    dialog = ConsentDialog(style, "claire@example.org")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.wait()
    assert not dialog.main.isEnabled()
    assert not dialog.again.isVisible()
    dialog.wait(page_known=True)
    assert dialog.again.isVisible()
    assert "your provider hands it a key" in dialog._words.text()
    dialog.show_failure(Words(title="Approval was not given", meaning="Nothing was changed."))
    assert dialog.card.isVisible()
    assert dialog.main.isEnabled()
    assert not dialog._status.isVisible()
