from facteur.ui.mark import QT_TRANSLATE_NOOP


def test_a_marked_text_stays_as_it_is():
    assert QT_TRANSLATE_NOOP("Context", "Text") == "Text"
