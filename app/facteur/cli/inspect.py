"""`inspect`: message files parsed and cleaned, one after the other; no account, no profile."""

import sys
from pathlib import Path
from typing import assert_never

from facteur.cli import output
from facteur.cli.invocation import Form, InspectFiles
from facteur.cli.plain import octets, safe_line, safe_lines
from facteur.mail.address import Address
from facteur.message.inspect import Inspected, inspect_message, to_json_keys

STDIN = "-"


def run(command: InspectFiles) -> int:
    """Write what each file holds, in the order given; 1 when one could not be read."""
    code = 0
    for file in command.files:
        try:
            raw = _read(file)
        except OSError as error:
            output.say(f"{file}: {error.strerror or error}")
            code = 1
            continue
        found = inspect_message(raw, file)
        if command.form is not Form.JSON and len(command.files) > 1:
            print(f"==> {safe_line(file)} <==")
        _write(found, command.form)
    return code


def _read(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()


def _write(found: Inspected, form: Form) -> None:
    match form:
        case Form.JSON:
            output.json_line(to_json_keys(found))
        case Form.TEXT:
            print(safe_lines(found.text).rstrip("\n"))
        case Form.HTML:
            print(safe_lines(found.html).rstrip("\n"))
        case Form.WHOLE:
            _write_whole(found)
        case Form.RAW | Form.PART:
            raise AssertionError(form)  # the parser offers these for `show` only
        case _:
            assert_never(form)


def _write_whole(found: Inspected) -> None:
    lines = [
        ("From", _people(found.sender)),
        ("To", _people(found.to)),
        ("Cc", _people(found.cc)),
        ("Date", found.date or ""),
        ("Subject", found.subject),
        ("Id", found.message_id),
        ("Defects", "; ".join(found.defects)),
        ("Remote", f"{len(found.remote)} references, removed" if found.remote else ""),
    ]
    output.lines(f"{name + ':':<9}{safe_line(text)}" for name, text in lines if text)
    text = safe_lines(found.text).rstrip("\n")
    output.lines(["", text] if text else [])
    cells = [
        (one.name, one.type, octets(one.size), "inline" if one.inline else "", one.sha256)
        for one in found.attachments
    ]
    output.lines([""] if cells else [])
    output.rows(("NAME", "TYPE", "SIZE", "", "SHA-256"), cells, right=frozenset({2}))


def _people(people: tuple[Address, ...]) -> str:
    return ", ".join(f"{one.name} <{one.address}>" if one.name else one.address for one in people)
