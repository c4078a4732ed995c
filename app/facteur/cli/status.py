"""`status`: the accounts, what waits, what failed, what is wrong. Read from the store alone."""

from facteur.base.paths import Profile
from facteur.cli import output, reading
from facteur.cli.invocation import ShowStatus
from facteur.cli.output import Json
from facteur.cli.plain import iso, local, safe_line
from facteur.cli.reading import Places
from facteur.cli.words import sentence
from facteur.link.events import Problem
from facteur.mail.account import Account, Protocol
from facteur.mail.flags import to_names
from facteur.mail.keys import AccountKey
from facteur.store.lock import ProfileLock
from facteur.store.read import accounts, mailboxes, operations, pop, problems
from facteur.store.reader import Reader, open_reader
from facteur.store.rows import Operation, StoredProblem

FAILED = "failed"


def run(command: ShowStatus, profile: Profile) -> int:
    """Write how things stand; 1 when something waits, failed or is wrong."""
    reader = open_reader(profile)
    places = reading.places(reader)
    changes = operations.waiting(reader)
    wrong = problems.standing(reader)
    running = ProfileLock(profile).owner() is not None
    if command.json:
        output.json_line(
            {
                "engine": running,
                "accounts": [_account_json(reader, one) for one in accounts.accounts(reader)],
                "changes": [_change_json(one, places) for one in changes],
                "problems": [_problem_json(one, places) for one in wrong],
            }
        )
    else:
        _write(reader, places, changes, wrong, running=running)
    asked = any(_asked(reader, one) for one in accounts.accounts(reader))
    return 1 if changes or wrong or asked else 0


def removal_words(reader: Reader, account: AccountKey | None) -> list[str]:
    """Return what the user is asked about the copies on servers, None for all accounts."""
    words: list[str] = []
    for one in accounts.accounts(reader):
        count = _asked(reader, one) if account in {None, one.key} else 0
        if count:
            address = one.settings.address
            words.append(
                f"{address}: {count} messages are saved and checked here and would now be deleted "
                "from the server; nothing is deleted before you agree. To agree: "
                f"facteur account change {address} --confirm-removal; to keep them all there: "
                f"facteur account change {address} --keep-on-server"
            )
    return words


def still_open(reader: Reader, account: AccountKey | None) -> list[str]:
    """Return in words what waits, failed or is wrong with an account, None for all."""
    places = reading.places(reader)
    return [
        *(_change_words(one, places) for one in operations.waiting(reader, account)),
        *(
            _problem_words(one, places)
            for one in problems.standing(reader)
            if account in (None, one.account)
        ),
    ]


def stored_problem(one: StoredProblem) -> Problem:
    """Return a problem of the store as the engine would tell it."""
    return Problem(family=one.family, code=one.code, detail=one.detail, server_text=one.server_text)


def _counts(reader: Reader, one: Account) -> tuple[int, int]:
    here = mailboxes.mailboxes(reader, one.key)
    return sum(box.messages for box in here), sum(box.unseen for box in here)


def _checked_ms(reader: Reader, one: Account) -> int | None:
    """Return when the server was last asked about any of its folders."""
    here = mailboxes.mailboxes(reader, one.key)
    return (
        max((mailboxes.sync_state(reader, box.key).checked_ms for box in here), default=0) or None
    )


def _asked(reader: Reader, one: Account) -> int:
    return pop.state(reader, one.key).asked_count


def _account_json(reader: Reader, one: Account) -> Json:
    messages, unseen = _counts(reader, one)
    changes = operations.waiting(reader, one.key)
    return {
        "address": one.settings.address,
        "messages": messages,
        "unseen": unseen,
        "checked": iso(_checked_ms(reader, one)),
        "waiting": sum(change.state != FAILED for change in changes),
        "failed": sum(change.state == FAILED for change in changes),
        "removal_asked": _asked(reader, one),
    }


def _change_json(one: Operation, places: Places) -> Json:
    return {
        "operation": one.key,
        "kind": one.kind,
        "state": one.state,
        "account": places.address(one.account),
        "mailbox": places.path(one.mailbox),
        "message": one.message,
        "add": [*to_names(one.add_flags), *one.add_keywords],
        "remove": [*to_names(one.remove_flags), *one.remove_keywords],
        "tries": one.tries,
        "created": iso(one.created_ms),
        "code": one.code or None,
        "server_text": one.server_text or None,
    }


def _problem_json(one: StoredProblem, places: Places) -> Json:
    return {
        "family": one.family,
        "code": one.code,
        "words": sentence(stored_problem(one)),
        "account": places.address(one.account),
        "mailbox": places.path(one.mailbox),
        "server_text": one.server_text or None,
        "raised": iso(one.raised_ms),
        "retry_at": iso(one.retry_at_ms or None),
    }


def _write(
    reader: Reader,
    places: Places,
    changes: list[Operation],
    wrong: list[StoredProblem],
    *,
    running: bool,
) -> None:
    cells: list[tuple[str, ...]] = []
    for one in accounts.accounts(reader):
        messages, unseen = _counts(reader, one)
        is_local = one.settings.protocol is Protocol.LOCAL
        checked = local(_checked_ms(reader, one)) or ("no server" if is_local else "never")
        cells.append((one.settings.address, str(messages), str(unseen), checked))
    titles = ("ACCOUNT", "MESSAGES", "UNSEEN", "LAST CHECKED")
    output.rows(titles, cells, right=frozenset({1, 2}))
    told = [_change_words(one, places) for one in changes]
    told += [_problem_words(one, places) for one in wrong]
    told += removal_words(reader, None)
    if not cells:
        told.append("There is no account yet. Add one: facteur account add --help")
    elif not told:
        told.append("Nothing waits, nothing failed.")
    told.append("An engine is running." if running else "No engine is running.")
    output.lines(told)


def _change_words(one: Operation, places: Places) -> str:
    marks = [f"+{name}" for name in [*to_names(one.add_flags), *one.add_keywords]]
    marks += [f"-{name}" for name in [*to_names(one.remove_flags), *one.remove_keywords]]
    what = f"{' '.join(marks) or one.kind} of message {one.message}"
    where = f"in {places.path(one.mailbox)} of {places.address(one.account)}"
    if one.state != FAILED:
        return safe_line(f"Waits: {what} {where}, since {local(one.created_ms)}.")
    why = sentence(Problem(family="refused", code=one.code, server_text=one.server_text))
    return safe_line(f"Failed: {what} {where}. {why}")


def _problem_words(one: StoredProblem, places: Places) -> str:
    where = places.address(one.account) or "This computer"
    again = f" Next try at {local(one.retry_at_ms)}." if one.retry_at_ms else ""
    return safe_line(f"{where}: {sentence(stored_problem(one))}{again}")
