"""Widgets that know no mail: a strip with a notice, a thin progress line, icon buttons.

They take a style and plain values, emit signals, and import nothing of the features.
"""
