"""Facteur, a desktop mail client.

Two processes: the window (`ui`) reads the store and asks; the engine (`engine`) does
everything else. `link` carries typed messages between them, `store` is the only truth,
`net` owns the sockets, `archive` reads and writes mail in files, `imap` and `message` are pure,
`sasl` proves identity, `mail` holds the words of the trade, `base` what everything stands on.
`practice` is a mail server in a process of its own, to look around with. A line may import only
lines below it; the import contracts in pyproject.toml check that.
"""

__version__ = "0.1.0"
