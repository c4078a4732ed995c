from facteur.ui.accounts.wizard.advice import Advice
from facteur.ui.accounts.wizard.advicewords import advice_reason, advice_title, card_reason


def test_every_advice_has_a_title_a_reason_and_a_short_reason(qapp):
    for one in Advice:
        assert one.protocol.value.upper() in advice_title(one) or one is Advice.IMAP_MILD
        assert advice_reason(one).endswith(".")
        assert card_reason(one).startswith("because")
    assert len({advice_reason(one) for one in Advice}) == len(Advice)


def test_no_advice_promises_to_move_old_mail(qapp):
    assert "move" not in advice_reason(Advice.IMAP_TIDY)
    assert "on your provider’s site" in advice_reason(Advice.IMAP_TIDY)
