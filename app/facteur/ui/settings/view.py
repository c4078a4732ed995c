"""The settings dialog: one editor for each setting of the table that has words."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from facteur.base.override import override
from facteur.base.settings import BY_KEY, Setting, Settings, Value
from facteur.ui import format as formats
from facteur.ui.settings.words import SECTIONS, SettingWords, words
from facteur.ui.theme.style import set_property
from facteur.ui.widgets.mainbutton import make_main

_TEXT_STEP = 5
_CHOICE_PX, _CONTROL_PX = 200, 30


class SettingsDialog(QDialog):
    """Changes hold at once and are written at once."""

    changed = Signal(object, object)
    """The user changed a setting: its key and its new value."""

    def __init__(
        self,
        settings: Settings,
        parent: QWidget,
        overruled: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """overruled: gives what the command line has put in place of settings, by their keys."""
        super().__init__(parent)
        self._overruled = overruled
        self._overruled_lines: dict[str, tuple[QFormLayout, QLabel]] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(28, 20, 28, 20)
        self._column.setSpacing(6)
        self._content = QWidget()
        self._column.addWidget(self._content)
        self._close = QPushButton()
        self._close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._close)
        self._column.addSpacing(12)
        self._column.addLayout(foot)
        make_main(self._close)
        self.editors: dict[str, QWidget] = {}
        self.retranslate()

    def retranslate(self) -> None:
        """Make the page anew in the language now in force; the focus stays where it is."""
        focused = next((key for key, editor in self.editors.items() if editor.hasFocus()), "")
        self.setWindowTitle(self.tr("Settings"))
        self._close.setText(self.tr("Close"))
        self.editors = {}
        self._overruled_lines = {}
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for section in SECTIONS:
            heading = QLabel(words(section.title))
            set_property(heading, "size", "title")
            set_property(heading, "weight", "strong")
            heading.setContentsMargins(0, 8, 0, 2)
            column.addWidget(heading)
            form = QFormLayout()
            form.setHorizontalSpacing(20)
            form.setVerticalSpacing(10)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
            for entry in section.settings:
                self._add(form, entry)
            column.addLayout(form)
        self._column.replaceWidget(self._content, fresh)
        self._content.hide()
        self._content.deleteLater()
        self._content = fresh
        if focused:
            self.editors[focused].setFocus()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _add(self, form: QFormLayout, entry: SettingWords) -> None:
        setting = BY_KEY[entry.key]
        label = words(entry.label)
        editor: QWidget
        if isinstance(setting.default, bool):
            editor = self._switch(entry, label)
            form.addRow(editor)
        else:
            editor = self._number(entry, setting) if entry.unit else self._choice(entry)
            caption = QLabel(label)
            caption.setMinimumHeight(_CONTROL_PX)
            caption.setBuddy(editor)
            form.addRow(caption, editor)
        self.editors[entry.key] = editor
        value = self._overruled().get(entry.key)
        if value is not None:
            chosen = words(dict(entry.choices).get(value, value))
            text = self.tr("This time: {choice}, from the command line.").format(choice=chosen)
            editor.setAccessibleDescription(text)
            line = _small(text)
            line.setWordWrap(False)  # beside a choice a form gives wrapped text no second line
            form.addRow("", line)
            self._overruled_lines[entry.key] = (form, line)
        if entry.help:
            text = words(entry.help)
            editor.setAccessibleDescription(text)
            form.addRow(_small(text))

    def _switch(self, entry: SettingWords, label: str) -> QCheckBox:
        box = QCheckBox(label)
        box.setChecked(self._settings.switch(entry.key))

        def tell(on: bool) -> None:
            self._tell(entry.key, on)

        box.toggled.connect(tell)
        return box

    def _choice(self, entry: SettingWords) -> QComboBox:
        box = QComboBox()
        box.setMinimumSize(_CHOICE_PX, _CONTROL_PX)
        for value, text in entry.choices:
            box.addItem(words(text), value)
        box.setCurrentIndex(box.findData(self._settings.text(entry.key)))

        def tell(_at: int) -> None:
            self._tell(entry.key, str(box.currentData()))

        box.activated.connect(tell)
        return box

    def _number(self, entry: SettingWords, setting: Setting) -> QSpinBox:
        box = QSpinBox()
        box.setMinimumHeight(_CONTROL_PX)
        box.setRange(setting.low, setting.high)
        box.setSingleStep(_TEXT_STEP if entry.unit == "percent" else 1)
        box.setKeyboardTracking(False)
        value = self._settings.number(entry.key)
        self._word_number(box, entry.unit, value)
        with QSignalBlocker(box):
            box.setValue(value)

        def tell(number: int) -> None:
            self._word_number(box, entry.unit, number)
            self._tell(entry.key, number)

        box.valueChanged.connect(tell)
        return box

    def _word_number(self, box: QSpinBox, unit: str, number: int) -> None:
        """Put the unit after the number, in the right plural; say what 0 means."""
        match unit:
            case "percent":
                box.setSuffix(formats.percent(0, QLocale()).removeprefix("0"))
            case "months":
                box.setSuffix(" " + self.tr("month(s)", "after a number", number))
                box.setSpecialValueText(self.tr("no texts", "instead of 0 months"))
            case _:
                box.setSuffix(" " + self.tr("second(s)", "after a number", number))
                if box.minimum() == 0:
                    box.setSpecialValueText(self.tr("at once", "instead of 0 seconds"))

    def _tell(self, key: str, value: Value) -> None:
        self.changed.emit(key, value)
        if key in self._overruled_lines and key not in self._overruled():
            form, line = self._overruled_lines.pop(key)
            self.editors[key].setAccessibleDescription("")
            form.setRowVisible(line, False)


def _small(text: str) -> QLabel:
    line = QLabel(text)
    line.setWordWrap(True)
    set_property(line, "tone", "text3")
    set_property(line, "size", "small")
    return line
