"""What the letters carry can be opened."""

import datetime as dt
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from facteur.practice.enclosures import invitation, pdf, picture


def test_the_picture_is_one():
    image = QImage.fromData(picture())
    assert (image.width(), image.height()) == (320, 200)
    assert image.pixelColor(5, 5).blue() > image.pixelColor(5, 195).blue()


def test_the_places_in_the_document_are_right():
    made = pdf("Quote (new) \\ € 12")
    begin = int(made.split(b"startxref\n")[1].split()[0])
    assert made[begin : begin + 4] == b"xref"
    for number, line in enumerate(made[begin:].splitlines()[3:8], 1):
        place = int(line.split()[0])
        assert made[place:].startswith(b"%d 0 obj" % number)


def test_the_document_is_read(qapp, tmp_path: Path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("Quote (new) \\ 12"))
    document = QPdfDocument()
    assert document.load(str(path)) is QPdfDocument.Error.None_
    assert document.getAllText(0).text().strip() == "Quote (new) \\ 12"


def test_the_invitation_is_for_two_days_later():
    sent = dt.datetime(2026, 11, 24, 18, 40, tzinfo=dt.UTC)
    text = invitation("Choir", sent, "a@b")
    assert "DTSTART:20261126T200000\r\n" in text
    assert "SUMMARY:Choir\r\n" in text
    assert all(len(line) <= 75 for line in text.splitlines())
