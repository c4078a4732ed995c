"""The counting of round trips and octets."""

from tests.bench.conversation import about, after_login, connections, first_screen, price
from tests.support.faultproxy import Direction, Passage


def _talk(*lines: bytes) -> list[Passage]:
    return [
        Passage(
            connection=0,
            direction=Direction.TO_SERVER if line.startswith(b"C") else Direction.TO_CLIENT,
            data=line[3:].replace(b"|", b"\r\n") + b"\r\n",
            at_s=0.0,
        )
        for line in lines
    ]


LOGIN = (b"S: * OK", b"C: a1 LOGIN u p", b"S: a1 OK in")


def test_folder_list_and_farewell_are_left_apart() -> None:
    talk = _talk(
        *LOGIN,
        b'C: a2 LIST "" "*"',
        b'S: * LIST () "/" INBOX|a2 OK',
        b"C: a3 ENABLE QRESYNC|a4 SELECT INBOX (QRESYNC (1 2))",
        b"S: * ENABLED QRESYNC|a3 OK",
        b"S: * 5 EXISTS|a4 OK",
        b"C: a5 LOGOUT",
        b"S: * BYE|a5 OK",
    )
    paid = price(after_login(talk))
    assert paid.round_trips == 1
    assert paid.octets == sum(len(talk[at].data) for at in (5, 6, 7))


def test_waiting_between_commands_is_paid() -> None:
    talk = _talk(*LOGIN, b"C: a2 SELECT INBOX", b"S: a2 OK", b"C: a3 FETCH 1 ENVELOPE", b"S: a3 OK")
    assert price(after_login(talk)).round_trips == 2


def test_of_one_folder_only_its_first_selection_counts() -> None:
    talk = _talk(
        *LOGIN,
        b"C: a2 ENABLE QRESYNC",
        b"S: a2 OK",
        b"C: a3 SELECT INBOX (QRESYNC (1 2))",
        b"S: * 5 EXISTS|a3 OK",
        b"C: a4 SELECT Drafts (CONDSTORE)",
        b"S: a4 OK",
    )
    assert about(after_login(talk), b"INBOX") == talk[5:7]
    assert about(talk, b"Sent") == []


def test_what_is_sent_with_the_login_counts() -> None:
    talk = _talk(b"S: * OK", b"C: a1 LOGIN u p|a2 SELECT INBOX", b"S: a1 OK", b"S: a2 OK")
    assert price(after_login(talk)).round_trips == 1


def test_first_screen_ends_with_its_last_row() -> None:
    row = b'S: * 1 FETCH (UID 1 ENVELOPE ("x"))|* 2 FETCH (UID 2 ENVELOPE ("y"))'
    talk = _talk(*LOGIN, b"C: a2 SELECT INBOX", row, row, row)
    assert first_screen(talk, 3) == talk[:6]
    assert first_screen(talk, 7) is None
    assert connections(talk) == [talk]
