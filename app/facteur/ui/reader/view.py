"""The reading pane: places its parts and switches between them; decides nothing.

The web view is made when the first HTML message is shown and then kept. If its process dies, the
text of the message takes its place, with a sentence.
"""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from facteur.base.override import override
from facteur.ui.foreign import harmless
from facteur.ui.reader import page
from facteur.ui.reader.actionbar import ActionBar
from facteur.ui.reader.attachments import AttachmentStrip
from facteur.ui.reader.headercard import HeaderCardView
from facteur.ui.reader.quietpage import QuietPage
from facteur.ui.reader.servercopy import ServerCopyLine
from facteur.ui.reader.shown import (
    Attachment,
    HeaderCard,
    Marks,
    Missing,
    PictureSource,
    ShownBody,
)
from facteur.ui.reader.textview import MARGIN_PX, TextView
from facteur.ui.theme import colours as themes
from facteur.ui.theme.style import Style, Type, set_property
from facteur.ui.widgets.boxes import column
from facteur.ui.widgets.noticebox import BoxTone, NoticeBox

if TYPE_CHECKING:
    from facteur.ui.reader.webview import WebView


def engine_refuses() -> bool:
    """Whether making a web view would end the whole program: its sandbox is refused to root."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    told = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    return not os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") and "--no-sandbox" not in told


class ReaderView(QWidget):
    """The open message, or words in its place."""

    stop_asked = Signal()
    """Stop fetching the text."""

    later_asked = Signal()
    """Fetch the text when back online."""

    again_asked = Signal()
    """Try again what failed."""

    rest_asked = Signal()
    """Fetch the rest of a text that was cut."""

    light_chosen = Signal(bool)
    """The user chose a light sheet, or the colours of the window, for this message."""

    link_asked = Signal(QUrl)
    """A link in the message was clicked."""

    link_hovered = Signal(str)
    """The pointer is on a link that goes there; "" when it left."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._body: ShownBody | None = None
        self._pictures: PictureSource = lambda _content_id: None
        self._missing: Missing | None = None
        self._count = 0
        self._arriving = False
        self._as_text = False
        self._light = False
        self._crashed = False
        self._web: WebView | None = None
        self.bar = ActionBar(style)
        self.header = HeaderCardView(style)
        self.server_copy = ServerCopyLine(style)
        self.strip = AttachmentStrip(style)
        self._quiet = QuietPage(style)
        self._waiting = QuietPage(style)
        self._text = TextView(style)
        self._remote = NoticeBox(style, BoxTone.INFO, "shield-check")
        self._cut = NoticeBox(style, BoxTone.INFO, "cloud-download")
        self._odd = NoticeBox(style, BoxTone.WARN, "triangle-alert")
        self._pages = QStackedWidget()
        self._bodies = QStackedWidget()
        self._message = QWidget()
        self._arrange()
        self._connect()
        self.show_nothing()

    @property
    def web(self) -> "WebView | None":
        """The web view, None until the first HTML message."""
        return self._web

    @property
    def text_view(self) -> TextView:
        """The view of plain text."""
        return self._text

    def show_nothing(self) -> None:
        """Show the calm pane of nothing selected."""
        self._count = 0
        self._body = None
        self._pages.setCurrentWidget(self._quiet)
        self.retranslate()

    def show_many(self, count: int) -> None:
        """Show that several messages are selected."""
        self._count = count
        self._body = None
        self._pages.setCurrentWidget(self._quiet)
        self.retranslate()

    def show_message(self, card: HeaderCard, marks: Marks) -> None:
        """Show the head of a message; body and attachments must be handed in before the next turn.

        What stands there stays until then: emptying it first would cost a layout of its own.
        """
        self._count = 1
        self._body = None
        self._missing = None
        self._as_text = self._light = self._crashed = False
        self.header.show_card(card)
        self.bar.show_marks(marks)
        self.bar.offer(text=False, light=False)
        self._pages.setCurrentWidget(self._message)

    def show_waiting(self) -> None:
        """Show an empty body, before there is something to say about it."""
        self._say_notices()
        self._waiting.show_words("", "")
        self._bodies.setCurrentWidget(self._waiting)

    def show_card(self, card: HeaderCard) -> None:
        """Show the full head, once it is known, of the message that is shown already."""
        self.header.show_card(card)

    def show_marks(self, marks: Marks) -> None:
        """Show how the open message is marked now."""
        self.bar.show_marks(marks)

    def show_attachments(self, attachments: tuple[Attachment, ...]) -> None:
        """Show the attachments of the open message."""
        self.strip.show_attachments(attachments)

    def show_body(self, body: ShownBody, pictures: PictureSource, *, light: bool = False) -> None:
        """Show the body of the open message. light: on a light sheet also in a dark window."""
        self._light = self._light or light  # chosen already, if it is the same message again
        self._body = body
        self._pictures = pictures
        self._missing = None
        self._show_body()

    def show_missing(
        self, missing: Missing, title: str = "", meaning: str = "", quote: str = ""
    ) -> None:
        """Say why there is no body. title, meaning, quote: of what failed, foreign text allowed."""
        self._missing = missing
        self._body = None
        self._say_notices()
        again = self.tr("Try again")
        match missing:
            case Missing.FETCHING:
                self._waiting.show_words("", "", self.tr("Fetching the text…"), self.tr("Stop"))
            case Missing.OFFLINE:
                self._waiting.show_words(
                    "cloud",
                    "",
                    self.tr("The text of this message is still on the server."),
                    self.tr("Download it when back online"),
                )
            case Missing.FAILED:
                self._waiting.show_words("cloud-off", title, meaning, again, harmless(quote, 400))
        self._bodies.setCurrentWidget(self._waiting)

    def promise_later(self) -> None:
        """Say that the text comes by itself when back online."""
        self._waiting.show_words(
            "cloud-download",
            "",
            self.tr("The text of this message is still on the server."),
            quote=self.tr("It will be downloaded when you are back online."),
        )

    def set_arriving(self, arriving: bool) -> None:
        """Say, while no message is open, that the list is on its way instead of "choose"."""
        if arriving != self._arriving:
            self._arriving = arriving
            if self._pages.currentWidget() is self._quiet:
                self.retranslate()

    def set_compact(self, compact: bool) -> None:
        """Take less height, as below a table."""
        self.header.set_compact(compact)
        self.strip.set_compact(compact)
        for box in (self._remote, self._cut, self._odd):
            box.set_compact(compact)

    def prepare_web(self) -> None:
        """Make the web view before it is needed; costs its 350 ms now."""
        self._web_view()

    def focus_body(self) -> None:
        """Put the keyboard into the text."""
        shown = self._bodies.currentWidget()
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        if self._count > 1:
            self._quiet.show_words(
                "mail", self.tr("%n message(s)", "selected in the list", self._count)
            )
        elif self._arriving:
            self._quiet.show_words(
                "cloud-download",
                "",
                self.tr("Facteur is fetching the list of your messages. You can read them soon."),
            )
        else:
            self._quiet.show_words("mail-open", "", self.tr("Choose a message to read it."))
        if self._missing in {Missing.FETCHING, Missing.OFFLINE}:
            self.show_missing(self._missing)
        self._say_notices()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to what can be scrolled."""
        super().focusInEvent(event)
        if self._pages.currentWidget() is self._message:
            self.focus_body()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _arrange(self) -> None:
        set_property(self, "pane", "surface")
        set_property(self._message, "pane", "surface")
        line = QFrame()
        set_property(line, "line", "pane")
        line.setFixedHeight(1)
        head = column(spacing=12, margins=(MARGIN_PX, 20, MARGIN_PX, 12))
        for widget in (self.header, self.server_copy, self._remote, self._cut, self._odd):
            head.addWidget(widget)
        self._bodies.addWidget(self._text)
        self._bodies.addWidget(self._waiting)
        page_column = column(self._message)
        page_column.addWidget(self.bar)
        page_column.addWidget(line)
        page_column.addLayout(head)
        page_column.addWidget(self._bodies, 1)
        page_column.addWidget(self.strip)
        self._pages.addWidget(self._quiet)
        self._pages.addWidget(self._message)
        column(self).addWidget(self._pages)

    def _connect(self) -> None:
        self._waiting.pressed.connect(self._on_waiting_pressed)
        self._cut.pressed.connect(self.rest_asked)
        self._text.link_asked.connect(self.link_asked)
        self._text.link_hovered.connect(self.link_hovered)
        self.bar.text_asked.connect(self._on_text)
        self.bar.light_asked.connect(self._on_light)
        self._style.changed.connect(self._restyle)

    def _on_waiting_pressed(self) -> None:
        signals: dict[Missing | None, Callable[[], None]] = {
            Missing.FETCHING: self.stop_asked.emit,
            Missing.OFFLINE: self.later_asked.emit,
            Missing.FAILED: self.again_asked.emit,
        }
        said = signals.get(self._missing)
        if said is not None:
            said()

    def _on_text(self, on: bool) -> None:
        self._as_text = on
        self._show_body()

    def _on_light(self, on: bool) -> None:
        self._light = on
        self.light_chosen.emit(on)
        self._show_body()

    def _on_crash(self) -> None:
        self._crashed = True
        self._show_body()

    def _restyle(self) -> None:
        if self._body is not None and self._body.html:
            self._show_body()

    def _show_body(self) -> None:
        body = self._body
        if body is None:
            return
        self._crashed = self._crashed or (bool(body.html) and engine_refuses())
        as_text = self._as_text or self._crashed or not body.html
        dark = self._style.tokens.dark
        choice = dark and bool(body.html) and not as_text and not body.sets_colours
        self.bar.offer(text=bool(body.html) and not self._crashed, light=choice)
        self.bar.show_choices(text=self._as_text, light=self._light)
        self._say_notices()
        if as_text:
            self._text.show_text(body.text)
            self._bodies.setCurrentWidget(self._text)
            return
        web = self._web_view()
        light = body.sets_colours or self._light or not dark
        colours = themes.tokens(dark=False) if light else self._style.tokens
        dress = page.sheet(
            colours, px=self._style.px(Type.MESSAGE), family=self._style.font().family()
        )
        web.show_document(page.document(body.html, dress), dress.background, self._pictures)
        self._bodies.setCurrentWidget(web)

    def _web_view(self) -> "WebView":
        if self._web is None:
            # The one import inside a function: it costs 350 ms, and texts need none.
            from facteur.ui.reader.webview import WebView  # noqa: PLC0415 - see above

            web = WebView(self)
            web.link_asked.connect(self.link_asked)
            web.link_hovered.connect(self.link_hovered)
            web.crashed.connect(self._on_crash)
            self._bodies.addWidget(web)
            self._web = web
        return self._web

    def _say_notices(self) -> None:
        body = self._body
        remote = odd = cut = ""
        if body is not None:
            if body.remote and not self._crashed:
                remote = self.tr(
                    "Not shown, for your privacy: %n image(s) that would come from the Internet.",
                    "images that a message would load",
                    body.remote,
                )
            if body.cut:
                cut = self.tr("Only the beginning of this text is here.")
            if self._crashed:
                odd = self.tr("This page could not be drawn. Here is its text.")
            elif body.defects:
                odd = self.tr("This message is damaged in places. It is shown as well as possible.")
        self._remote.say(remote)
        self._cut.say(cut, self.tr("Download all") if cut else "")
        self._odd.say(odd)
