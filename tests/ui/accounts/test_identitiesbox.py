import pytest

from facteur.mail.account import Identity
from facteur.ui.accounts.identitiesbox import IdentitiesBox, IdentityDialog

OWN = Identity(name="Claire", address="c@b.fr")
SHOP = Identity(name="", address="shop@b.fr")
CLUB = Identity(name="Club", address="club@b.fr", reply_to="all@b.fr")


@pytest.fixture
def box(qtbot):
    made = IdentitiesBox()
    qtbot.addWidget(made)
    made.show_identities(OWN, (SHOP, CLUB))
    return made


def test_the_own_address_comes_first_and_cannot_go(box):
    texts = [box.list.item(at).text() for at in range(box.list.count())]
    assert texts == ["Claire <c@b.fr> (the usual one)", "shop@b.fr", "Club <club@b.fr>"]
    assert not box.edit.isEnabled()
    assert box.remove.toolTip()


def test_one_is_removed_another_changed_and_one_added(qtbot, box):
    box.list.setCurrentRow(1)
    with qtbot.waitSignal(box.changed) as said:
        box.remove.click()
    assert said.args == [(CLUB,)]
    box.list.setCurrentRow(2)
    box.edit.click()
    dialog = box.findChildren(IdentityDialog)[-1]
    assert dialog.reply_to.text() == "all@b.fr"
    dialog.name.setText("Le club")
    with qtbot.waitSignal(box.changed) as said:
        dialog._keep.click()
    assert said.args == [(SHOP, Identity(name="Le club", address="club@b.fr", reply_to="all@b.fr"))]
    box.add.click()
    dialog = box.findChildren(IdentityDialog)[-1]
    dialog.address.setText(" new@b.fr ")
    with qtbot.waitSignal(box.changed) as said:
        dialog._keep.click()
    assert said.args == [(SHOP, CLUB, Identity(name="", address="new@b.fr"))]


@pytest.mark.parametrize(("address", "reply_to"), [("nobody", ""), ("a@b.fr", "x y"), ("", "")])
def test_what_is_no_address_is_said_and_nothing_is_lost(qtbot, address, reply_to):
    dialog = IdentityDialog(Identity(name="N", address=address, reply_to=reply_to))
    qtbot.addWidget(dialog)
    with qtbot.assertNotEmitted(dialog.entered):
        dialog._keep.click()
    assert dialog.wrong.text()
    assert dialog.name.text() == "N"
