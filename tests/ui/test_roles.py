from PySide6.QtCore import Qt

from facteur.ui.roles import TABLE_COLUMNS, MessageColumn, Role


def test_our_roles_do_not_collide_with_those_of_qt():
    assert all(role > Qt.ItemDataRole.UserRole for role in Role)
    assert len(set(Role)) == len(Role)


def test_columns_are_counted_from_nothing():
    assert [int(column) for column in MessageColumn] == list(range(TABLE_COLUMNS))
