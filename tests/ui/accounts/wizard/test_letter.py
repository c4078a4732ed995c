from facteur.ui.accounts.wizard.letter import letter
from tests.support.frenchtypography import faults


def test_it_is_complete_in_both_languages_whatever_the_window_speaks():
    french, english = (letter("a@b.fr", french_first=first) for first in (True, False))
    assert french.startswith("Bonjour")
    assert english.startswith("Hello")
    for text in (french, english):
        assert "Bonjour" in text
        assert "Hello" in text
        assert text.count("https://autoconfig.b.fr/") == 2
        assert "{" not in text
        assert "_submissions._tcp" in text
        assert "993" in text
    assert french.count("a@b.fr") == 2


def test_its_french_is_set_right():
    text = letter("a@b.fr", french_first=True).split("\n-- \n")[0]
    assert [
        fault for line in text.splitlines() if "://" not in line for fault in faults(line)
    ] == []


def test_a_hostile_address_adds_no_line():
    text = letter("a@b.fr\nBcc: x@y", french_first=True)
    assert "\nBcc" not in text
