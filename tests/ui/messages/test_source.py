import itertools
from array import array

import pytest
from PySide6.QtCore import QDate, QLocale

from facteur.mail.message import Column, ListFilter, ListOrder
from facteur.store.rows import SkeletonRow
from facteur.ui.messages.groups import periods
from facteur.ui.messages.source import Question, Source, before
from tests.ui.liststore import DAY_MS, header, now_ms


def source(store, order=None, narrowed=None):
    question = Question(
        mailbox=store.inbox, order=order or ListOrder(), narrowed=narrowed or ListFilter()
    )
    return Source(store.reader, question)


@pytest.fixture
def filled(store):
    now = now_ms()
    store.headers(
        header(1, now - 3000, subject="b", size=10, marks=0),
        header(2, now - 2000, subject="a", size=30),
        header(3, now - 2000, subject="b", size=20, attachment=True),
    )
    store.skeleton(SkeletonRow(4, 4, (), now - 40 * DAY_MS))
    return store


@pytest.mark.parametrize("column", list(Column))
@pytest.mark.parametrize("descending", [True, False])
def test_places_agree_with_the_order_of_the_store(filled, column, descending):
    asked = source(filled, ListOrder(column=column, descending=descending))
    keys = asked.first(10)
    assert len(keys) == 4
    values = asked.values(list(keys))
    assert asked.places(keys, [values[key] for key in keys]) == [0, 1, 2, 3]
    comes_first = before(asked.question.order)
    assert all(comes_first(values[one], values[two]) for one, two in itertools.pairwise(keys))
    if column is not Column.DATE:
        assert not asked.rows([keys[-1]])[keys[-1]].here  # unknown ones come last either way
    assert list(asked.following(keys[1], 10)) == list(keys[2:])


def test_following_a_message_that_has_gone_is_nothing(filled):
    assert len(source(filled).following(999, 5)) == 0


def test_totals_filters_and_coverage(filled):
    assert source(filled).total() == 4
    assert source(filled, narrowed=ListFilter(unread=True)).total() == 2
    assert source(filled).coverage().here == 3
    assert not source(filled).coverage().complete
    keys = list(source(filled).first(10))
    matching = source(filled, narrowed=ListFilter(with_attachment=True)).matching(keys)
    assert [source(filled).rows(matching)[key].uid for key in matching] == [3]


@pytest.mark.parametrize("descending", [True, False])
def test_starts_of_periods(filled, descending):
    asked = source(filled, ListOrder(descending=descending))
    found = periods(QDate.currentDate(), QLocale())
    ordered = found if descending else found[::-1]
    keys = asked.first(10)
    starts = asked.starts(keys, ordered)
    sizes = [end - start for start, end in zip(starts, [*starts[1:], len(keys)], strict=True)]
    assert sum(sizes) == 4
    assert sum(1 for size in sizes if size) >= 2
    assert starts[0] == 0
    assert asked.starts(array("q"), ()) == []
