"""What the engine needs of the outside world, as one value, so that tests can rule it."""

from dataclasses import dataclass, field
from random import Random

from facteur.base.clock import Clock, SystemClock
from facteur.net.discovery.lookup import Lookup, SystemLookup
from facteur.net.discovery.web import SystemWeb, Web
from facteur.net.keyring import Secrets, SystemSecrets
from facteur.net.oauthclients import OAuthClients
from facteur.net.stream import Network, SystemNetwork


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """Network, clock, keyring, randomness and, to find settings, DNS and Web.

    `random` is for pauses, never for secrets.
    """

    network: Network = field(default_factory=SystemNetwork)
    clock: Clock = field(default_factory=SystemClock)
    secrets: Secrets = field(default_factory=SystemSecrets)
    random: Random = field(default_factory=Random)
    oauth: OAuthClients = field(default_factory=OAuthClients)
    lookup: Lookup = field(default_factory=SystemLookup)
    web: Web = field(default_factory=SystemWeb)
