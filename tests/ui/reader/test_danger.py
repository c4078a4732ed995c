import pytest

from facteur.ui.reader.danger import dangerous


@pytest.mark.parametrize(
    "name",
    [
        "a.exe",
        "a.EXE",
        "rechnung.pdf.js",
        "x.desktop",
        "x.lnk",
        "x.bat",
        "x.bat. ",
        "x.docm",
        "x.html",
        "x.iso",
        "x.ps1",
        "x.AppImage",
    ],
)
def test_programs_are_asked_about(name):
    assert dangerous(name)


@pytest.mark.parametrize(
    "name", ["a.pdf", "a.jpg", "exe", "a.docx", "", "a.txt", "facture.exe.pdf"]
)
def test_documents_are_not(name):
    assert not dangerous(name)
