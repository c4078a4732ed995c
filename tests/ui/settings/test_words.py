from facteur.base.settings import BY_KEY
from facteur.ui.settings.words import SECTIONS, words

ENTRIES = [entry for section in SECTIONS for entry in section.settings]


def test_every_setting_has_words_once():
    on_page = sorted(key for key, setting in BY_KEY.items() if setting.page)
    assert sorted(entry.key for entry in ENTRIES) == on_page


def test_choices_are_those_of_the_table():
    for entry in ENTRIES:
        assert tuple(value for value, _text in entry.choices) == BY_KEY[entry.key].choices


def test_numbers_have_units_and_labels_have_mnemonics():
    for entry in ENTRIES:
        default = BY_KEY[entry.key].default
        assert bool(entry.unit) == (isinstance(default, int) and not isinstance(default, bool))
        assert "&" in entry.label


def test_nothing_is_worded_as_nothing(qapp):
    assert words("") == ""
    assert words("Looks") == "Looks"
