import pytest
from PySide6.QtCore import QLocale

from facteur.mail.account import AfterDownload, PopRules
from facteur.ui.filing import words
from facteur.ui.language import Language

EN = QLocale(QLocale.Language.English)


@pytest.fixture(autouse=True)
def english(qapp):
    language = Language()
    language.use("en")
    yield
    for translator in language._installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(QLocale.system())


def test_one_message_is_named_by_its_subject():
    assert words.trashed(1, "Estimate", EN) == "“Estimate” is in the trash"
    assert words.moved(1, "Estimate", "Trips", EN) == "“Estimate” is now in “Trips”"
    assert words.copied(1, "Estimate", "Trips", EN) == "“Estimate” was copied to “Trips”"
    assert words.restored(1, "Estimate", EN) == "“Estimate” is back where it was"


def test_several_messages_are_counted():
    assert words.trashed(1200, "", EN) == "1,200 messages moved to the trash"
    assert words.moved(2, "", "Trips", EN) == "2 messages moved to “Trips”"
    assert words.copied(2, "", "Trips", EN) == "2 messages copied to “Trips”"
    assert words.restored(2, "", EN) == "2 messages put back where they were"
    assert words.erased(1, EN) == "1 message deleted for good"


def test_a_subject_cannot_take_the_whole_screen_or_turn_it_round():
    said = words.trashed(1, "\u202eevil\n" + "x" * 500, EN)
    assert len(said) < 100
    assert "\u202e" not in said
    assert "\n" not in said


def test_a_subject_with_braces_is_left_as_it_is():
    assert words.trashed(1, "{count} {0}", EN) == "“{count} {0}” is in the trash"


def test_questions_say_how_many_and_what_it_means():
    assert words.erase_question(3, "Trash", EN) == "Delete 3 messages in “Trash” for good?"
    assert words.empty_question(3, 340_000, EN) == "Empty the trash (3 messages, 340\u00a0kB)?"
    assert words.erase_button(3, EN) == "Delete 3 messages"
    follows = words.erase_meaning(3, PopRules(follow_deletion=True))
    assert "cannot be undone" in follows
    assert "The server deletes its copies too" in follows


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (PopRules(after_download=AfterDownload.DELETE), "“delete once it is safe here”"),
        (PopRules(after_download=AfterDownload.LEAVE, leave_days=14), "“leave for 14 days”"),
        (PopRules(after_download=AfterDownload.KEEP), "“never delete”"),
    ],
)
def test_what_the_server_does_is_said_by_the_setting(rules, said):
    QLocale.setDefault(EN)
    assert said in words.erase_meaning(1, rules)


def test_a_folder_is_deleted_with_what_is_inside_it():
    assert words.delete_folder_question("Trips", 0, EN) == "Delete “Trips”?"
    question = words.delete_folder_question("Projects", 2, EN)
    assert question == "Delete “Projects” and the 2 folders inside it?"
    assert words.delete_folder_meaning(0, EN) == "There are no messages inside."
    assert words.delete_folder_meaning(1, EN) == "1 message will move to the trash."
    assert words.folder_deleted("Trips", EN) == "“Trips” is deleted; its messages are in the trash"
