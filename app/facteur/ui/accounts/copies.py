"""What becomes of the server's copies of collected mail: what is advised, what can be had."""

from enum import Enum

from facteur.mail.account import AfterDownload, PopRules

# What a collecting account begins with; the first removal still waits for its own question.
ADVISED = PopRules(after_download=AfterDownload.DELETE)


class Copies(Enum):
    """Whether copies can be left on this server."""

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"  # without UIDL nobody can tell which messages were already taken
