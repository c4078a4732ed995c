"""Looks for the settings of an address: the command Discover."""

from facteur.base.errors import UsageError
from facteur.engine.context import Context
from facteur.link import commands, events


async def discover(context: Context, command: commands.Discover) -> events.Reply:
    """Answer with what was found."""
    del context
    raise UsageError("address-invalid", detail=command.address)
