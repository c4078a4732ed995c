import pytest

from facteur.mail.message import ListFilter, ListOrder, MessageRow


def test_the_list_begins_newest_first_and_shows_everything():
    assert ListOrder().descending
    assert ListFilter().is_open


@pytest.mark.parametrize("name", ["unread", "starred", "with_attachment"])
def test_a_filter_is_not_open(name: str):
    assert not ListFilter(**{name: True}).is_open


def test_a_row_has_one_field_for_each_column_the_store_reads():
    assert len(MessageRow._fields) == 17
