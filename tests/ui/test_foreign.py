from facteur.ui.foreign import harmless, shown_name, tooltip


def test_direction_marks_and_line_breaks_are_taken_out():
    assert harmless("a\u202etxt.exe\r\nb\x00c\t d", 50) == "a txt.exe b c d"


def test_joiners_of_letters_stay():
    assert harmless("می\u200cخواهم", 50) == "می\u200cخواهم"


def test_long_text_is_cut_with_an_ellipsis():
    assert harmless("x" * 100, 10) == "x" * 9 + "…"


def test_a_tooltip_never_is_markup():
    assert "<img" not in tooltip("<img src=x>")
    assert tooltip("") == ""


def test_names_are_made_harmless():
    assert shown_name("a\u202eb\n") == "a b"
