import msgspec

from facteur.store.rows import Card, CardAddress


def test_a_card_survives_the_database():
    card = Card(subject="é", sender=[CardAddress("Ann", "a@b")], date_ms=-1, warnings=["two-from"])
    assert msgspec.json.decode(msgspec.json.encode(card), type=Card) == card
    assert msgspec.json.decode(b"{}", type=Card) == Card()
