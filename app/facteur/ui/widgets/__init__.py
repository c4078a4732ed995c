"""Reusable widgets that know no mail: banners and boxes, an avatar, an error card, layouts.

They take a style and plain values and emit signals. They import no store, no link, no model and
no controller (checked), so that any feature may use them.
"""
