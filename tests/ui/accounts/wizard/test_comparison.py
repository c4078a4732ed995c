from facteur.ui.accounts.wizard.comparison import LINES, Side, shown, spoken


def test_every_line_of_the_comparison_is_there():
    assert len(LINES) == 14
    assert len({line.question for line in LINES}) == 14


def test_no_side_is_flattered():
    """The signs, as they stand in the table of the design."""
    pop = [line.pop.side for line in LINES]
    imap = [line.imap.side for line in LINES]
    assert (pop.count(Side.FOR), pop.count(Side.AGAINST)) == (4, 5)
    assert (imap.count(Side.FOR), imap.count(Side.AGAINST)) == (10, 1)


def test_signs_are_words_when_they_are_read_aloud(qapp):
    for line in LINES:
        for cell in (line.pop, line.imap):
            said = spoken(cell)
            assert shown(cell.text) in said
            assert said.startswith("advantage") == (cell.side is Side.FOR)
            assert said.startswith("drawback") == (cell.side is Side.AGAINST)
