from facteur.ui.ledger.columns import LedgerColumn, heading


def test_every_column_has_a_head_of_its_own(qapp):
    heads = [heading(column) for column in LedgerColumn]
    assert all(heads)
    assert len(set(heads)) == len(heads)
    assert [int(column) for column in LedgerColumn] == list(range(len(heads)))
