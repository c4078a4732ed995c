"""Lets the user agree at a provider's page: the command SignIn."""

from facteur.base.errors import LoginError
from facteur.engine.context import Context
from facteur.link import commands, events


async def agree(context: Context, command: commands.SignIn) -> events.Reply:
    """Answer with a grant."""
    del context
    raise LoginError("oauth-unregistered", detail=command.oauth)
