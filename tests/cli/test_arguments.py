"""The words of the command line: what they mean, and code 2 where they mean nothing."""

from pathlib import Path

import pytest

from facteur.cli.arguments import parse
from facteur.cli.invocation import (
    AddAccount,
    Depth,
    Form,
    InspectFiles,
    Invocation,
    ListAccounts,
    ListMailboxes,
    ListMessages,
    MarkMessages,
    OpenWindow,
    Process,
    RemoveAccount,
    RunEngine,
    RunPracticeServer,
    RunWorker,
    SearchMessages,
    ShowMessage,
    ShowStatus,
    SyncOnce,
    TryAccount,
)
from facteur.mail.flags import Flags


def process(words: str) -> Process:
    return parse(words.split()).process


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", OpenWindow()),
        ("--offscreen --theme dark", OpenWindow(offscreen=True, theme="dark")),
        (
            "--screenshot a.png --size 1200x800 --language fr --mailbox INBOX",
            OpenWindow(screenshot=Path("a.png"), size=(1200, 800), language="fr", mailbox="INBOX"),
        ),
        ("--engine", RunEngine()),
        ("--worker", RunWorker()),
        ("--engine --practice", RunEngine(practice=True)),
        ("--practice-server --language fr", RunPracticeServer(language="fr")),
        ("--demo", OpenWindow(demo=True)),
        ("account list --json", ListAccounts(json=True)),
        ("account remove a@b", RemoveAccount(address="a@b")),
        ("account test a@b", TryAccount(address="a@b")),
        ("sync", SyncOnce()),
        ("sync --headers-only", SyncOnce(depth=Depth.HEADERS)),
        (
            "sync --account a@b --mailbox M --bodies",
            SyncOnce(account="a@b", mailbox="M", depth=Depth.BODIES),
        ),
        ("mailboxes --account a@b", ListMailboxes(account="a@b")),
        ("list INBOX --limit 5 --json", ListMessages(mailbox="INBOX", limit=5, json=True)),
        ("search two words --mailbox M", SearchMessages(text="two words", mailbox="M")),
        ("show 7", ShowMessage(message=7)),
        ("show 7 --raw", ShowMessage(message=7, form=Form.RAW)),
        ("show 7 --part 1.2", ShowMessage(message=7, form=Form.PART, section="1.2")),
        ("show --html 7", ShowMessage(message=7, form=Form.HTML)),
        ("show --json 7", ShowMessage(message=7, form=Form.JSON)),
        ("status --json", ShowStatus(json=True)),
        (
            "inspect a.eml - b.eml --json",
            InspectFiles(files=("a.eml", "-", "b.eml"), form=Form.JSON),
        ),
    ],
)
def test_meaning(words: str, expected: Process) -> None:
    assert process(words) == expected


@pytest.mark.parametrize(
    "words",
    [r"flag 5 6 +\Seen -\Flagged -Junk", r"flag -\Flagged 5 +seen 6 -Junk 5"],
)
def test_flag_takes_changes_that_look_like_options(words: str) -> None:
    assert process(words) == MarkMessages(
        messages=(5, 6), add=Flags.SEEN, remove=Flags.FLAGGED, remove_keywords=("Junk",)
    )


@pytest.mark.parametrize(
    "words",
    [
        "--home /x status",
        "status --home /x",
        "--home=/x status",
        "account --home /x list",
        "account list --home /x",
    ],
)
def test_the_profile_may_be_named_anywhere(words: str) -> None:
    assert parse(words.split()).home == Path("/x")


def test_a_profile_called_flag_confuses_nobody() -> None:
    assert parse(["--home", "flag", "flag", "5", "-seen"]) == Invocation(
        process=MarkMessages(messages=(5,), remove=Flags.SEEN), home=Path("flag")
    )


def test_account_add() -> None:
    found = process("account add --address a@b --imap h --user u --security tls --password-stdin")
    assert isinstance(found, AddAccount)


@pytest.mark.parametrize(
    "words",
    [
        "bogus", "list", "show", "show x", "show 0", "show -5", "show 99999999999999999999", "show 5 --raw --html",
        "flag 5", "flag +seen", r"flag 5 +\Nope", r"flag 5 +\Seen -\Seen", "flag x +seen", "flag 5 +seen --force",
        "sync --bodies --headers-only", "account", "account add", "list INBOX --limit 0", "inspect", "search",
        "--size 10x10", "--screenshot a.png --size 10", "--screenshot a.png --size 99999x1", "--theme pink",
        "--theme dark status", "status extra", "list INBOX --lim 4",
        "account add --address a@b --imap h:x --user u --password-stdin",
        "account add --address a@b --imap h --user u",
        "account add --address a@b --imap h --user u --password-stdin --password-command x",
    ],
)  # fmt: skip
def test_what_makes_no_sense_ends_with_2(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(words.split())
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "error:" in said.err
    assert "\0" not in said.err


def test_words_that_are_no_text(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ["search", "caf\udce9"],
        [
            "account",
            "add",
            "--address",
            "a@b",
            "--imap",
            "h",
            "--user",
            "\udce9",
            "--password-stdin",
        ],
    ):
        with pytest.raises(SystemExit) as ended:
            parse(words)
        assert ended.value.code == 2
        assert "not text" in capsys.readouterr().err
    assert parse(["inspect", "caf\udce9"]).process == InspectFiles(files=("caf\udce9",))


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    for word in (
        "--home", "--screenshot", "--offscreen", "account", "sync", "mailboxes", "list", "search",
        "status", "show", "flag", "inspect",
    ):  # fmt: skip
        assert word in text


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("Facteur ")
