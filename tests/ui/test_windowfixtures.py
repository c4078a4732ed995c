from tests.ui.windowfixtures import account, mailbox


def test_builders_give_what_is_asked_for():
    assert account(3, "a@b").settings.address == "a@b"
    assert mailbox(4, "a/b").levels == ("a", "b")
