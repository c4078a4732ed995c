import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QDialogButtonBox, QLabel

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
