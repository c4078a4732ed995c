"""The words of the command line and what they mean; usage errors end the program with code 2.

Here: which process to be, the options of the window, and what all commands share. The commands
themselves stand in `commandoptions`. Nothing heavy is imported: every start of Facteur, of
whatever process, comes through here.
"""

import argparse
import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from facteur import __version__
from facteur.base.errors import UsageError
from facteur.cli import commandoptions
from facteur.cli.commandoptions import EXIT_CODES, QUOTE, Build, Parser, add_home, is_number
from facteur.cli.flagwords import is_change
from facteur.cli.invocation import (
    Command,
    InspectFiles,
    Invocation,
    OpenWindow,
    Process,
    RunEngine,
    RunPracticeServer,
    RunWorker,
)
from facteur.cli.plain import is_text
from facteur.cli.words import usage_sentence

_TAKE_VALUE = frozenset({"--home", "--screenshot", "--size", "--theme", "--language", "--mailbox"})
_LONGEST_SIDE = 10_000  # pixels; more is a slip of the finger


def parse(words: Sequence[str]) -> Invocation:
    """Return what the words ask for. Ends the program for --help, --version and misuse."""
    parser = _parser()
    found = parser.parse_args(_quoted(words))
    try:
        process = _process(found, parser)
    except UsageError as error:
        cast("Parser", found.parser).error(usage_sentence(error))
    home = cast("str | None", found.home)
    return Invocation(process=process, home=Path(home) if home else None)


def _process(found: argparse.Namespace, parser: Parser) -> Process:
    window = OpenWindow(
        offscreen=found.offscreen,
        screenshot=Path(found.screenshot) if found.screenshot else None,
        size=found.size,
        theme=found.theme,
        language=found.language,
        mailbox=found.window_mailbox,
        report_first_paint=found.report_first_paint,
        demo=found.demo,
    )
    if found.practice_server:  # its language is no wish for a window
        return RunPracticeServer(language=found.language)
    if found.build is None and not (found.engine or found.worker):
        if window.size and not window.screenshot:
            parser.error("--size goes with --screenshot")
        return window
    if window != OpenWindow():
        parser.error("--offscreen, --screenshot and the like are for the window, without a command")
    if found.build is not None:
        build = cast("Build", found.build)
        return _checked(build(found))
    return RunEngine(practice=found.practice) if found.engine else RunWorker()


def _checked(command: Command) -> Command:
    """Return the command when all its words are text; names of files need not be."""
    if not isinstance(command, InspectFiles):
        waiting: list[object] = [dataclasses.astuple(command)]
        while waiting:
            value = waiting.pop()
            if isinstance(value, tuple):
                waiting.extend(cast("tuple[object, ...]", value))
            elif isinstance(value, str) and not is_text(value):
                raise UsageError("not-text", detail=value)
    return command


def _quoted(words: Sequence[str]) -> list[str]:
    """Return the words with the changes of `flag` protected from argparse."""
    at = _command_index(words)
    if at >= len(words) or words[at] != "flag":
        return list(words)
    rest = [QUOTE + word if word != "-h" and is_change(word) else word for word in words[at + 1 :]]
    return [*words[: at + 1], *rest]


def _command_index(words: Sequence[str]) -> int:
    index = 0
    while index < len(words) and words[index].startswith("-"):
        index += 2 if words[index] in _TAKE_VALUE else 1
    return index


def _parser() -> Parser:
    parser = Parser(
        prog="facteur",
        description="Facteur, a desktop mail client. Without a command the window opens.",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    _window_options(parser)
    commandoptions.add_to(parser)
    return parser


def _window_options(parser: Parser) -> None:
    parser.set_defaults(build=None, parser=parser)
    add = parser.add_argument
    add("--version", action="version", version=f"Facteur {__version__}")
    add_home(parser, default=None)
    add("--demo", action="store_true", help="look around in a practice mailbox, without an account")
    add("--offscreen", action="store_true", help="run the window without a screen")
    add("--screenshot", metavar="FILE", help="draw the window into a PNG file, then end")
    add("--size", type=_size, metavar="WxH", help="with --screenshot: its size in pixels")
    add("--theme", choices=("system", "light", "dark"), default="", help="colours of the window")
    add("--language", choices=("system", "en", "fr"), default="", help="language of the window")
    add("--mailbox", dest="window_mailbox", default="", metavar="M", help="folder to open first")
    add("--report-first-paint", action="store_true", help=argparse.SUPPRESS)
    add("--engine", action="store_true", help=argparse.SUPPRESS)
    add("--worker", action="store_true", help=argparse.SUPPRESS)
    add("--practice", action="store_true", help=argparse.SUPPRESS)
    add("--practice-server", action="store_true", help=argparse.SUPPRESS)


def _size(word: str) -> tuple[int, int]:
    across, _, down = word.lower().partition("x")
    if not (is_number(across) and is_number(down)):
        raise argparse.ArgumentTypeError(f"not a size such as 1200x800: {word!r}")
    if max(int(across), int(down)) > _LONGEST_SIDE:
        raise argparse.ArgumentTypeError(f"no side may be longer than {_LONGEST_SIDE}: {word!r}")
    return int(across), int(down)
