from facteur.ui.reader.shown import Attachment, Marks, Place


def test_values_compare_by_content():
    assert Marks(seen=True) == Marks(seen=True)
    one = Attachment(section="2", name="a", content_type="x/y", size_octets=1, place=Place.HERE)
    assert one.done_octets is None
