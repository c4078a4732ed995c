import os
import signal

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton

from facteur.ui.reader import view
from facteur.ui.reader.shown import HeaderCard, Marks, Missing, Person, ShownBody
from facteur.ui.reader.view import ReaderView
from facteur.ui.theme.style import Theme

CARD = HeaderCard(subject="S", sender=Person(name="N", address="n@example.org"))
HTML = ShownBody(text="as text", html="<p>as <b>page</b></p>", remote=3)


def nothing(_content_id):
    return None


@pytest.fixture
def reader(qtbot, style):
    made = ReaderView(style)
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.show_message(CARD, Marks())
    return made


def test_a_text_message_makes_no_web_view(reader):
    reader.show_body(ShownBody(text="hello"), nothing)
    assert reader.web is None
    assert reader.text_view.toPlainText() == "hello"
    assert reader.bar._text.isHidden()


def test_the_buttons_of_what_is_missing(qtbot, reader):
    for missing, signal_ in (
        (Missing.FETCHING, reader.stop_asked),
        (Missing.OFFLINE, reader.later_asked),
        (Missing.FAILED, reader.again_asked),
    ):
        reader.show_missing(missing, "T", "m")
        with qtbot.waitSignal(signal_):
            reader._waiting.pressed.emit()


def test_compact_takes_less(reader):
    reader.set_compact(True)
    assert reader._remote.minimumHeight() == 36


def test_every_button_has_words(reader):
    reader.show_body(ShownBody(text="hello", cut=True), nothing)
    for button in reader.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text() or button.isHidden()


def test_it_survives_a_change_of_language(reader):
    reader.show_missing(Missing.OFFLINE)
    QCoreApplication.sendEvent(reader, QEvent(QEvent.Type.LanguageChange))
    assert "still on the server" in reader._waiting.accessibleName()


@pytest.mark.slow
def test_html_in_the_web_view_and_as_text(qtbot, reader):
    reader.show_body(HTML, nothing)
    assert reader.web is not None
    assert reader._bodies.currentWidget() is reader.web
    assert "3 image" in reader._remote.text
    reader.bar._text.click()
    assert reader._bodies.currentWidget() is reader.text_view
    assert reader.text_view.toPlainText() == "as text"
    reader.bar._text.click()
    assert reader._bodies.currentWidget() is reader.web


@pytest.mark.slow
def test_the_light_sheet(qtbot, style, qapp):
    style.set_theme(Theme.DARK)
    style.apply(qapp)
    reader = ReaderView(style)
    qtbot.addWidget(reader)
    reader.show_message(CARD, Marks())
    reader.show_body(HTML, nothing)
    assert not reader.bar._light.isHidden()
    dark = reader.web._server.document
    reader.bar._light.click()
    assert reader.web._server.document != dark
    assert b"color-scheme: light" in reader.web._server.document
    reader.show_body(ShownBody(text="x", html="<p style='color:red'>", sets_colours=True), nothing)
    assert b"color-scheme: light" in reader.web._server.document
    assert reader.bar._light.isHidden()
    style.set_theme(Theme.LIGHT)
    qapp.setStyleSheet("")  # the drawings it names go with this style


@pytest.mark.slow
def test_a_crash_of_the_page_shows_the_text_with_a_sentence(qtbot, reader):
    reader.show()
    with qtbot.waitSignal(reader._web_view().shown, timeout=20_000):
        reader.show_body(HTML, nothing)
    process = reader.web.page().renderProcessPid()
    with qtbot.waitSignal(reader.web.crashed, timeout=20_000):
        os.kill(process, signal.SIGKILL)
    assert reader._bodies.currentWidget() is reader.text_view
    assert reader.text_view.toPlainText() == "as text"
    assert "could not be drawn" in reader._odd.text
    reader.show_message(CARD, Marks())
    with qtbot.waitSignal(reader.web.shown, timeout=20_000):
        reader.show_body(HTML, nothing)
    assert reader._bodies.currentWidget() is reader.web


def test_root_reads_the_text_instead_of_losing_the_window(reader, monkeypatch):
    """Chromium ends the whole program when root has not switched its sandbox off."""
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(view.sys, "platform", "linux")
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX", raising=False)
    monkeypatch.delenv("QTWEBENGINE_CHROMIUM_FLAGS", raising=False)
    reader.show_body(HTML, nothing)
    assert reader.web is None
    assert reader.text_view.toPlainText() == "as text"
    assert "could not be drawn" in reader._odd.text
    monkeypatch.setenv("QTWEBENGINE_DISABLE_SANDBOX", "1")
    assert not view.engine_refuses()


def test_the_keyboard_goes_on_to_the_text(qtbot, reader):
    reader.show_body(ShownBody(text="hello"), nothing)
    with qtbot.waitActive(reader):
        reader.show()
    reader.setFocus()
    assert reader.focusWidget() is reader.text_view
