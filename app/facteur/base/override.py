"""`override` for the checkers; at run time a mark that does nothing.

That of typing_extensions costs a start of the window and every command five milliseconds.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

__all__ = ["override"]

if TYPE_CHECKING:
    from typing_extensions import override
else:
    _Method = TypeVar("_Method", bound=Callable[..., object])

    def override(method: _Method) -> _Method:
        """Return the method as it is."""
        return method
