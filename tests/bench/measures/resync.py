"""Coming back to a large folder that is known: quiet, and after much was changed elsewhere.

Counted is what the folder itself costs: from its SELECT until another command selects. The command
line's own pass selects once more when the engine's background was quicker; that is not counted.
"""

from tests.bench.conversation import Price, about, after_login, connections, price
from tests.bench.facteur import Profile, profile
from tests.bench.frame import Row, measure
from tests.bench.mail import HUNDRED_THOUSAND, mailbox
from tests.support.faultproxy import FaultProxy, in_thread
from tests.support.mailserver import MailUser
from tests.support.secondclient import SecondClient

KEPT = 4_000_000
FLAGGED = 1000
EXPUNGED = 200


@measure
def resync() -> list[Row]:
    with (
        mailbox(HUNDRED_THOUSAND) as user,
        in_thread(user.server.host, user.server.ports.imap, keep_octets=KEPT) as proxy,
        profile() as home,
    ):
        home.add_account(user, port=proxy.port)
        home.sync()
        quiet = _paid(home, proxy)
        _change(user)
        changed = _paid(home, proxy)
        assert home.rows() == HUNDRED_THOUSAND - EXPUNGED
    return [
        Row(
            title="re-sync of a quiet folder: round trips",
            result=quiet.round_trips,
            unit="",
            limit=1,
        ),
        Row(
            title="re-sync of a quiet folder: octets",
            result=quiet.octets / 1024,
            unit="KB",
            limit=1,
        ),
        Row(
            title="1,000 flags + 200 expunges: round trips",
            result=changed.round_trips,
            unit="",
            limit=1,
        ),
        Row(
            title="1,000 flags + 200 expunges: octets",
            result=changed.octets / 1024,
            unit="KB",
            limit=64,
        ),
    ]


def _paid(home: Profile, proxy: FaultProxy) -> Price:
    before = len(proxy.counts)
    home.sync()
    talks = [talk for talk in connections(list(proxy.passages)) if talk[0].connection >= before]
    prices = [price(about(after_login(talk), b"INBOX")) for talk in talks]
    return Price(
        round_trips=sum(paid.round_trips for paid in prices),
        octets=sum(paid.octets for paid in prices),
    )


def _change(user: MailUser) -> None:
    """Star every hundredth message, and remove 200 others, spread over the whole folder."""
    step = HUNDRED_THOUSAND // FLAGGED
    with SecondClient(user) as client:
        client.add_flags(list(range(1, HUNDRED_THOUSAND, step)), "\\Flagged")
        client.expunge(list(range(7, HUNDRED_THOUSAND, step * 5))[:EXPUNGED])
