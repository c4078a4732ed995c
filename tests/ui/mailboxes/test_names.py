from facteur.base.paths import resources
from facteur.mail.mailbox import SpecialUse
from facteur.ui.mailboxes.names import ICONS, folder_name, one_line, special_name


def test_special_folders_have_names_of_ours_and_others_their_own(qapp):
    assert folder_name(SpecialUse.JUNK, "Bulk Mail") == "Junk"
    assert folder_name(SpecialUse.NONE, "Bulk Mail") == "Bulk Mail"


def test_every_use_has_a_name_and_an_icon(qapp):
    for use in SpecialUse:
        assert bool(special_name(use)) == (use is not SpecialUse.NONE)
        assert (resources() / "icons" / "lucide" / f"{ICONS[use]}.svg").is_file()


def test_hostile_names_are_made_harmless():
    assert one_line("a\u202eb\nc\x00") == "a b c"
    assert len(one_line("x" * 5000)) <= 120
