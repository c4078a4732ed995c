"""How long a server wants us to stay away after a session (LOGIN-DELAY, RFC 2449 §6.5)."""

from facteur.base.clock import Clock
from facteur.base.errors import ServerRefused
from facteur.base.log import logger
from facteur.engine.standing import Standing
from facteur.pop.capabilities import Capabilities
from facteur.store.database import Store
from facteur.store.read import pop as read_pop
from facteur.store.write import pop as write_pop

MOST_S = 24 * 3600  # whoever asks for more than a day is not taken at their word

_log = logger("pop")


def left_s(login_ms: int, delay_s: int, now_ms: int) -> float:
    """Return how much of a pause is left, by a wall clock that may have been set meanwhile.

    A clock that was set back makes the pause begin anew, and no longer.
    """
    return min(max(login_ms + delay_s * 1000 - now_ms, 0) / 1000, float(delay_s))


class LoginDelay:
    """The pause of one account, on the monotonic clock; kept, so that a new start knows of it."""

    def __init__(self, standing: Standing, store: Store, clock: Clock) -> None:
        self._standing = standing
        self._store = store
        self._clock = clock
        self._not_before_s = 0.0
        self._kept_s = 0

    def remember(self) -> None:
        """Go by what an engine of before has kept."""
        state = read_pop.state(self._store.reader, self._standing.key)
        left = left_s(state.login_ms, state.login_delay_s, self._clock.now_ms())
        self._kept_s = state.login_delay_s
        self._not_before_s = self._clock.monotonic_s() + left

    async def respect(self) -> None:
        """Wait as long as the server wants; who looks is told until when."""
        left = self._not_before_s - self._clock.monotonic_s()
        if left <= 0:
            return
        _log.info("the server allows the next login in %.0f s", left)
        until_ms = self._clock.now_ms() + int(left * 1000)
        error = ServerRefused("login-delay", temporary=True)
        await self._standing.raise_problem(error, retry_at_ms=until_ms)
        await self._clock.sleep(left)

    async def note(self, capabilities: Capabilities) -> None:
        """Count the pause that the server asks for from now on."""
        delay = min(capabilities.login_delay_s, MOST_S)
        self._not_before_s = self._clock.monotonic_s() + delay if delay else 0.0
        if not delay and not self._kept_s:
            return
        self._kept_s, now, account = delay, self._clock.now_ms(), self._standing.key
        await self._store.write(lambda tx: write_pop.note_login(tx, account, now, delay))
