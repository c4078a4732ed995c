from facteur.ui.noticecentre.rows import Family, heading


def test_each_family_has_a_heading_of_its_own(qapp):
    assert len({heading(family) for family in Family}) == len(Family)
