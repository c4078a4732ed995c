from facteur.ui.notice import Button, Remedy, Words


def test_only_keeps_what_can_be_done_in_order():
    buttons = (
        Button(text="a", remedy=Remedy.RETRY),
        Button(text="b", remedy=Remedy.LATER),
        Button(text="c", remedy=Remedy.FIX_HOST),
    )
    words = Words(title="t", meaning="m", buttons=buttons)
    kept = words.only(frozenset((Remedy.FIX_HOST, Remedy.RETRY)))
    assert [button.text for button in kept] == ["a", "c"]
