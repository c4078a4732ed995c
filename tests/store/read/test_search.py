from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facteur.store.read import search
from facteur.store.write import messages
from tests.store.builders import header, key_of, keys, with_inbox


def test_words_anywhere_newest_first(store):
    account, inbox = with_inbox(store)
    rows = [
        header(1, subject="The Élan of spring", sender_name="Zoë"),
        header(2, subject="elan vital"),
        header(3, subject="Other", recipients="Elan Smith"),
    ]
    store.write_now(lambda tx: messages.insert_headers(tx, inbox, rows, 1, 3))
    by_uid = {uid: key_of(store.reader, inbox, uid) for uid in (1, 2, 3)}

    def found(text, *where):
        return [
            uid
            for key in search.search(store.reader, text, *where)
            for uid in by_uid
            if by_uid[uid] == key
        ]

    assert found("élan") == [3, 2, 1]
    assert found("elan zoe") == [1]
    assert found('"elan vital"') == [2]
    assert found("vit") == [2]
    assert found('"vit"') == []
    assert found("s1@example.org") == [1]
    assert found("") == found("*") == found('"') == []
    assert found("elan", None, account) == [3, 2, 1]
    assert found("elan", None, account + 1) == []
    assert found("elan", inbox) == [3, 2, 1]
    assert found("elan", inbox + 1) == []
    assert len(search.search(store.reader, "elan", limit=2)) == 2


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60) | st.text('"*():^-+ANDORNEAR{} a\0', max_size=30))
def test_no_text_breaks_the_query(store, text):
    search.search(store.reader, text)


def test_a_very_long_text(store):
    _account, inbox = with_inbox(store)
    assert search.search(store.reader, "wort " * 10_000, inbox) == []
    assert keys(store.reader, inbox) == []
