import typing
from array import array

import pytest

from facteur.imap import Completed, Event, FetchBatch, Fetched, FlagSet, Section, Status
from facteur.imap import commands as c
from facteur.imap.responses import NO_CODE
from facteur.mail.flags import Flags


@pytest.mark.parametrize("kind", typing.get_args(Event), ids=lambda kind: kind.__name__)
def test_each_is_a_frozen_value(kind):
    assert kind.__dataclass_params__.frozen
    assert not hasattr(kind, "__dict__") or "__dict__" not in kind.__slots__
    assert kind.__doc__


def test_a_batch_stands_for_its_replies():
    seen = FlagSet(Flags.SEEN)
    batch = FetchBatch(
        sequences=array("I", (1, 2)), uids=array("I", (5, 6)), flags=[seen, seen], section="HEADER",
        contents=[b"a", b"b"], sizes_octets=array("q", (7, 8)), modseqs=array("q", (9, 10)),
        internal_dates_ms=[None, 3],
    )  # fmt: skip
    assert len(batch) == 2
    assert list(batch.fetched())[1] == Fetched(
        sequence=2, uid=6, flags=seen, modseq=10, internal_date_ms=3, size_octets=8,
        sections=(Section("HEADER", b"b"),),
    )  # fmt: skip
    bare = FetchBatch(sequences=array("I", (1,)), uids=array("I", (5,)))
    assert list(bare.fetched()) == [Fetched(sequence=1, uid=5)]


def test_content_is_not_shown():
    assert "secret" not in repr(Section("1", b"secret"))


def test_ok():
    done = Completed(tag="A1", command=c.Noop(), status=Status.NO, code=NO_CODE, text="")
    assert not done.ok
