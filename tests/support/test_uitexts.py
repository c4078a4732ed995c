import pytest

from tests.support.uitexts import NotLiteral, Text, texts, texts_of

CODE = """
class Pane:
    def words(self, n):
        self.tr("Close")
        self.tr("Mark", "verb")
        self.tr("%n message(s)",
                "in a folder", self.count)
        QCoreApplication.translate("Other", "One" " text")
        translate("Other", "%n unread", "messages", n)
        translate("Other", self.known)
        "a b".translate(table)
TABLE = (QT_TRANSLATE_NOOP("Table", "&Get"),)
"""


def test_every_way_of_marking_a_text_is_read():
    found = {(t.context, t.source, t.comment, t.plural) for t in texts_of(CODE)}
    assert found == {
        ("Pane", "Close", "", False),
        ("Pane", "Mark", "verb", False),
        ("Pane", "%n message(s)", "in a folder", True),
        ("Other", "One text", "", False),
        ("Other", "%n unread", "messages", True),
        ("Table", "&Get", "", False),
    }


@pytest.mark.parametrize("code", ["self.tr(words)", "self.tr(f'{n} files')", "self.tr('a' + b)"])
def test_a_text_put_together_at_run_time_is_refused(code: str):
    with pytest.raises(NotLiteral):
        list(texts_of(code))


def test_the_window_has_texts_each_once():
    found = texts()
    assert len(found) > 100
    assert len(set(found)) == len(found)
    assert Text(context="Folders", source="Inbox", comment="", plural=False) in found
