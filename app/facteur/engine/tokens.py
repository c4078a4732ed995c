"""The tokens of one account: kept, refreshed in time, and by one request however many ask.

The refresh token lies in the keyring; the access token, which is good for an hour, in memory only.
A refresh that has begun is finished whoever has given up meanwhile: its answer may hold the only
refresh token that is still good, and that is kept before anything else is done with it.
"""

import asyncio
from dataclasses import dataclass, field, replace

import msgspec

from facteur.base.errors import FacteurError, LoginError, TrustError
from facteur.base.log import logger
from facteur.base.secret import Secret
from facteur.engine.effects import Effects
from facteur.net.oauthclients import OAuthClient

EARLY_S = 300.0  # before it runs out a token is renewed,
JITTER_S = 60.0  # and up to this much earlier, so that not all accounts ask at once
SETTLE_S = 5.0
OVER = ("oauth-expired", "oauth-refused", "oauth-client")  # nothing but a new sign-in mends these

_log = logger("net")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What a user has granted. provider: its name in oauth-clients.toml.

    client_id, client_secret: the user's own, "" for those of this build. access_token: "" when
    there is none at hand; good until `until_ms` of the wall clock.
    """

    provider: str
    refresh_token: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    scope: str = ""
    access_token: str = field(default="", repr=False)
    until_ms: int = 0

    def secret(self) -> Secret:
        """Return them as one secret."""
        return Secret(msgspec.json.encode(self).decode())

    def lasting(self) -> Secret:
        """Return what is worth keeping, as one secret; short, for keyrings that hold little."""
        return replace(self, access_token="", until_ms=0, scope="").secret()


def read_tokens(secret: Secret) -> Tokens | None:
    """Return the tokens that a secret holds, None when it holds none."""
    try:
        return msgspec.json.decode(secret.reveal(), type=Tokens)
    except msgspec.DecodeError:
        return None


class TokenKeeper:
    """The tokens of one account. name: of the place in the keyring, "" for nowhere."""

    def __init__(self, name: str, host: str, effects: Effects) -> None:
        self._name = name
        self._host = host
        self._effects = effects
        self._tokens: Tokens | None = None
        self._born_s = 0.0  # on the clock that only grows
        self._life_s = 0.0
        self._over: LoginError | None = None  # the provider wants to see the user
        self._remember = True  # False: a trial's, which leave no trace
        self._renewing: asyncio.Task[None] | None = None
        self._generation = 0  # counts what was taken or forgotten: a refresh from before is void

    @property
    def tokens(self) -> Tokens | None:
        """What is known now."""
        return self._tokens

    async def access(self) -> Secret:
        """Return an access token that is good for some minutes at least.

        Raises LoginError (`oauth-needed`, `oauth-expired`, …), TrustError(`token-elsewhere`) when
        the server is none of the provider's, NetworkError.
        """
        tokens = await self._known()
        client = self._client(tokens)
        if not client.may_see_token(self._host):
            raise TrustError("token-elsewhere", detail=self._host)
        if not self._is_good(tokens):
            await self._renew()
            tokens = await self._known()
        return Secret(tokens.access_token)

    async def after_refusal(self, refused: Secret) -> Secret:
        """Return another access token than the one a server has refused. Raises as `access`."""
        tokens = await self._known()
        if tokens.access_token and Secret(tokens.access_token) == refused:
            self._life_s = 0.0
            self._tokens = replace(tokens, access_token="", until_ms=0)
        return await self.access()

    async def known(self) -> Tokens | None:
        """Return what memory or keyring have, None for nothing; the provider is not asked."""
        if self._tokens is None and self._name:
            found = await asyncio.to_thread(self._effects.secrets.get, self._name)
            if self._tokens is None and found is not None:
                self._tokens = read_tokens(found)
        return self._tokens

    async def take(self, tokens: Tokens, *, remember: bool) -> bool:
        """Go on with these; True when the keyring has what lasts of them."""
        self._begin_anew(tokens)
        self._remember = remember
        now_ms = self._effects.clock.now_ms()
        self._born_s = self._effects.clock.monotonic_s()
        self._life_s = max(0.0, (tokens.until_ms - now_ms) / 1000)
        return await self._keep(tokens)

    async def forget(self) -> None:
        """Take everything out of memory and keyring."""
        self._begin_anew(None)
        if self._name:
            await asyncio.to_thread(self._effects.secrets.delete, self._name)

    async def settle(self) -> None:
        """Wait until a refresh that has begun has been kept, for a while at least."""
        if self._renewing is None or self._renewing.done():
            return
        await asyncio.wait({self._renewing}, timeout=SETTLE_S)
        self._renewing.cancel()
        await asyncio.gather(self._renewing, return_exceptions=True)

    def _begin_anew(self, tokens: Tokens | None) -> None:
        self._generation += 1
        self._renewing = None
        self._over = None
        self._tokens = tokens

    async def _known(self) -> Tokens:
        if self._over is not None:
            raise LoginError(
                self._over.code, detail=self._over.detail, server_text=self._over.server_text
            )
        found = await self.known()
        if found is None:
            raise LoginError("oauth-needed")
        return found

    def _client(self, tokens: Tokens) -> OAuthClient:
        known = self._effects.oauth.need(tokens.provider)
        return known.owned(tokens.client_id, tokens.client_secret)

    def _is_good(self, tokens: Tokens) -> bool:
        """Whether it lasts: by both clocks, of which one stands still in sleep, the other jumps."""
        if not tokens.access_token:
            return False
        clock = self._effects.clock
        early = min(EARLY_S + self._effects.random.random() * JITTER_S, self._life_s / 2)
        left_s = self._life_s - (clock.monotonic_s() - self._born_s)
        left_by_wall_s = (tokens.until_ms - clock.now_ms()) / 1000
        return left_s > early and left_by_wall_s > early

    async def _renew(self) -> None:
        """Have a new access token, with the others who wait for one."""
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.create_task(self._ask(self._generation))
            self._renewing.add_done_callback(_seen)
        await asyncio.shield(self._renewing)

    async def _ask(self, generation: int) -> None:
        from facteur.net import oauth  # noqa: PLC0415 - it comes with httpx; most need it never

        tokens = self._tokens
        assert tokens is not None
        clock = self._effects.clock
        try:
            if not tokens.refresh_token:
                raise LoginError("oauth-expired", detail="there is no refresh token")
            granted = await oauth.refresh(self._client(tokens), tokens.refresh_token, clock)
        except FacteurError as error:
            if self._generation != generation:
                return
            if isinstance(error, LoginError) and error.code in OVER:
                self._over = error
            raise
        if self._generation != generation:
            return
        renewed = replace(
            tokens,
            access_token=granted.access_token,
            refresh_token=granted.refresh_token or tokens.refresh_token,
            scope=granted.scope or tokens.scope,
            until_ms=clock.now_ms() + granted.life_s * 1000,
        )
        if granted.refresh_token and not await self._keep(renewed):
            _log.info("a new token is in memory only")
        if self._generation == generation:
            self._tokens = renewed
            self._born_s, self._life_s = clock.monotonic_s(), float(granted.life_s)

    async def _keep(self, tokens: Tokens) -> bool:
        if not self._name or not self._remember:
            return False
        return await asyncio.to_thread(self._effects.secrets.set, self._name, tokens.lasting())


def _seen(task: "asyncio.Task[None]") -> None:
    """Look at the end of a refresh that nobody may wait for any more."""
    if not task.cancelled() and task.exception() is not None:
        _log.info("no new token: %s", task.exception())
