"""The settings of an address, found without asking for a password and without telling the address.

Sources, the best first: `presets` (resources/providers.toml, no network), what the domain itself
publishes (`autoconfig`, fetched by `web`), Thunderbird's public directory (the same format, only
when the user lets us ask it), DNS (`services`: SRV, and MX to a preset), and the usual names tried
on encrypted ports (`guess`). `search` asks all at once, within one limit; `findings` are the values
and `merge` says which win. `lookup` and `web` are protocols, so that tests rule the network.

Never leaves this computer: the part of the address before the @, and any password. What hosts
learn is the domain. Nothing unencrypted is proposed; a server of another organisation is marked, so
that the user is asked. httpx, dnspython and publicsuffixlist are loaded by the first search that
needs them.
"""
