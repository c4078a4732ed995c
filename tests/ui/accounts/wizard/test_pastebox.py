from PySide6.QtGui import QGuiApplication

from facteur.ui.accounts.wizard.pastebox import PasteBox


def test_the_clipboard_is_taken_up_only_when_it_names_a_server(qtbot):
    box = PasteBox()
    qtbot.addWidget(box)
    QGuiApplication.clipboard().setText("my secret diary")
    box.open_with_clipboard()
    assert box.text.toPlainText() == ""
    QGuiApplication.clipboard().setText("imap.example.org:993")
    box.open_with_clipboard()
    assert box.text.toPlainText() == "imap.example.org:993"
    box.retranslate()
    with qtbot.waitSignal(box.taken) as taken:
        box.take.click()
    assert taken.args[0].imap.port == 993
    assert box.isHidden()


def test_closing_takes_nothing(qtbot):
    box = PasteBox()
    qtbot.addWidget(box)
    box.show()
    with qtbot.waitSignal(box.left), qtbot.assertNotEmitted(box.taken):
        box.close_box.click()
