"""The commands and their options, each with the value that it builds."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Never, TypeAlias, cast

from facteur.base.errors import UsageError
from facteur.base.override import override
from facteur.cli import accountoptions, preferenceoptions, sendingoptions
from facteur.cli.flagwords import changes, is_change
from facteur.cli.invocation import (
    ActOnFolder,
    ActOnMessages,
    BackUp,
    Command,
    Deed,
    Depth,
    ExportFolder,
    FindSettings,
    FolderDeed,
    Form,
    ImportFiles,
    InspectFiles,
    ListAccounts,
    ListMailboxes,
    ListMessages,
    MarkMessages,
    RemoveAccount,
    SearchMessages,
    ShowLedger,
    ShowMessage,
    ShowStatus,
    SignInAgain,
    SyncOnce,
    TryAccount,
)

# No argument of a program can hold a NUL; it keeps argparse from taking "-\Flagged" for options.
QUOTE = "\0"
EXIT_CODES = "exit codes: 0 done, 1 something failed or waits, 2 the command line made no sense"

Build = Callable[[argparse.Namespace], Command]


class Parser(argparse.ArgumentParser):
    """Says what is wrong without the quoting of `QUOTE`."""

    @override
    def error(self, message: str) -> Never:
        super().error(message.replace(QUOTE, "").replace(r"\x00", ""))


def add_to(parser: Parser) -> None:
    """Teach the parser every command; `build` of its result makes the value."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    _account_commands(commands)
    _discover_command(commands)
    _sync_command(commands)
    _listing_commands(commands)
    _message_commands(commands)
    _local_commands(commands)
    _transfer_commands(commands)
    _inspect_command(commands)


# argparse has no public name for what add_subparsers returns.
_Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] # argparse names the type nowhere else


def _command(commands: _Commands, name: str, text: str, build: Build) -> Parser:
    parser = commands.add_parser(
        name,
        help=text,
        description=text[0].upper() + text[1:] + ".",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    parser.set_defaults(build=build, parser=parser)
    add_home(parser, default=argparse.SUPPRESS)
    return parser


def add_home(parser: Parser, *, default: str | None) -> None:
    """Let the profile be named; see argparse.SUPPRESS for what `default` can be."""
    parser.add_argument(
        "--home", metavar="DIR", default=default, help="folder of the profile (else FACTEUR_HOME)"
    )


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="write JSON; keys in the README")


def _account(parser: Parser) -> None:
    parser.add_argument("--account", metavar="A", default="", help="address of the account")


def _limit(parser: Parser) -> None:
    parser.add_argument(
        "--limit", metavar="N", type=_positive, default=0, help="at most N, the newest"
    )


def _account_commands(commands: _Commands) -> None:
    text = "add, list, test or remove accounts"
    group = commands.add_parser("account", help=text, description=text[0].upper() + text[1:] + ".")
    add_home(group, default=argparse.SUPPRESS)
    inner = group.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=Parser
    )
    adding = _command(inner, "add", "keep an account", accountoptions.build)
    accountoptions.add_to(adding)
    listing = _command(inner, "list", "show the accounts", lambda n: ListAccounts(json=n.json))
    _json(listing)
    removing = _command(
        inner,
        "remove",
        "forget an account here; the server keeps what it has",
        lambda n: RemoveAccount(address=n.address, with_mail=n.with_its_mail),
    )
    removing.add_argument("address", metavar="A", help="address of the account")
    removing.add_argument(
        "--with-its-mail",
        action="store_true",
        help="also where this computer has the only copy of the mail (POP)",
    )
    changing = _command(
        inner,
        "change",
        "change the server for sending, and what becomes of collected messages (POP)",
        accountoptions.build_change,
    )
    changing.add_argument("address", metavar="A", help="address of the account")
    accountoptions.add_rules(changing)
    sendingoptions.add_to(changing, forget=True)
    changing.add_argument(
        "--i-know-it-is-not-encrypted",
        action="store_true",
        help="with --smtp-security none: password and mail in the clear",
    )
    answer = changing.add_mutually_exclusive_group()
    answer.add_argument(
        "--confirm-removal", action="store_true", help="agree that messages are removed there"
    )
    answer.add_argument(
        "--keep-on-server", action="store_true", help="keep everything there and ask no more"
    )
    refused = changing.add_mutually_exclusive_group()
    refused.add_argument(
        "--retry-refused",
        action="store_true",
        help="ask again for messages and removals that the server has refused three times",
    )
    refused.add_argument(
        "--skip-refused",
        action="store_true",
        help="leave there for good the messages that the server would not give",
    )
    again = _command(
        inner,
        "sign-in",
        "agree again at the provider's page in your browser (OAuth)",
        lambda n: SignInAgain(address=n.address, oauth=accountoptions.oauth_wish(n, n.oauth)),
    )
    again.add_argument("address", metavar="A", help="address of the account")
    again.add_argument(
        "--oauth",
        metavar="PROVIDER",
        default="",
        help="the provider, where it is not told by the server",
    )
    accountoptions.add_oauth(again)
    preferenceoptions.add_to(
        _command(
            inner,
            "prefer",
            "change how often an account is asked, what is kept of it here; pause it",
            preferenceoptions.build,
        )
    )
    trying = _command(
        inner,
        "test",
        "sign in and say in words what is wrong",
        lambda n: TryAccount(address=n.address),
    )
    trying.add_argument("address", metavar="A", help="address of the account")


def _discover_command(commands: _Commands) -> None:
    parser = _command(
        commands,
        "discover",
        "find the servers of an address; only its domain is sent, and never a password",
        lambda n: FindSettings(address=n.address, internet=not n.local, json=n.json),
    )
    parser.add_argument("address", metavar="ADDRESS", help="mail address")
    parser.add_argument(
        "--local",
        action="store_true",
        help="ask the domain and its DNS alone, not the public directory of providers",
    )
    _json(parser)


def _sync_command(commands: _Commands) -> None:
    parser = _command(
        commands,
        "sync",
        "bring what is new, once",
        lambda n: SyncOnce(account=n.account, mailbox=n.mailbox, depth=n.depth),
    )
    _account(parser)
    parser.add_argument("--mailbox", metavar="M", default="", help="only this folder")
    depth = parser.add_mutually_exclusive_group()
    depth.add_argument(
        "--headers-only",
        dest="depth",
        action="store_const",
        const=Depth.HEADERS,
        default=Depth.HEADERS,
        help="lists and headers, no texts (this is the default)",
    )
    depth.add_argument(
        "--bodies", dest="depth", action="store_const", const=Depth.BODIES, help="texts as well"
    )


def _listing_commands(commands: _Commands) -> None:
    parser = _command(
        commands,
        "mailboxes",
        "show the folders",
        lambda n: ListMailboxes(account=n.account, json=n.json),
    )
    _account(parser)
    _json(parser)
    parser = _command(
        commands,
        "list",
        "show the messages of a folder, newest first",
        lambda n: ListMessages(mailbox=n.mailbox, account=n.account, limit=n.limit, json=n.json),
    )
    parser.add_argument("mailbox", metavar="MAILBOX", help="path of the folder, such as INBOX")
    _account(parser)
    _limit(parser)
    _json(parser)
    parser = _command(commands, "search", "show the messages that hold all these words", _search)
    parser.add_argument("text", metavar="TEXT", nargs="+", help="words of the mail")
    parser.add_argument("--mailbox", metavar="M", default="", help="only this folder")
    _account(parser)
    _limit(parser)
    _json(parser)
    parser = _command(
        commands, "status", "say what waits and what failed", lambda n: ShowStatus(json=n.json)
    )
    _json(parser)


def _search(found: argparse.Namespace) -> Command:
    return SearchMessages(
        text=" ".join(cast("list[str]", found.text)),
        mailbox=found.mailbox,
        account=found.account,
        limit=found.limit,
        json=found.json,
    )


def _message_commands(commands: _Commands) -> None:
    parser = _command(
        commands,
        "show",
        "write a message",
        lambda n: ShowMessage(
            message=n.message,
            form=Form.PART if n.section else cast("Form | None", n.form) or Form.WHOLE,
            section=n.section,
        ),
    )
    parser.add_argument("message", metavar="MESSAGE", type=_positive, help="key, from `list`")
    forms = parser.add_mutually_exclusive_group()
    _form(forms, "--raw", Form.RAW, "the message as the server has it")
    forms.add_argument(
        "--part", dest="section", metavar="S", default="", help="the content of one part, decoded"
    )
    _form(forms, "--html", Form.HTML, "the cleaned HTML")
    _form(forms, "--text", Form.TEXT, "the text")
    _form(forms, "--json", Form.JSON, "JSON; keys in the README")
    parser = _command(commands, "flag", "set and clear marks, here and on the server", _flag)
    parser.usage = r"%(prog)s [-h] [--home DIR] MESSAGE [MESSAGE ...] [+\Seen] [-\Flagged] ..."
    parser.add_argument(
        "words",
        metavar="MESSAGE",
        nargs="+",
        help="keys, from `list`, and changes: +FLAG sets, -FLAG clears; Seen, Answered, Flagged, "
        "Deleted, Draft with or without a backslash, or a keyword",
    )


def _local_commands(commands: _Commands) -> None:
    """Teach the commands about local folders and about what left a server."""
    for deed, text in (
        (Deed.MOVE, "move messages to another local folder (POP)"),
        (Deed.COPY, "copy messages to another local folder (POP)"),
        (Deed.DELETE, "put messages of local folders into the trash (POP)"),
        (Deed.RESTORE, "put messages of a local trash back where they were (POP)"),
        (Deed.ERASE, "delete messages of a local trash for good (POP)"),
        (Deed.KEEP, "keep collected messages on the server whatever the rule says (POP)"),
        (Deed.RELEASE, "let the rule of the account have messages that were kept (POP)"),
    ):
        parser = _command(commands, deed.value, text, partial(_act, deed))
        parser.add_argument(
            "messages", metavar="MESSAGE", type=_positive, nargs="+", help="keys, from `list`"
        )
        if deed in {Deed.MOVE, Deed.COPY}:
            parser.add_argument("--to", metavar="MAILBOX", required=True, help="path of the folder")
            _account(parser)
    text = "make, rename or delete a local folder (POP)"
    group = commands.add_parser("folder", help=text, description=text[0].upper() + text[1:] + ".")
    add_home(group, default=argparse.SUPPRESS)
    inner = group.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=Parser
    )
    for folder_deed, text in (
        (FolderDeed.CREATE, "make a folder; levels are separated by /"),
        (FolderDeed.RENAME, "rename a folder or move it below another one"),
        (FolderDeed.DELETE, "delete a folder; its messages go to the trash"),
    ):
        parser = _command(inner, folder_deed.value, text, partial(_act_on_folder, folder_deed))
        parser.add_argument("path", metavar="PATH", help="path of the folder")
        if folder_deed is FolderDeed.RENAME:
            parser.add_argument("new_path", metavar="NEW_PATH", help="its new path")
        _account(parser)
    parser = _command(
        commands,
        "ledger",
        "show what left a server through Facteur, newest first",
        lambda n: ShowLedger(words=tuple(n.words), account=n.account, limit=n.limit, json=n.json),
    )
    parser.add_argument(
        "words", metavar="TEXT", nargs="*", help="only rows with all of this in account, sender,"
        " subject or UIDL"
    )  # fmt: skip
    _account(parser)
    _limit(parser)
    _json(parser)


def _transfer_commands(commands: _Commands) -> None:
    parser = _command(
        commands,
        "export",
        "write a folder to a new mbox file, or to .eml files",
        lambda n: ExportFolder(
            mailbox=n.mailbox, path=Path(n.path), form=n.format, account=n.account, json=n.json
        ),
    )
    parser.add_argument("mailbox", metavar="MAILBOX", help="path of the folder, such as Inbox")
    parser.add_argument("path", metavar="PATH", help="the new file; a folder for --format eml")
    parser.add_argument("--format", choices=("mbox", "eml"), default="mbox", help="kind of file")
    _account(parser)
    _json(parser)
    parser = _command(
        commands,
        "import",
        "read mbox, Maildir, .eml, a Thunderbird profile or a backup into a local folder",
        lambda n: ImportFiles(
            path=Path(n.path),
            mailbox=n.to,
            folders=tuple(n.folder),
            account=n.account,
            passphrase=n.passphrase_stdin,
            json=n.json,
        ),
    )
    parser.add_argument("path", metavar="PATH", help="what to read")
    parser.add_argument(
        "--to",
        "--into",
        metavar="MAILBOX",
        default="",
        help="into or below it (Inbox when not named; without a local account one is made); folders"
        " of a backup go back to their own account where that is here",
    )
    parser.add_argument(
        "--folder",
        metavar="PATH",
        action="append",
        default=[],
        help="of a backup: this folder only (may be repeated); as `backup --list` shows it, with or"
        " without the account",
    )
    _passphrase(parser)
    _account(parser)
    _json(parser)
    parser = _command(
        commands,
        "backup",
        "write everything that is wholly here into one file that is read back; check or list one",
        lambda n: BackUp(
            path=Path(n.path),
            check=n.check,
            contents=n.list,
            passphrase=n.passphrase_stdin,
            json=n.json,
        ),
    )
    parser.add_argument("path", metavar="PATH", help="the new file, or a folder for it")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--check", action="store_true", help="read this backup again instead")
    instead.add_argument("--list", action="store_true", help="show its folders instead")
    _passphrase(parser)
    _json(parser)


def _passphrase(parser: Parser) -> None:
    parser.add_argument(
        "--passphrase-stdin", action="store_true", help="read the passphrase of the backup"
    )


def _act(deed: Deed, found: argparse.Namespace) -> Command:
    has_target = deed in {Deed.MOVE, Deed.COPY}
    return ActOnMessages(
        deed=deed,
        messages=tuple(dict.fromkeys(cast("list[int]", found.messages))),
        mailbox=found.to if has_target else "",
        account=found.account if has_target else "",
    )


def _act_on_folder(deed: FolderDeed, found: argparse.Namespace) -> Command:
    new_path = found.new_path if deed is FolderDeed.RENAME else ""
    return ActOnFolder(deed=deed, path=found.path, new_path=new_path, account=found.account)


def _flag(found: argparse.Namespace) -> Command:
    words = [word.removeprefix(QUOTE) for word in cast("list[str]", found.words)]
    change = changes([word for word in words if is_change(word)])
    keys = [word for word in words if not is_change(word)]
    wrong = next((word for word in keys if not is_number(word)), None)
    if wrong is not None:
        raise UsageError("not-a-key", detail=wrong)
    if not keys or change.is_empty:
        raise UsageError("flag-incomplete")
    return MarkMessages(
        messages=tuple(dict.fromkeys(map(int, keys))),
        add=change.add,
        remove=change.remove,
        add_keywords=change.add_keywords,
        remove_keywords=change.remove_keywords,
    )


def _inspect_command(commands: _Commands) -> None:
    parser = _command(
        commands,
        "inspect",
        "parse and clean message files, without any account",
        lambda n: InspectFiles(
            files=tuple(n.files), form=cast("Form | None", n.form) or Form.WHOLE
        ),
    )
    parser.add_argument("files", metavar="FILE", nargs="+", help="message files; - is stdin")
    forms = parser.add_mutually_exclusive_group()
    _form(forms, "--json", Form.JSON, "one JSON object a line and a file; keys in the README")
    _form(forms, "--html", Form.HTML, "the cleaned HTML only")
    _form(forms, "--text", Form.TEXT, "the text only")


def _form(
    group: "argparse._MutuallyExclusiveGroup",  # pyright: ignore[reportPrivateUsage] - no public name
    option: str,
    form: Form,
    text: str,
) -> None:
    group.add_argument(option, dest="form", action="store_const", const=form, help=text)


def is_number(word: str) -> bool:
    """Whether the word is a whole number above 0, as keys and counts are."""
    return word.isascii() and word.isdigit() and 0 < int(word) < 1 << 63


def _positive(word: str) -> int:
    if not is_number(word):
        raise argparse.ArgumentTypeError(f"not a whole number above 0: {word!r}")
    return int(word)
