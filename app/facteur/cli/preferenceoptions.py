"""The options of `account prefer` and what they ask for."""

import argparse

from facteur.base.errors import UsageError
from facteur.cli.invocation import PreferAccount
from facteur.mail.account import COLOURS, LONGEST_INTERVAL_S, SHORTEST_INTERVAL_S, Texts

_NONE, _USUAL = "none", "usual"


def add_to(parser: argparse.ArgumentParser) -> None:
    """Teach the parser the options."""
    add = parser.add_argument
    add("address", metavar="A", help="address of the account")
    pause = parser.add_mutually_exclusive_group()
    pause.add_argument(
        "--pause",
        dest="paused",
        action="store_true",
        default=None,
        help="ask nothing of its servers until it is resumed; what is here can be read",
    )
    pause.add_argument(
        "--resume", dest="paused", action="store_false", default=None, help="let it go on"
    )
    add(
        "--every",
        metavar="SECONDS|usual",
        type=_seconds,
        default=None,
        help=f"look for mail so often ({SHORTEST_INTERVAL_S} to {LONGEST_INTERVAL_S}), or as the "
        "settings say for all accounts",
    )
    add(
        "--texts",
        choices=[texts.value for texts in Texts],
        default=None,
        help="bring the texts of the last three months (recent), of the last year, of all, or "
        "none before they are opened (headers)",
    )
    add(
        "--colour",
        choices=[colour or _NONE for colour in COLOURS],
        default=None,
        help="colour of the account in the window",
    )


def build(found: argparse.Namespace) -> PreferAccount:
    """Return what the options say. Raises UsageError(`nothing-to-change`)."""
    wanted = PreferAccount(
        address=found.address,
        colour=None if found.colour is None else found.colour.replace(_NONE, ""),
        paused=found.paused,
        interval_s=found.every,
        texts=None if found.texts is None else Texts(found.texts),
    )
    if wanted == PreferAccount(address=found.address):
        raise UsageError("nothing-to-change")
    return wanted


def _seconds(word: str) -> int:
    if word == _USUAL:
        return 0
    if word.isascii() and word.isdigit() and SHORTEST_INTERVAL_S <= int(word) <= LONGEST_INTERVAL_S:
        return int(word)
    raise argparse.ArgumentTypeError(
        f"neither {_USUAL} nor {SHORTEST_INTERVAL_S} to {LONGEST_INTERVAL_S} seconds: {word!r}"
    )
