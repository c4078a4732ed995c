import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QSpinBox, QWidget

from facteur.base.settings import BY_KEY, Settings
from facteur.ui.settings.view import SettingsDialog


@pytest.fixture
def dialog(qtbot, tmp_path) -> SettingsDialog:
    host = QWidget()
    qtbot.addWidget(host)
    made = SettingsDialog(Settings(tmp_path / "settings.toml"), host)
    made.host = host
    return made


def test_every_setting_has_an_editor_with_its_value(dialog):
    assert set(dialog.editors) == {key for key, setting in BY_KEY.items() if setting.page}
    assert dialog.editors["theme"].currentData() == "system"
    assert dialog.editors["check_interval_s"].value() == 60
    assert dialog.editors["hover_actions"].isChecked()


def test_each_kind_of_editor_tells_its_change(dialog):
    told: list[tuple[object, object]] = []
    dialog.changed.connect(lambda key, value: told.append((key, value)))
    theme: QComboBox = dialog.editors["theme"]
    theme.setCurrentIndex(2)
    theme.activated.emit(2)
    number: QSpinBox = dialog.editors["texts_months"]
    number.setValue(6)
    switch: QCheckBox = dialog.editors["start_offline"]
    switch.click()
    assert told == [("theme", "dark"), ("texts_months", 6), ("start_offline", True)]


def test_nought_is_said_in_words_where_it_means_something(dialog):
    assert dialog.editors["texts_months"].specialValueText() == "no texts"
    assert dialog.editors["mark_read_after_s"].text() == "at once"


def test_every_editor_can_be_reached_by_a_mnemonic(dialog):
    buddies = {label.buddy() for label in dialog.findChildren(QLabel)} - {None}
    for editor in dialog.editors.values():
        assert editor in buddies or (isinstance(editor, QCheckBox) and "&" in editor.text())


def test_another_language_makes_the_page_anew_and_nothing_is_told(dialog, qtbot):
    told: list[object] = []
    dialog.changed.connect(lambda key, _value: told.append(key))
    before = dialog.editors["theme"]
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    assert dialog.editors["theme"] is not before
    assert told == []


def test_what_the_command_line_asked_for_is_said_until_the_user_chooses(qtbot, tmp_path):
    host = QWidget()
    qtbot.addWidget(host)
    asked = {"language": "en", "theme": "dark"}
    dialog = SettingsDialog(Settings(tmp_path / "settings.toml"), host, lambda: asked)
    dialog.changed.connect(lambda key, _value: asked.pop(key))
    dialog.show()

    def said() -> list[str]:
        lines = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
        return [line for line in lines if line.startswith("This time")]

    assert said() == [
        "This time: Dark, from the command line.",
        "This time: English, from the command line.",
    ]
    assert "Dark" in dialog.editors["theme"].accessibleDescription()
    dialog.editors["theme"].activated.emit(0)
    assert said() == ["This time: English, from the command line."]
    assert not dialog.editors["theme"].accessibleDescription()


@pytest.mark.parametrize("key", ["start_offline", "check_interval_s", "theme"])
def test_enter_closes_from_each_kind_of_editor(dialog, qtbot, key):
    told = []
    dialog.changed.connect(lambda *change: told.append(change))
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.editors[key].setFocus()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.editors[key], Qt.Key.Key_Return)
    assert told == []


def test_enter_closes_also_after_another_language(dialog, qtbot):
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.retranslate()
    dialog.editors["start_offline"].setFocus()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.editors["start_offline"], Qt.Key.Key_Return)
