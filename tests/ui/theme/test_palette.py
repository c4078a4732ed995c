from PySide6.QtGui import QPalette

from facteur.ui.theme import colours
from facteur.ui.theme.palette import palette


def test_every_role_is_set_in_every_group(qapp):
    made = palette(colours.tokens(dark=True))
    default = QPalette()
    for role in QPalette.ColorRole:
        if role in {QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles}:
            continue
        for group in (
            QPalette.ColorGroup.Active,
            QPalette.ColorGroup.Inactive,
            QPalette.ColorGroup.Disabled,
        ):
            assert made.isBrushSet(group, role), (group, role)
    assert default != made


def test_selection_is_quieter_without_focus(qapp):
    theme = colours.tokens(dark=False)
    made = palette(theme)
    highlight = QPalette.ColorRole.Highlight
    assert made.color(QPalette.ColorGroup.Active, highlight).name().upper() == theme.select
    assert made.color(QPalette.ColorGroup.Inactive, highlight).name().upper() == theme.select_idle
