"""Colours, type, spacing and icons: the one place where the window gets its looks from.

`tokens` holds colours by meaning, read from resources/styles/light.toml and dark.toml; `palette`
turns them into a QPalette; `style.Style` joins theme, density and text size, generates the style
sheet from resources/styles/base.qss and says `changed` when any of them does; `icons` colours the
vendored drawings. Fusion is the style under it on every system. Widgets are told apart by dynamic
properties; the vocabulary stands at the head of base.qss.
"""
