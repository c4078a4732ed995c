"""Colours, type, spacing and icons: the one place where the window gets its looks from.

`tokens` names colours by meaning and `colours` holds them, for a light and a dark theme; `palette`
turns them into a QPalette; `style.Style` joins theme, density and text size, generates the style
sheet from resources/styles/base.qss and says `changed` when any of them does; `icons` colours the
vendored drawings. Fusion is the style under it on every system. Widgets are told apart by dynamic
properties; the vocabulary stands at the head of base.qss.
"""
