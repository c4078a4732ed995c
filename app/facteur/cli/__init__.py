"""The command line: for support, scripts and tests, over the same store and the same engine.

`arguments` turns words into one frozen `invocation`, `program` carries it out. What only reads
opens the store (`reading`, `listing`, `status`, `show`); what changes something or needs a server
speaks with the engine that holds the profile, or runs one in this process (`dialogue`,
`accounts`, `syncing`, `marking`). `inspect` needs neither. `plain` makes text from strangers safe
for a terminal, `words` turns codes into sentences. Never Qt, never a second writer, never a secret.
"""

from facteur.base.paths import Profile
from facteur.cli.invocation import Command


def main(command: Command, profile: Profile) -> int:
    """Carry out one command and return the exit code: 0 done, 1 failed or waits."""
    from facteur.cli.program import run  # noqa: PLC0415 - the window loads the parser only

    return run(command, profile)
