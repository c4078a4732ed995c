from PySide6.QtCore import Qt

from facteur.ui.mailboxes import roles


def test_roles_are_our_own_and_differ():
    values = [value for name, value in vars(roles).items() if name.isupper() and name[0] != "_"]
    assert len(set(values)) == len(values)
    assert min(values) > int(Qt.ItemDataRole.UserRole)
