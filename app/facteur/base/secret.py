"""A value that must not be shown: passwords and tokens."""

from typing import Never, final

from facteur.base.override import override


@final
class Secret:
    """Text that never prints and never pickles; `reveal()` is the one way out."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself. Call it only where it goes to the server or the keyring."""
        return self._text

    @override
    def __repr__(self) -> str:
        return "Secret(…)"

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    @override
    def __hash__(self) -> int:
        return hash(self._text)

    @override
    def __reduce__(self) -> Never:
        raise TypeError("a Secret is never pickled")
