"""The QPalette of a theme. Every role in every group is set: Qt derives ugly ones otherwise."""

from PySide6.QtGui import QPalette

from facteur.ui.theme.tokens import Tokens, colour

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup


def palette(tokens: Tokens) -> QPalette:
    """Return the palette that goes with these colours."""
    made = QPalette()
    for role, text in _roles(tokens):
        for group in (_Group.Active, _Group.Inactive, _Group.Disabled):
            made.setColor(group, role, colour(text))
    made.setColor(_Group.Inactive, _Role.Highlight, colour(tokens.select_idle))
    made.setColor(_Group.Inactive, _Role.HighlightedText, colour(tokens.text))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText):
        made.setColor(_Group.Disabled, role, colour(tokens.disabled))
    made.setColor(_Group.Disabled, _Role.Base, colour(tokens.sunken))
    made.setColor(_Group.Disabled, _Role.Button, colour(tokens.sunken))
    made.setColor(_Group.Disabled, _Role.Highlight, colour(tokens.select_idle))
    return made


def _roles(tokens: Tokens) -> tuple[tuple[QPalette.ColorRole, str], ...]:
    return (
        (_Role.Window, tokens.window),
        (_Role.WindowText, tokens.text),
        (_Role.Base, tokens.surface),
        (_Role.AlternateBase, tokens.list),
        (_Role.Text, tokens.text),
        (_Role.PlaceholderText, tokens.text3),
        (_Role.Button, tokens.raised),
        (_Role.ButtonText, tokens.text),
        (_Role.BrightText, tokens.danger),
        (_Role.Light, tokens.raised),
        (_Role.Midlight, tokens.hover),
        (_Role.Mid, tokens.border),
        (_Role.Dark, tokens.border_strong),
        (_Role.Shadow, tokens.border_strong),
        (_Role.Highlight, tokens.select),
        (_Role.HighlightedText, tokens.select_text),
        (_Role.Accent, tokens.accent),
        (_Role.Link, tokens.link),
        (_Role.LinkVisited, tokens.link),
        (_Role.ToolTipBase, tokens.tooltip),
        (_Role.ToolTipText, tokens.on_tooltip),
    )
