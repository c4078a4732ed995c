from facteur.ui.theme import colours


def test_each_theme_says_which_it_is():
    assert not colours.tokens(dark=False).dark
    assert colours.tokens(dark=True).dark


def test_the_themes_are_told_apart_by_their_grounds():
    light, dark = colours.LIGHT, colours.DARK
    same = [
        name
        for name, pair in zip(light._fields, zip(light, dark, strict=True), strict=True)
        if pair[0] == pair[1]
    ]
    assert "window" not in same
    assert "text" not in same
