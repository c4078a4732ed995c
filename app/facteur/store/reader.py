"""Reading a profile, also one that is not there yet, is being written, or comes back anew."""

import os
from functools import cached_property
from pathlib import Path

import apsw

from facteur.base.errors import StoreUnavailable
from facteur.base.paths import Profile
from facteur.store import content
from facteur.store.connection import connect_reader
from facteur.store.failures import translated
from facteur.store.migrate import Schema, migrate, steps, version


class _File:
    """One file, opened when it is there and again when another one stands in its place.

    While it is absent or not of our schema yet, an empty database in memory answers instead.
    """

    def __init__(self, path: Path, schema: Schema, vfs: str | None) -> None:
        self._path = path
        self._schema = schema
        self._vfs = vfs
        self._identity: tuple[int, int] | None = None
        self._connection: apsw.Connection | None = None

    def connection(self) -> apsw.Connection:
        """Return a connection that reads the newest file under the path."""
        try:
            status = os.stat(self._path)  # noqa: PTH116 - half the price, and asked at every read
            identity = (status.st_dev, status.st_ino)
        except OSError:
            identity = None
        if self._connection is None or identity != self._identity:
            self.close()
            self._open(identity)
        assert self._connection is not None
        return self._connection

    def close(self) -> None:
        """Let the file go; the next connection() opens it again."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._identity = None

    def _open(self, identity: tuple[int, int] | None) -> None:
        if identity is not None:
            try:
                found = connect_reader(self._path, vfs=self._vfs)
                try:
                    usable = self._usable(found)
                except BaseException:
                    found.close()
                    raise
            except apsw.Error as error:
                raise translated(error, where=self._path.name) from error
            if usable:
                self._connection, self._identity = found, identity
                return
            found.close()
        self._connection = apsw.Connection(":memory:")
        migrate(self._connection, self._schema)

    def _usable(self, found: apsw.Connection) -> bool:
        known = len(steps(self._schema))
        written = version(found)
        if written > known:
            raise StoreUnavailable("newer", detail=f"{self._path.name}: schema {written}")
        return written == known


class Reader:
    """Both files, for reading, on one thread. Raises StoreUnavailable where they cannot be read."""

    def __init__(self, profile: Profile, *, vfs: str | None = None) -> None:
        self.profile = profile
        self._mail = _File(profile.mail, Schema.MAIL, vfs)
        self._content = _File(profile.content, Schema.CONTENT, vfs)

    @cached_property
    def content(self) -> "content.ContentReader":
        """The contents, read from content.sqlite."""
        return content.ContentReader(self._content.connection)

    @property
    def mail(self) -> apsw.Connection:
        """The connection to mail.sqlite."""
        return self._mail.connection()

    def close(self) -> None:
        """Let both files go; reading opens them again."""
        self._mail.close()
        self._content.close()


def open_reader(profile: Profile, *, vfs: str | None = None) -> Reader:
    """Return a reader of the profile. Nothing is opened or created before it is read."""
    return Reader(profile, vfs=vfs)
