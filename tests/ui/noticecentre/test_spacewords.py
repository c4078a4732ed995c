import pytest

from facteur.ui.noticecentre.spacewords import space_words


@pytest.mark.parametrize(
    ("detail", "title", "advice"),
    [
        ("80 812000000 1000000000", "is 81% full (812\u00a0MB of 1\u00a0GB)", "still arrives"),
        ("95 962000000 1000000000", "nearly full: 96% (962\u00a0MB of 1\u00a0GB)", "room now"),
        ("95 1200000000 1000000000", "is full (1.2\u00a0GB of 1\u00a0GB)", "room now"),
    ],
)
def test_how_full_it_is_and_what_to_do(qapp, detail, title, advice):
    said = space_words(detail)
    assert said is not None
    assert title in said[0]
    assert advice in said[1]


@pytest.mark.parametrize(
    "detail", ["", "80", "80 1 0", "80 -1 5", "80 1", "a b c", f"80 {'9' * 19} 5", "80 ² 5"]
)
def test_another_detail_has_no_words(qapp, detail):
    assert space_words(detail) is None
