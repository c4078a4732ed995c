from facteur.mail.mailbox import SpecialUse
from tests.ui.localstore import LocalShelf, uses


def test_the_shelf_has_special_and_own_folders(tmp_path):
    shelf = LocalShelf(tmp_path)
    shelf.trash(shelf.message())
    found = uses(shelf)
    assert found["Trash"] is SpecialUse.TRASH
    assert found["Projects/House"] is found["Trips"] is SpecialUse.NONE
    shelf.close()
