from PySide6.QtWidgets import QTreeView

from facteur.ui.widgets.viewport import give_viewport


def test_a_viewport_of_ours_is_like_that_of_qt(qtbot):
    plain, ours = QTreeView(), QTreeView()
    for view in (plain, ours):
        qtbot.addWidget(view)
    give_viewport(ours)
    for name in ("backgroundRole", "autoFillBackground", "focusPolicy", "acceptDrops"):
        assert getattr(ours.viewport(), name)() == getattr(plain.viewport(), name)(), name
    assert ours.viewport().focusProxy() is ours
    assert ours.viewport().objectName() == plain.viewport().objectName()
