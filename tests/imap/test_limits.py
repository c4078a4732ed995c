from facteur.imap import Limits


def test_they_fit_into_each_other():
    limits = Limits()
    assert (
        limits.line_octets
        <= limits.list_line_octets
        <= limits.literal_octets
        <= limits.response_octets
    )
    assert limits.depth == 100
