from facteur.mail.structure import Part, find, walk

TEXT = Part(section="1", media_type="text/plain", parameters=(("charset", "utf-8"), ("name", "a")))
FILE = Part(
    section="2",
    media_type="application/pdf",
    disposition="attachment",
    disposition_parameters=(("filename", "b.pdf"),),
)
ROOT = Part(section="", media_type="multipart/mixed", children=(TEXT, FILE))


def test_walk_is_in_the_order_of_the_message():
    assert [part.section for part in walk(ROOT)] == ["", "1", "2"]


def test_find():
    assert find(ROOT, "2") is FILE
    assert find(ROOT, "3") is None


def test_what_a_part_says_of_itself():
    assert ROOT.is_multipart
    assert not TEXT.is_multipart
    assert TEXT.charset == "utf-8"
    assert FILE.charset == ""
    assert TEXT.file_name == "a"
    assert FILE.file_name == "b.pdf"
