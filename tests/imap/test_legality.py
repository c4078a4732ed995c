import pytest

from facteur.base.errors import LocalProtocolError
from facteur.imap import Capabilities, NumSet, State
from facteur.imap import commands as c
from facteur.imap.legality import check

ALL = NumSet.span(1)
UIDS = c.Fetch(messages=ALL, items=("UID",))
NUMBERS = c.Fetch(messages=ALL, items=("UID",), by_sequence=True)


def refused(command, *, state=State.SELECTED, offered="", enabled=(), in_flight=()):
    capabilities = Capabilities(frozenset(offered.split()))
    try:
        check(command, state=state, capabilities=capabilities, enabled=enabled, in_flight=in_flight)
    except LocalProtocolError as error:
        return error.code
    return None


@pytest.mark.parametrize(
    ("command", "state", "expected"),
    [
        (c.Noop(), State.GREETING, "wrong-state"),
        (c.Noop(), State.HANDSHAKE, "wrong-state"),
        (c.Noop(), State.LOGOUT, "wrong-state"),
        (c.Noop(), State.NOT_AUTHENTICATED, None),
        (c.Login(user="u", password="p"), State.AUTHENTICATED, "wrong-state"),
        (c.Login(user="u", password="p"), State.NOT_AUTHENTICATED, None),
        (c.StartTls(), State.AUTHENTICATED, "wrong-state"),
        (c.List(), State.NOT_AUTHENTICATED, "wrong-state"),
        (UIDS, State.AUTHENTICATED, "wrong-state"),
        (UIDS, State.SELECTED, None),
    ],
)
def test_states(command, state, expected):
    assert refused(command, state=state) == expected


@pytest.mark.parametrize(
    ("command", "offered"),
    [
        (c.Move(messages=ALL, mailbox=b"x"), "MOVE"),
        (c.Move(messages=ALL, mailbox=b"x"), "IMAP4REV2"),
        (c.Expunge(messages=ALL), "UIDPLUS"),
        (c.Unselect(), "UNSELECT"),
        (c.Idle(), "IDLE"),
        (c.Compress(), "COMPRESS=DEFLATE"),
        (c.Enable(names=("X",)), "ENABLE"),
        (c.Id(), "ID"),
        (c.NamespaceCommand(), "NAMESPACE"),
        (c.Select(mailbox=b"x", condstore=True), "CONDSTORE"),
        (c.Fetch(messages=ALL, items=("UID",), changed_since=1), "QRESYNC"),
        (c.Fetch(messages=ALL, items=("UID",), partial=(-1, -50)), "PARTIAL"),
        (c.Store(messages=ALL, add=True, flags=("a",), unchanged_since=1), "CONDSTORE"),
        (c.List(status=("MESSAGES",)), "LIST-STATUS"),
        (c.List(select=("SUBSCRIBED",)), "LIST-EXTENDED"),
        (c.List(returns=("CHILDREN",)), "LIST-EXTENDED"),
        (c.List(returns=("SPECIAL-USE",)), "SPECIAL-USE"),
        (c.Create(mailbox=b"x", use=("\\Trash",)), "CREATE-SPECIAL-USE"),
        (c.Search(returns=("ALL",)), "ESEARCH"),
    ],
)
def test_capabilities(command, offered):
    assert refused(command) == "not-offered"
    assert refused(command, offered=offered) is None


def test_login_disabled():
    login = c.Login(user="u", password="p")
    assert (
        refused(login, state=State.NOT_AUTHENTICATED, offered="LOGINDISABLED") == "login-disabled"
    )


def test_what_must_be_enabled():
    select = c.Select(mailbox=b"x", qresync=c.QResync(uidvalidity=1, modseq=1))
    fetch = c.Fetch(messages=ALL, items=("UID",), changed_since=1, vanished=True)
    alone = c.Fetch(messages=ALL, items=("UID",), vanished=True)
    for command in (select, fetch):
        assert refused(command, offered="QRESYNC") == "not-enabled"
        assert refused(command, offered="QRESYNC", enabled={"QRESYNC"}) is None
    assert refused(alone, offered="QRESYNC", enabled={"QRESYNC"}) == "vanished-alone"


def test_ambiguous_pairs():
    assert refused(c.Search(), in_flight=[c.Search()]) == "ambiguous"
    returning = c.Search(returns=("ALL",))
    assert refused(returning, offered="ESEARCH", in_flight=[c.Search()]) is None
    assert refused(c.Search(), in_flight=[returning]) is None
    assert refused(NUMBERS, in_flight=[UIDS]) == "ambiguous"
    assert refused(NUMBERS, in_flight=[c.Noop()]) == "ambiguous"
    assert refused(NUMBERS, in_flight=[NUMBERS, c.Select(mailbox=b"x")]) is None
    assert (
        refused(c.Search(by_sequence=True, returns=("ALL",)), offered="ESEARCH", in_flight=[UIDS])
        == "ambiguous"
    )
    assert refused(UIDS, in_flight=[NUMBERS, c.Noop()]) is None
