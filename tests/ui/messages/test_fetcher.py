from PySide6.QtCore import QObject

from facteur.ui.messages.fetcher import HeaderFetcher


def test_one_question_once_the_eye_rests(qtbot):
    asked = []
    parent = QObject()
    fetcher = HeaderFetcher(lambda limit: range(limit - 1), asked.append, parent)
    for _ in range(5):
        fetcher.look_soon()
    assert fetcher.waits
    qtbot.waitUntil(lambda: not fetcher.waits)
    assert asked == [list(range(299))]


def test_the_same_rows_are_not_asked_for_again_but_new_ones_are(qtbot):
    asked, missing = [], [1, 2]
    parent = QObject()
    fetcher = HeaderFetcher(lambda _limit: missing, asked.append, parent)
    for more in ([1, 2], [1, 2], [2, 3], []):
        missing[:] = more
        fetcher._look()
    assert asked == [[1, 2], [3]]
    missing[:] = [2]
    fetcher.forget()
    fetcher._look()
    assert asked[-1] == [2]
