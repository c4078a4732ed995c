import pytest

from facteur.mail.space import Space

GIB = 1 << 30


@pytest.mark.parametrize(
    ("used", "percent"), [(0, 0), (GIB - 1, 99), (GIB, 100), (GIB * 4 // 5 - 1, 79), (2 * GIB, 200)]
)
def test_the_percentage_is_rounded_down(used: int, percent: int):
    assert Space(used_octets=used, limit_octets=GIB).percent == percent
