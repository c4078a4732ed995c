import pytest

from facteur.ui.theme import colours, tokens

# ux/1-visual.md 2.4: text on fill needs 4.5, a shape needs 3.0.
TEXT = """
text window|text sidebar|text list|text surface|text hover|text select_idle|text raised
text info_soft|text warn_soft|text danger_soft|text ok_soft|text pop_soft|text imap_soft
text2 window|text2 sidebar|text2 list|text2 surface|text2 hover|text2 select_idle|text2 raised
text2 select|text2 warn_soft|text2 danger_soft|text2 pop_soft|text2 imap_soft
text3 window|text3 sidebar|text3 list|text3 surface|text3 raised|text3 hover
select_text select|accent surface|accent raised|accent sidebar|accent select|accent select_idle
on_accent accent|on_accent accent_hover|on_accent accent_press|link surface|link raised
on_stamp stamp|stamp_text surface|ok surface|ok ok_soft|ok danger_soft|warn warn_soft|warn surface
danger surface|danger list|danger danger_soft|on_danger danger|on_danger danger_hover|info info_soft
pop pop_soft|pop surface|imap imap_soft|on_tooltip tooltip
danger select|danger select_idle|danger hover|accent list|accent hover
"""
SHAPE = """
border_strong surface|border_strong window|border_strong list|border_strong raised
focus surface|focus sidebar|focus select|focus list|accent list|stamp_text surface|stamp_text list
warn_fill warn_track
"""


def pairs(text):
    return [tuple(pair.split()) for line in text.split("\n") if line for pair in line.split("|")]


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_is_readable_on_its_fill(dark):
    theme = colours.tokens(dark=dark)
    poor = [
        (front, back, round(ratio, 2))
        for front, back in pairs(TEXT)
        if (ratio := tokens.ratio(getattr(theme, front), getattr(theme, back))) < 4.5
    ]
    assert poor == []


@pytest.mark.parametrize("dark", [False, True])
def test_every_shape_stands_out(dark):
    theme = colours.tokens(dark=dark)
    poor = [
        (front, back)
        for front, back in pairs(SHAPE)
        if tokens.ratio(getattr(theme, front), getattr(theme, back)) < 3.0
    ]
    assert poor == []


@pytest.mark.parametrize("dark", [False, True])
def test_initials_are_readable(dark):
    theme = colours.tokens(dark=dark)
    assert len(theme.avatars) == 8
    assert all(tokens.ratio(fill, letters) >= 6.5 for fill, letters in theme.avatars)


def test_both_themes_have_every_colour_and_no_other():
    light, dark = colours.tokens(dark=False), colours.tokens(dark=True)
    assert not light.dark
    assert dark.dark
    for theme in (light, dark):
        for name in tokens.names():
            assert tokens.colour(getattr(theme, name)).isValid(), name


def test_ratio_of_black_on_white():
    assert round(tokens.ratio("#000000", "#FFFFFF"), 1) == 21.0
