"""Names of attachments that must not leave their folder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facteur.message.filename import MAX_OCTETS, default_name, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("../../.bashrc", "bashrc"),
        ("C:\\windows\\x.exe", "x.exe"),
        ("/etc/passwd", "passwd"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        ("a.pdf\u202efdp.exe", "a.pdffdp.exe"),
        ("nul\x00.txt", "_nul.txt"),
        ("a:b*c?.txt", "a_b_c_.txt"),
        ("trailing. . ", "trailing"),
        (".hidden", "hidden"),
        ("~root", "root"),
        ("-rf", "rf"),
        ("é" * 3, "é" * 3),
        ("", "attachment.txt"),
        ("...", "attachment.txt"),
        ("///", "attachment.txt"),
        ("a\nb.txt", "a b.txt"),
    ],
)
def test_safe_name(name: str, safe: str) -> None:
    assert safe_name(name, "text/plain") == safe


def test_long_names_keep_their_extension() -> None:
    name = safe_name("é" * 4000 + ".pdf")
    assert name.endswith("é.pdf")
    assert len(name.encode()) <= MAX_OCTETS


def test_default_name() -> None:
    assert default_name("image/png", "1.2") == "image-1.2.png"
    assert default_name("x/y", "") == "attachment-1"


@given(st.text(max_size=300))
def test_every_name_is_one_safe_component(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert safe not in {".", ".."}
    assert not set(safe) & set('/\\:*?"<>|\x00\n\r')
    assert len(safe.encode("utf-8")) <= MAX_OCTETS + 1
    assert safe == safe.strip(" .")


@pytest.mark.parametrize("name", ["x" * 500, "a." + "y" * 500, "é" * 300, "x" * 400 + ".pdf"])
def test_long_names_fit_and_keep_a_short_extension(name: str) -> None:
    found = safe_name(name)
    assert MAX_OCTETS - 1 <= len(found.encode()) <= MAX_OCTETS
    assert found.endswith(".pdf") == name.endswith(".pdf")
    assert name.startswith(found.removesuffix(".pdf"))
