import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QDialogButtonBox, QLabel

from facteur.base.paths import resources
from facteur.ui import translationfile
from facteur.ui.language import Language, chosen


@pytest.fixture
def language(qapp):
    made = Language()
    yield made
    made.use("en")
    for translator in made._installed:
        QCoreApplication.removeTranslator(translator)
    QLocale.setDefault(QLocale.system())


def test_french_texts_and_locale_are_put_in_force(language):
    language.use("fr")
    assert QCoreApplication.translate("Folders", "Inbox") == "Boîte de réception"
    assert QLocale().language() is QLocale.Language.French


def test_english_plurals_are_words(language):
    language.use("en")
    assert QCoreApplication.translate("Sidebar", "%n message(s)", "in a folder", 1) == "1 message"
    assert QCoreApplication.translate("Sidebar", "%n message(s)", "in a folder", 2) == "2 messages"


@pytest.fixture
def reads(monkeypatch):
    """Every text file that is read while a test runs."""
    done = []
    read = translationfile.read
    monkeypatch.setattr(translationfile, "read", lambda path: done.append(path.stem) or read(path))
    return done


@pytest.fixture
def keeping(language, tmp_path):
    language._kept = tmp_path / "texts"
    return language


def inbox() -> str:
    return QCoreApplication.translate("Folders", "Inbox")


def test_what_was_made_of_a_text_file_is_kept(keeping, reads):
    for code in ("fr", "en", "fr"):
        keeping.use(code)
    assert reads == ["facteur_fr", "facteur_en"]
    assert inbox() == "Boîte de réception"


def test_what_is_kept_is_made_anew_when_the_texts_have_changed(
    keeping, reads, monkeypatch, tmp_path
):
    source = resources() / "translations" / "facteur_fr.ts"
    (tmp_path / "translations").mkdir()
    changed = tmp_path / "translations" / source.name
    changed.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr("facteur.ui.language.resources", lambda: tmp_path)
    keeping.use("fr")
    text = source.read_text(encoding="utf-8").replace("Boîte de réception", "Corbeille à courrier")
    changed.write_text(text, encoding="utf-8")
    keeping.use("fr")
    assert inbox() == "Corbeille à courrier"
    assert len(reads) == 2
    assert len(list(keeping._kept.iterdir())) == 1


def test_what_is_kept_and_broken_is_made_anew(keeping, reads):
    keeping.use("fr")
    (kept,) = keeping._kept.iterdir()
    kept.write_bytes(kept.read_bytes()[:1000])
    keeping.use("fr")
    assert inbox() == "Boîte de réception"
    assert len(reads) == 2


def test_where_nothing_can_be_kept_the_language_is_there_all_the_same(keeping, tmp_path):
    keeping._kept.write_text("no folder")
    keeping.use("fr")
    assert inbox() == "Boîte de réception"


def test_a_switch_is_told_to_every_widget(language, qtbot):
    class Told(QLabel):
        heard = 0

        def changeEvent(self, event):
            self.heard += event.type() == event.Type.LanguageChange
            super().changeEvent(event)

    label = Told()
    qtbot.addWidget(label)
    label.show()
    language.use("fr")
    qtbot.waitUntil(lambda: label.heard > 0)


def test_standard_buttons_of_qt_are_french_too(language, qtbot):
    language.use("fr")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Annuler"


@pytest.mark.parametrize(("setting", "code"), [("en", "en"), ("fr", "fr")])
def test_a_chosen_language_wins_over_the_system(setting: str, code: str):
    assert chosen(setting) == code


def test_the_system_decides_otherwise():
    assert chosen("system") in {"en", "fr"}
