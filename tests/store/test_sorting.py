from hypothesis import given
from hypothesis import strategies as st

from facteur.store.sorting import SORTED_CHARACTERS, sender_sort, subject_sort


def test_plain_text_needs_no_text_of_its_own():
    assert subject_sort("Hello") is None
    assert subject_sort("") is None
    assert subject_sort("Release 3: news") is None
    assert sender_sort("Ann", "") is None


def test_accents_case_and_quotes_do_not_count():
    assert subject_sort("Élan") == "elan"
    assert sender_sort('"Zoë"', "") == "zoe"
    assert sender_sort("", "ÖL@example.org") == "ol@example.org"


def test_reply_prefixes_do_not_count():
    for prefix in ("Re: ", "RE: AW: ", "Fwd: ", "re[2]: ", "Réf: Re: "[5:]):
        assert (subject_sort(prefix + "Lunch") or "").lower() == "lunch"
    assert subject_sort("Re: Élan") == "elan"
    assert subject_sort("Re:") == ""


@given(st.text(max_size=400))
def test_any_text_gets_a_short_sort_text(text):
    found = subject_sort(text)
    assert found is None or len(found) <= SORTED_CHARACTERS * 18  # NFKD may unfold one into 18
