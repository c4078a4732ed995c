import dataclasses

from facteur.ui.theme import colours


def test_each_theme_says_which_it_is():
    assert not colours.tokens(dark=False).dark
    assert colours.tokens(dark=True).dark


def test_the_themes_are_told_apart_by_their_grounds():
    light, dark = colours.LIGHT, colours.DARK
    same = [
        field.name
        for field in dataclasses.fields(light)
        if getattr(light, field.name) == getattr(dark, field.name)
    ]
    assert "window" not in same
    assert "text" not in same
