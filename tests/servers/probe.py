"""An independent look at a server with the standard library's client: what it does, in words."""

import contextlib
import poplib
import re
import time

from tests.support.otherservers import OtherUser

TITLES = (
    "capabilities after the login",
    "unique-id listing",
    "sizes listed, against octets sent",
    "octets sent, against octets delivered",
    "a second login at the same time",
    "a line that ends after DELE, without QUIT",
    "a wrong password",
)
_PATIENCE_S = 10.0
poplib._MAXLINE = 1 << 20  # type: ignore[attr-defined]


def login(user: OtherUser, password: str = "") -> poplib.POP3:
    client = poplib.POP3(user.cell.host, user.cell.port, timeout=_PATIENCE_S)
    try:
        client.user(user.name)
        client.pass_(password or user.password)
    except BaseException:
        client.close()
        raise
    return client


def refusal(user: OtherUser, password: str = "") -> str:
    """Return the server's words to a login, "" when it lets us in."""
    try:
        client = login(user, password)
    except poplib.error_proto as error:
        return str(error.args[0].decode(errors="replace"))
    client.quit()
    return ""


def without(headers: bytes, raw: bytes) -> bytes:
    """Return a message without the header lines that its server adds (a regular expression)."""
    if not headers:
        return raw
    head, blank, body = raw.partition(b"\r\n\r\n")
    kept = [line for line in head.split(b"\r\n") if not re.match(headers, line)]
    return b"\r\n".join(kept) + blank + body


def all_messages(user: OtherUser) -> list[bytes]:
    """Return what the server sends."""
    client = login(user)
    count = client.stat()[0]
    found = [b"".join(line + b"\r\n" for line in client.retr(n + 1)[1]) for n in range(count)]
    client.quit()
    return found


def look(user: OtherUser) -> tuple[str, ...]:
    """Return the server's name and a word for each of TITLES; the INBOX holds messages."""
    delivered = sorted(user.lying())
    holder = login(user)
    second = refusal(user) or "is let in"
    sizes = [int(line.split()[1]) for line in holder.list()[1]]
    uidls = [line.split()[1].decode() for line in holder.uidl()[1]]
    capabilities = _capabilities(holder)
    holder.quit()
    sent = all_messages(user)
    return (
        user.cell.kind.name,
        capabilities,
        f"{uidls[0]} {uidls[1]} (all differ: {len(set(uidls)) == len(uidls)})",
        _differences([one - len(raw) for one, raw in zip(sizes, sent, strict=True)]),
        "the same" if sorted(sent) == delivered else _added(sent, delivered),
        second,
        _unfinished(user),
        refusal(user, "nothing-like-it"),
    )


def _capabilities(client: poplib.POP3) -> str:
    try:
        found = client.capa()
    except poplib.error_proto as error:
        return f"none: {error}"
    return " · ".join(" ".join([name, *words]) for name, words in found.items())


def _differences(found: list[int]) -> str:
    wrong = [one for one in found if one]
    return (
        f"{len(wrong)} of {len(found)} differ, by {min(wrong)} to {max(wrong)}"
        if wrong
        else "all agree"
    )


def _added(sent: list[bytes], delivered: list[bytes]) -> str:
    before = {line for raw in delivered for line in raw.split(b"\r\n")}
    new = {line for raw in sent for line in raw.split(b"\r\n")} - before
    names = {line.split(b":")[0].decode(errors="replace")[:30] for line in new}
    return f"{len(new)} lines added: {', '.join(sorted(names))}"


def _unfinished(user: OtherUser) -> str:
    """Delete all without QUIT, and say what is there at the next login."""
    client = login(user)
    count = client.stat()[0]
    for number in range(1, count + 1):
        client.dele(number)
    client.close()
    waited = time.monotonic()
    left = -1
    while left < 0 and time.monotonic() - waited < _PATIENCE_S:
        with contextlib.suppress(poplib.error_proto):
            again = login(user)
            left = again.stat()[0]
            again.quit()
    return f"{left} of {count} are still there, free after {time.monotonic() - waited:.1f} s"
