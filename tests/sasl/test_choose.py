from facteur.sasl import Credentials, choose

PASSWORD = Credentials(user="u", password="hunter2")
TOKEN = Credentials(user="u", token="t0k", host="h", port=993)


def chosen(offered, credentials=PASSWORD, *, encrypted=True):
    mechanism = choose(offered, credentials, nonce="n", encrypted=encrypted)
    return None if mechanism is None else mechanism.name


def test_the_best_of_both():
    assert chosen({"LOGIN", "PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256"}) == "SCRAM-SHA-256"
    assert chosen({"LOGIN", "PLAIN", "SCRAM-SHA-1"}) == "SCRAM-SHA-1"
    assert chosen({"LOGIN", "PLAIN", "XOAUTH2"}) == "PLAIN"
    assert chosen({"LOGIN", "GSSAPI"}) == "LOGIN"
    assert chosen({"GSSAPI"}) is None


def test_a_token_goes_only_where_tokens_go():
    assert chosen({"PLAIN", "XOAUTH2", "OAUTHBEARER"}, TOKEN) == "OAUTHBEARER"
    assert chosen({"PLAIN", "XOAUTH2"}, TOKEN) == "XOAUTH2"
    assert chosen({"PLAIN"}, TOKEN) is None


def test_without_encryption_the_secret_itself_is_not_sent():
    assert chosen({"PLAIN", "LOGIN"}, encrypted=False) is None
    assert chosen({"PLAIN", "SCRAM-SHA-256"}, encrypted=False) == "SCRAM-SHA-256"
    assert chosen({"XOAUTH2"}, TOKEN, encrypted=False) is None


def test_nothing_secret_is_shown():
    assert "hunter2" not in repr(PASSWORD)
    assert "t0k" not in repr(TOKEN)
