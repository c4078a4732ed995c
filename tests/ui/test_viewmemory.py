from PySide6.QtCore import QSettings

from facteur.mail.keys import MailboxKey
from facteur.mail.message import Column, ListFilter, ListOrder
from facteur.ui.viewmemory import View, ViewMemory

VIEW = View(
    as_table=True,
    order=ListOrder(column=Column.SENDER, descending=False),
    narrowed=ListFilter(unread=True, with_attachment=True),
)


def settings(folder):
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def test_each_mailbox_has_its_own_view_and_keeps_it(tmp_path):
    memory = settings(tmp_path)
    ViewMemory(memory).remember(MailboxKey(4), VIEW)
    memory.sync()
    again = ViewMemory(settings(tmp_path))
    assert again.view(MailboxKey(4)) == VIEW
    assert again.view(MailboxKey(5)) == View()


def test_the_plain_view_takes_no_room_and_nonsense_is_plain(tmp_path):
    memory = settings(tmp_path)
    views = ViewMemory(memory)
    views.remember(MailboxKey(4), VIEW)
    views.remember(MailboxKey(4), View())
    assert memory.allKeys() == []
    memory.setValue("views/7", "gibberish 99")
    assert views.view(MailboxKey(7)) == View()
