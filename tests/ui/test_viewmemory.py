from PySide6.QtCore import QSettings

from facteur.mail.keys import MailboxKey
from facteur.mail.message import Column, ListFilter, ListOrder
from facteur.ui.roles import MessageColumn
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


def test_widths_of_columns_are_kept_for_all_folders_and_nonsense_is_not_taken(tmp_path):
    memory = settings(tmp_path)
    ViewMemory(memory).remember_width(MessageColumn.DATE, 12.345)
    memory.setValue("columns/size", "-4")
    memory.setValue("columns/subject", "nan")
    memory.setValue("columns/correspondents", "wide")
    memory.sync()
    assert ViewMemory(settings(tmp_path)).widths() == {MessageColumn.DATE: 12.35}


def test_the_sheet_is_kept_by_sender(tmp_path):
    memory = settings(tmp_path)
    odd = "x/../views\\7=[a]\n%00é@Example.org"
    for sender in ("Claire@Example.org", odd, ""):
        ViewMemory(memory).remember_light(sender, light=True)
    memory.sync()
    again = ViewMemory(settings(tmp_path))
    assert again.wants_light("claire@example.org ")
    assert again.wants_light(odd)
    assert not again.wants_light("luc@example.org")
    assert not again.wants_light("")
    assert again.view(MailboxKey(7)) == View()
    again.remember_light("claire@example.org", light=False)
    assert not again.wants_light("claire@example.org")
