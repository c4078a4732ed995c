import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton, QWidget

import facteur.ui
from facteur.ui.widgets.boxes import column, row
from facteur.ui.widgets.mainbutton import make_main


def test_enter_presses_it_from_a_box_also_when_it_is_in_a_foot(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    other, main, box, foot = QPushButton(), QPushButton(), QCheckBox(), QWidget()
    buttons = row(foot)
    buttons.addWidget(other)
    buttons.addWidget(main)
    whole = column(dialog)
    whole.addWidget(box)
    whole.addWidget(foot)
    make_main(main)  # before the foot is in the dialog this would be lost
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    for before in (box, other, main):
        before.setFocus()
        box.setFocus()
        with qtbot.waitSignal(main.clicked), qtbot.assertNotEmitted(other.clicked):
            qtbot.keyClick(box, Qt.Key.Key_Return)


def test_a_button_outside_is_refused(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    with pytest.raises(AssertionError):
        make_main(button)


def dialogs(tree: ast.AST) -> bool:
    bases = (b for c in ast.walk(tree) if isinstance(c, ast.ClassDef) for b in c.bases)
    return any(isinstance(base, ast.Name) and base.id == "QDialog" for base in bases)


def test_every_dialog_says_what_enter_does_and_in_this_way():
    for path in sorted(Path(facteur.ui.__file__).parent.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if dialogs(ast.parse(source)):
            assert "make_main(" in source, path
        if path.name != "mainbutton.py":
            assert ".setDefault(True)" not in source, path
            # Of a page inside a dialog a link may say that Enter goes on there too; Space presses it.
            assert ".setAutoDefault(True)" not in source, path
            assert ".setAutoDefault(" not in source or not dialogs(ast.parse(source)), path
