from facteur.mail.keys import MailboxKey


def test_choices_are_the_account_in_its_order_with_paths_in_words(bench):
    found = bench.around.choices(bench.shelf.account)
    assert [one.path for one in found] == [
        "Inbox", "Drafts", "Sent", "Trash", "Projects", "Projects \u203a House", "Trips",
    ]  # fmt: skip
    assert [one.depth for one in found] == [0, 0, 0, 0, 0, 1, 0]
    assert found[3].icon == "trash-2"


def test_a_folder_can_go_to_the_top_or_below_others_but_not_into_itself(bench):
    projects = bench.around.mailbox(bench.shelf.key("Projects"))
    found = bench.around.places_for(projects)
    assert [one.key for one in found] == [MailboxKey(0), bench.shelf.key("Trips")]


def test_what_is_gone_has_no_name(bench):
    assert bench.around.name(MailboxKey(99)) == ""
    assert bench.around.name(bench.shelf.key("Trips")) == "Trips"
    assert [
        one.path for one in bench.around.below(bench.around.mailbox(bench.shelf.key("Projects")))
    ] == ["Projects/House"]


def test_the_trash_is_found_with_what_it_holds(bench):
    bench.shelf.trash(bench.shelf.message())
    trash = bench.around.trash(bench.shelf.account)
    assert (trash.path, trash.messages) == ("Trash", 1)
