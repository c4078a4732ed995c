"""What is done with the attachments of the open message: fetched, stopped, saved, opened.

Fetching and saving go through the engine; a saved file never replaces another one, and a file that
may run a program is asked about first.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from facteur.link import commands, events
from facteur.link.events import ProgressChanged, Reply
from facteur.mail.keys import MessageKey
from facteur.store import rows
from facteur.store.read import bodies
from facteur.store.reader import Reader
from facteur.ui.engineclient import EngineClient
from facteur.ui.reader.attachments import AttachmentStrip
from facteur.ui.reader.danger import dangerous
from facteur.ui.reader.questions import Questions
from facteur.ui.reader.shown import Attachment, Place
from facteur.ui.words import problem_words


class FilesController(QObject):
    """Keeps the strip true for one message at a time."""

    said = Signal(str)
    """Something happened to a file, in one sentence; for the status bar."""

    def __init__(
        self, strip: AttachmentStrip, client: EngineClient, reader: Reader, questions: Questions
    ) -> None:
        super().__init__(strip)
        self._strip = strip
        self._client = client
        self._reader = reader
        self._questions = questions
        self._message: MessageKey | None = None
        self._offline = False
        self._local = False
        self._whole = False  # all of a message of a local folder is here, each part within it
        self._tasks: dict[tuple[int, str], ProgressChanged] = {}
        strip.open_asked.connect(self._open)
        strip.save_asked.connect(self._save_as)
        strip.fetch_asked.connect(self._fetch)
        strip.stop_asked.connect(self._stop)
        strip.save_all_asked.connect(self._save_all)

    def show(self, message: MessageKey | None, *, offline: bool) -> None:
        """Show the attachments of this message, as far as its parts are known."""
        self._message = message
        self._offline = offline
        self.refresh()

    def refresh(self) -> None:
        """Read the parts again and show their state."""
        if self._message is None:
            self._strip.show_attachments(())
            return
        found = bodies.parts(self._reader, self._message)
        self._whole = self._local and any(one.section == "" and one.sha256 for one in found)
        self._strip.show_attachments(
            tuple(self._attachment(part) for part in found if is_attachment(part))
        )

    def set_offline(self, offline: bool) -> None:
        """Show what cannot be fetched now."""
        if offline != self._offline:
            self._offline = offline
            self.refresh()

    def set_local(self, local: bool) -> None:
        """Hear whether the open folder lies here: whole messages give their parts themselves."""
        if local != self._local:
            self._local = local
            self.refresh()

    def on_progress(self, progress: ProgressChanged) -> None:
        """Show how far a part is; a finished one is read again."""
        if progress.kind != "part":
            return
        key = (progress.message, progress.section)
        if progress.over:
            self._tasks.pop(key, None)
        else:
            self._tasks[key] = progress
        if progress.message == self._message:
            self.refresh()

    def _attachment(self, part: rows.Part) -> Attachment:
        task = self._tasks.get((part.message, part.section))
        place = Place.OUT_OF_REACH if self._offline else Place.SERVER
        size = part.size_octets
        done = None
        if task is not None:
            done = round(size * task.done / task.total) if task.total else 0
        return Attachment(
            section=part.section,
            name=part.name or part.safe_name,
            content_type=part.content_type,
            size_octets=size,
            place=Place.HERE if self._whole or part.sha256 else place,
            done_octets=done,
        )

    def _part(self, section: str) -> rows.Part | None:
        if self._message is None:
            return None
        return bodies.part(self._reader, self._message, section)

    def _fetch(self, section: str) -> None:
        message = self._message
        if message is not None:
            self._client.send(
                lambda request: commands.FetchPart(
                    request=request, message=message, section=section
                ),
                self._on_fetched,
            )

    def _on_fetched(self, reply: Reply) -> None:
        if isinstance(reply, events.Failed):
            self._say_failed(reply)
        self.refresh()

    def _stop(self, section: str) -> None:
        task = self._tasks.get((int(self._message or 0), section))
        if task is not None:
            self._client.send(lambda request: commands.StopTask(request=request, task=task.task))

    def _open(self, section: str) -> None:
        part = self._part(section)
        if part is None:
            return
        go_on = partial(self._save, section, "", "", self._on_ready_to_open)
        if dangerous(part.name) or dangerous(part.safe_name):
            self._questions.dangerous(part.name or part.safe_name, go_on)
        else:
            go_on()

    def _on_ready_to_open(self, path: str) -> None:
        if not self._questions.open_file(path):
            self._say(
                QCoreApplication.translate(
                    "Attachments", "No program opens this file. It is saved as {path}."
                ).format(path=path)
            )

    def _save_as(self, section: str) -> None:
        part = self._part(section)
        if part is None:
            return

        def chosen(path: str) -> None:
            self._save(section, str(Path(path).parent), Path(path).name, self._on_saved)

        self._questions.file_name(part.safe_name, chosen)

    def _save_all(self) -> None:
        message = self._message
        if message is None:
            return
        sections = [
            part.section for part in bodies.parts(self._reader, message) if is_attachment(part)
        ]

        def chosen(folder: str) -> None:
            for section in sections:
                self._save(section, folder, "", self._on_saved, message=message)

        self._questions.folder(chosen)

    def _on_saved(self, path: str) -> None:
        self._say(QCoreApplication.translate("Attachments", "Saved as {path}").format(path=path))

    def _save(
        self,
        section: str,
        folder: str,
        file_name: str,
        then: Callable[[str], None],
        *,
        message: MessageKey | None = None,
    ) -> None:
        """Have the engine write the part, then go on with where it lies."""
        key = message or self._message
        if key is None:
            return

        def on_reply(reply: Reply) -> None:
            match reply:
                case events.Done(path=path):
                    then(path)
                case events.Failed():
                    self._say_failed(reply)
            self.refresh()

        self._client.send(
            lambda request: commands.SavePart(
                request=request, message=key, section=section, folder=folder, file_name=file_name
            ),
            on_reply,
        )

    def _say_failed(self, failed: events.Failed) -> None:
        words = problem_words(failed.problem)
        self._say(" ".join(part for part in (words.title, words.meaning, words.quote) if part))

    def _say(self, words: str) -> None:
        self._strip.say(words)
        self.said.emit(words)


def is_attachment(part: rows.Part) -> bool:
    """Whether a part is offered as a file: not the text shown, nor the message or its header."""
    return not part.shown and part.section not in {"", "HEADER"}
