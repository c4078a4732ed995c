from facteur.mail import keys


def test_keys_are_plain_numbers_when_the_program_runs():
    assert keys.MessageKey(1 << 40) == 1 << 40
    assert {keys.AccountKey(1), keys.MailboxKey(1)} == {1}
