"""What CAPA says."""

from hypothesis import given
from hypothesis import strategies as st

from facteur.pop import Capabilities


def parsed(text: str) -> Capabilities:
    return Capabilities.parse(line.encode() for line in text.split("|"))


def test_what_is_told():
    found = parsed(
        "TOP|user|SASL plain SCRAM-SHA-256|LOGIN-DELAY 900 USER|EXPIRE 30 user|UIDL|PIPELINING"
        "|IMPLEMENTATION Shlemazle 12 x||STLS|UTF8 USER"
    )
    assert {"TOP", "USER", "UIDL", "PIPELINING", "STLS", "UTF8"} <= found.names
    assert "PIPELINING" in found
    assert "LANG" not in found
    assert found.mechanisms == {"PLAIN", "SCRAM-SHA-256"}
    assert (found.login_delay_s, found.login_delay_per_user) == (900, True)
    assert (found.expire_days, found.expire_per_user) == (30, True)
    assert found.implementation == "Shlemazle 12 x"


def test_what_is_not_told():
    found = parsed("EXPIRE NEVER|LOGIN-DELAY soon")
    assert found.expire_days is None
    assert (found.login_delay_s, found.login_delay_per_user) == (0, False)
    assert parsed("EXPIRE 0").expire_days == 0
    assert parsed("LOGIN-DELAY 9999999999").login_delay_s == 0
    assert parsed("LOGIN-DELAY ٣").login_delay_s == 0
    assert parsed("SASL A|SASL B").mechanisms == {"A"}


@given(st.lists(st.binary(max_size=40)))
def test_anything_is_read(lines: list[bytes]):
    Capabilities.parse(lines)
