"""The top of the command line: carries out one command and turns what goes wrong into words.

Each command's module is imported when it is needed: `inspect` over thousands of files should not
wait for TLS, nor `list` for the engine.
"""

import os
import sys
import traceback
from contextlib import AbstractAsyncContextManager
from typing import assert_never

from facteur.base import log
from facteur.base.errors import FacteurError
from facteur.base.paths import Profile
from facteur.cli import output
from facteur.cli.dialogue import Conversation, EngineUnwilling, Opener
from facteur.cli.invocation import (
    ActOnFolder,
    ActOnMessages,
    AddAccount,
    AddFound,
    BackUp,
    ChangeAccount,
    Command,
    ExportFolder,
    FindSettings,
    ImportFiles,
    InspectFiles,
    ListAccounts,
    ListMailboxes,
    ListMessages,
    MarkMessages,
    PreferAccount,
    RemoveAccount,
    SearchMessages,
    ShowLedger,
    ShowMessage,
    ShowStatus,
    SignInAgain,
    SyncOnce,
    TryAccount,
)
from facteur.cli.words import sentence
from facteur.engine.problems import problem
from facteur.link.events import Problem

FAILED = 1
INTERRUPTED = 130  # 128 + SIGINT, as shells have it
PIPE_BROKEN = 141  # 128 + SIGPIPE

# ruff: noqa: PLC0415 - see the head of this module


def run(command: Command, profile: Profile, opener: Opener | None = None) -> int:
    """Carry out the command and return the exit code; nothing is raised.

    opener: reaches the engine; None means the real one.
    """
    output.prepare()
    log.start(None, "command", os.environ.get(log.ENVIRONMENT, ""))
    try:
        code = _carry_out(command, profile, opener)
        sys.stdout.flush()
    except EngineUnwilling as unwilling:
        return _failed(unwilling.problem)
    except FacteurError as error:
        return _failed(problem(error))
    except BrokenPipeError:
        _leave_stdout()
        return PIPE_BROKEN
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the top of the process
        traceback.print_exc()
        return _failed(problem(error))
    return code


def _carry_out(command: Command, profile: Profile, opener: Opener | None) -> int:  # noqa: C901, PLR0912 - one line a command
    opener = opener or _engine
    match command:
        case InspectFiles():
            from facteur.cli import inspect

            code = inspect.run(command)
        case ListAccounts() | ListMailboxes() | ListMessages() | SearchMessages():
            from facteur.cli import listing

            code = listing.run(command, profile)
        case ShowStatus():
            from facteur.cli import status

            code = status.run(command, profile)
        case ShowMessage():
            from facteur.cli import show

            code = show.run(command, profile, opener)
        case FindSettings():
            from facteur.cli import discovering

            code = discovering.run(command, profile, opener)
        case (
            AddAccount()
            | AddFound()
            | ChangeAccount()
            | RemoveAccount()
            | SignInAgain()
            | TryAccount()
        ):
            from facteur.cli import accounts

            code = accounts.run(command, profile, opener)
        case PreferAccount():
            from facteur.cli import preferring

            code = preferring.run(command, profile, opener)
        case SyncOnce():
            from facteur.cli import syncing

            code = syncing.run(command, profile, opener)
        case MarkMessages():
            from facteur.cli import marking

            code = marking.run(command, profile, opener)
        case ShowLedger():
            from facteur.cli import ledger

            code = ledger.run(command, profile)
        case ExportFolder() | ImportFiles() | BackUp():
            from facteur.cli import transfer

            code = transfer.run(command, profile, opener)
        case ActOnMessages() | ActOnFolder():
            from facteur.cli import acting

            code = acting.run(command, profile, opener)
        case _:
            assert_never(command)
    return code


def _engine(profile: Profile) -> AbstractAsyncContextManager[Conversation]:
    from facteur.cli.engines import engine

    return engine(profile)


def _failed(what: Problem) -> int:
    output.say(sentence(what))
    return FAILED


def _leave_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush finds no broken pipe."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
