"""The view for HTML messages: a web engine without scripts, storage, network or memory.

Imported only when the first HTML message is opened (house rule: it costs 350 ms once); nothing
else in the window may import it at its top. What is shown comes from two private schemes served
here: `facteur-message` (the document) and `cid` (pictures of the same message). A request of any
other scheme is refused by the interceptor before Chromium's network sees it.
"""

import os

import shiboken6
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QWidget

from facteur.base import paths
from facteur.base.override import override
from facteur.ui.foreign import tooltip
from facteur.ui.reader import links
from facteur.ui.reader.shown import PictureSource

DOCUMENT_SCHEME = "facteur-message"
_CID = "cid"
_PICTURES = frozenset(
    ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/avif")
)
# The third wall: names resolve to nothing, and Chromium's own services stay off.
_FLAGS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--no-pings",
    "--dns-prefetch-disable",
    "--disable-gpu",
)
_SETTINGS_OFF = (
    "JavascriptEnabled",
    "JavascriptCanOpenWindows",
    "JavascriptCanAccessClipboard",
    "JavascriptCanPaste",
    "LocalStorageEnabled",
    "LocalContentCanAccessRemoteUrls",
    "LocalContentCanAccessFileUrls",
    "PluginsEnabled",
    "PdfViewerEnabled",
    "AutoLoadIconsForPage",
    "DnsPrefetchEnabled",
    "HyperlinkAuditingEnabled",
    "AllowRunningInsecureContent",
    "AllowGeolocationOnInsecureOrigins",
    "ErrorPageEnabled",
    "FullScreenSupportEnabled",
    "WebGLEnabled",
    "Accelerated2dCanvasEnabled",
    "ScreenCaptureEnabled",
    "NavigateOnDropEnabled",
    "FocusOnNavigationEnabled",
    "ReadingFromCanvasEnabled",
    "BackForwardCacheEnabled",
)


def register_schemes() -> None:
    """Make the private schemes known; once, before the first profile is made."""
    for name in (DOCUMENT_SCHEME, _CID):
        raw_name = QByteArray(name.encode())
        if QWebEngineUrlScheme.schemeByName(raw_name).name().isEmpty():
            scheme = QWebEngineUrlScheme(raw_name)
            scheme.setSyntax(QWebEngineUrlScheme.Syntax.Path)
            scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
            QWebEngineUrlScheme.registerScheme(scheme)
    known = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    missing = [f'"{flag}"' if " " in flag else flag for flag in _FLAGS if flag not in known]
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join([known, *missing]).strip()
    # Mail needs no graphics card. With one, Qt makes the window anew for the first HTML message
    # (it blinks and loses the keyboard), and where OpenGL is missing Chromium ends the program.
    os.environ.setdefault("QT_QUICK_BACKEND", "software")


class Wall(QWebEngineUrlRequestInterceptor):
    """Refuses every request that is not for the shown message itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.refused = 0

    @override
    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        scheme = info.requestUrl().scheme()
        image = info.resourceType() is QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage
        if scheme == DOCUMENT_SCHEME or (scheme in {_CID, "data"} and image):
            return
        self.refused += 1
        info.block(True)


class _Server(QWebEngineUrlSchemeHandler):
    """Serves the shown document and its pictures."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.document = b""
        self._lacking = (paths.resources() / "reader" / "lacking.svg").read_bytes()
        self.pictures: PictureSource = lambda _content_id: None

    @override
    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        url = job.requestUrl()
        if url.scheme() == DOCUMENT_SCHEME:
            _reply(job, "text/html", self.document)
            return
        picture = self.pictures(url.path(QUrl.ComponentFormattingOption.FullyDecoded))
        if picture is None or picture.content_type.lower() not in _PICTURES:
            # Refused, Chromium would draw its sign of a broken page.
            _reply(job, "image/svg+xml", self._lacking)
            return
        _reply(job, picture.content_type.lower(), picture.data)


class _Page(QWebEnginePage):
    """A page that goes nowhere: a link only says that it was meant."""

    link_asked = Signal(QUrl)
    """A link was clicked."""

    @override
    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, isMainFrame: bool
    ) -> bool:
        target = QUrl(url)
        if kind is QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            if isMainFrame and target.scheme() == DOCUMENT_SCHEME and target.hasFragment():
                return True  # a jump inside the message
            self.link_asked.emit(target)
            return False
        return isMainFrame and target.scheme() == DOCUMENT_SCHEME

    @override
    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,
        sourceID: str,
    ) -> None:
        """Drop it: the policy's complaints quote the message's contents."""


class WebView(QWebEngineView):
    """Shows one HTML document at a time."""

    link_asked = Signal(QUrl)
    """A link was clicked."""

    link_hovered = Signal(str)
    """The pointer is on a link that goes there; "" when it left."""

    crashed = Signal()
    """The process that draws the page ended; the page is empty."""

    shown = Signal()
    """The document handed in last is laid out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        register_schemes()
        self._serial = 0
        # Without a name it is off the record. The application owns it: a page must go before it.
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.close_for_good)
        self._profile = QWebEngineProfile(application)
        _silence(self._profile)
        self.wall = Wall(self)
        self._profile.setUrlRequestInterceptor(self.wall)
        self._server = _Server(self)
        for name in (DOCUMENT_SCHEME, _CID):
            self._profile.installUrlSchemeHandler(QByteArray(name.encode()), self._server)
        self._page = _Page(self._profile, self)
        _restrict(self._page)
        self._page.link_asked.connect(self.link_asked)
        self._page.newWindowRequested.connect(self._on_new_window)
        self._page.linkHovered.connect(self._on_hovered)
        self._page.renderProcessTerminated.connect(self._on_terminated)
        self._page.loadFinished.connect(self._on_loaded)
        self.setPage(self._page)
        self.setAcceptDrops(False)
        self.setAccessibleName(self.tr("Text of the message"))

    def show_document(self, document: str, background: str, pictures: PictureSource) -> None:
        """Show a whole document; its `cid:` pictures come from `pictures`."""
        self._serial += 1
        self._server.document = document.encode("utf-8", "replace")
        self._server.pictures = pictures
        self._page.setBackgroundColor(background)
        self.load(QUrl(f"{DOCUMENT_SCHEME}:{self._serial}"))

    def close_for_good(self) -> None:
        """Let the page go before its profile, as Qt asks; the view is of no use afterwards."""
        if shiboken6.isValid(self._page):
            shiboken6.delete(self._page)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self.tr("Copy"))
        copy.setEnabled(self.hasSelection())
        copy.triggered.connect(lambda: self.triggerPageAction(QWebEnginePage.WebAction.Copy))
        everything = menu.addAction(self.tr("Select all"))
        everything.triggered.connect(
            lambda: self.triggerPageAction(QWebEnginePage.WebAction.SelectAll)
        )
        request = self.lastContextMenuRequest()
        target = request.linkUrl()
        if links.allowed(target):
            address = menu.addAction(self.tr("Copy the link’s address"))
            address.triggered.connect(
                lambda: QGuiApplication.clipboard().setText(links.shown(target))
            )
        menu.popup(QPoint(event.globalPos()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Text of the message"))
        super().changeEvent(event)

    def _on_new_window(self, asked: QWebEngineNewWindowRequest) -> None:
        if asked.isUserInitiated():
            self.link_asked.emit(asked.requestedUrl())

    def _on_loaded(self, _good: bool) -> None:
        self.shown.emit()

    def _on_hovered(self, target: str) -> None:
        words = links.shown(QUrl(target)) if target else ""
        self.setToolTip(tooltip(words))
        self.link_hovered.emit(words)

    def _on_terminated(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, _code: int
    ) -> None:
        if status is not QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self.crashed.emit()


def _silence(profile: QWebEngineProfile) -> None:
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(
        QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
    )
    profile.setSpellCheckEnabled(False)
    profile.setPushServiceEnabled(False)
    profile.downloadRequested.connect(_refuse_download)


def _refuse_download(asked: QWebEngineDownloadRequest) -> None:
    asked.cancel()


def _restrict(page: QWebEnginePage) -> None:
    settings = page.settings()
    for name in _SETTINGS_OFF:
        attribute = getattr(QWebEngineSettings.WebAttribute, name, None)
        if attribute is not None:  # names come and go with Qt's versions
            settings.setAttribute(attribute, False)
    settings.setAttribute(QWebEngineSettings.WebAttribute.WebRTCPublicInterfacesOnly, True)
    settings.setAttribute(QWebEngineSettings.WebAttribute.PlaybackRequiresUserGesture, True)
    settings.setUnknownUrlSchemePolicy(
        QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes
    )


def _reply(job: QWebEngineUrlRequestJob, content_type: str, data: bytes) -> None:
    buffer = QBuffer(job)  # lives as long as the job does
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    job.reply(QByteArray(content_type.encode()), buffer)
