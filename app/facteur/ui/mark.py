"""The mark by which lupdate finds texts that are translated later, typed.

PySide6 ships QT_TRANSLATE_NOOP as `object -> object`, which strict checking cannot use; lupdate
knows it by its name alone.
"""


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Return the text as it is."""
    return text
