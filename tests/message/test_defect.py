"""Defects are plain values."""

from facteur.message.defect import SHORTENED, Defect


def test_value() -> None:
    assert Defect(code="text-cut", detail="1") == Defect(code="text-cut", detail="1")
    assert "text-cut" in SHORTENED
