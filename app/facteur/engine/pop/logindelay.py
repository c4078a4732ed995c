"""How long a server wants us to stay away after a session (LOGIN-DELAY, RFC 2449 §6.5). Pure."""

from facteur.pop.capabilities import Capabilities

MOST_S = 24 * 3600  # whoever asks for more than a day is not taken at their word


def delay_s(capabilities: Capabilities) -> int:
    """Return the pause that the server asks for, 0 for none."""
    return min(capabilities.login_delay_s, MOST_S)


def left_s(login_ms: int, delay: int, now_ms: int) -> float:
    """Return how much of a pause is left, by a wall clock that may have been set meanwhile.

    A clock that was set back makes the pause begin anew, and no longer.
    """
    return min(max(login_ms + delay * 1000 - now_ms, 0) / 1000, float(delay))
