import pytest

from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import Attributes, Mailbox, SpecialUse


def mailbox(path: str, delimiter: str = "/", attributes: Attributes | None = None) -> Mailbox:
    return Mailbox(
        key=MailboxKey(1),
        account=AccountKey(1),
        name=path.encode(),
        path=path,
        delimiter=delimiter,
        special_use=SpecialUse.NONE,
        attributes=attributes or Attributes(0),
        messages=0,
        unseen=0,
        uidvalidity=0,
        complete=False,
    )


@pytest.mark.parametrize(
    ("path", "delimiter", "levels"),
    [
        ("A/B", "/", ("A", "B")),
        ("A/B", "", ("A/B",)),
        ("A.B/C", ".", ("A", "B/C")),
        ("", "/", ("",)),
    ],
)
def test_levels(path: str, delimiter: str, levels: tuple[str, ...]):
    assert mailbox(path, delimiter).levels == levels


def test_what_can_hold_messages():
    assert mailbox("A").selectable
    assert not mailbox("A", attributes=Attributes.NOSELECT).selectable
    assert not mailbox("A", attributes=Attributes.NONEXISTENT | Attributes.SUBSCRIBED).selectable
