"""The index file: made when it is missing, made anew on any doubt, done without when need be."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.index.folding import fold, words_in
from reader.index.schema import APPLICATION, HELD, MISSING, TABLES, VERSION

if TYPE_CHECKING:
    import sqlite3

_MEMORY = ":memory:"
_WAIT = 5.0
_CACHE_KIB = 2_000
_WRITE_CACHE_KIB = 500
_SEARCH_CACHE_KIB = 8_000
_CHECK_EACH = 7 * 24 * 3600.0
_CHECKED = "-checked"
"""The end of the name of an empty file whose time tells when the index was last looked through."""


class IndexLost(Exception):  # noqa: N818  It is no error: the index can be filled again.
    """The index could not be trusted or used; there is an empty one in its place."""


class Interrupted(Exception):  # noqa: N818  It is no error: somebody wanted it.
    """A query was broken off."""


class _Connections(NamedTuple):
    reader: "sqlite3.Connection"
    writer: "sqlite3.Connection"


class Database:
    """One index file, in SQLite; every method may be called from any thread.

    Readers do not wait for writers, nor short queries for long ones: each has a connection of its
    own. A file that is damaged or from another version is replaced once. Where there can be no
    file, because its folder cannot be written, the disk is full, or two were lost, the index is
    kept in memory.

    Attributes:
        generation: A number that grows with each index that was lost.
    """

    def __init__(self, path: Path | None) -> None:
        """Name the file, None for one in memory; nothing is opened or made."""
        self._path = path
        self._open_ones: _Connections | None = None
        self._searcher: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        self._retired: list[sqlite3.Connection] = []
        self._opening = threading.RLock()
        self._reading = threading.RLock()
        self._searching = threading.RLock()
        self._writing = threading.RLock()
        self.generation = 0

    @property
    def is_open(self) -> bool:
        """Whether the index has been used since it was made or closed."""
        return self._open_ones is not None

    @contextmanager
    def reading(self) -> "Iterator[sqlite3.Connection]":
        """Lend the connection to read from; what is written meanwhile is seen by its next query.

        Raises:
            IndexLost: what was read cannot be trusted.
        """
        with self._guarded():
            connection = self._connections().reader
            with self._reading:
                yield connection

    @contextmanager
    def searching(self) -> "Iterator[sqlite3.Connection]":
        """Lend the connection for queries that may take long; see `reading` and `interrupt`.

        Raises:
            IndexLost: what was read cannot be trusted.
            Interrupted: the query was broken off.
        """
        with self._guarded():
            connection = self._search_connection()
            with self._searching:
                yield connection

    def interrupt(self) -> None:
        """Break off the query that `searching` is lent for, if there is one; returns at once."""
        with self._opening:
            if self._searcher is not None:
                self._searcher.interrupt()

    @contextmanager
    def writing(self) -> "Iterator[sqlite3.Connection]":
        """Lend the connection to write with, in a transaction that ends with the block.

        Raises:
            IndexLost: nothing was written, and what had been is gone.
        """
        with self._guarded():
            connection = self._connections().writer
            with self._writing:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    with suppress(_sqlite_error()):
                        connection.execute("ROLLBACK")
                    raise

    def check(self, tables: Sequence[str] = ()) -> None:
        """Look for damage; in the whole file that takes half a second for 10,000 articles.

        Args:
            tables: What is looked through; the whole file if left out.

        Raises:
            IndexLost: there was some.
        """
        import sqlite3

        with self._guarded():
            connection = self._connections().writer
            for table in tables or ("1",):
                with self._writing:
                    outcome = connection.execute(f"PRAGMA integrity_check({table})").fetchone()
                if outcome != ("ok",):
                    raise sqlite3.DatabaseError(f"{outcome}")
            with self._writing:
                missing = connection.execute(MISSING).fetchone()
            if missing is not None:
                raise sqlite3.DatabaseError(f"{missing}")

    def check_weekly(self) -> None:
        """Look for damage in the whole file, unless it was made or looked through this week.

        Neither a killed program nor a power cut leaves any, only a disk or another program does.

        Raises:
            IndexLost: there was some.
        """
        if self._path is None:
            return
        stamp = _stamp(self._path)
        if not _is_recent(stamp):
            self.check()
            # Without it, the file is looked through more often.
            with suppress(OSError):
                stamp.touch()

    def discard(self) -> None:
        """Throw the index away; the next use finds an empty one."""
        with self._opening:
            self._retire()
            if self._path is not None:
                with suppress(OSError):
                    _remove(self._path)
            self.generation += 1

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        with self._reading, self._searching, self._writing, self._opening:
            self._retire()
            for connection in self._retired:
                with suppress(_sqlite_error()):
                    connection.close()
            self._retired.clear()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        import sqlite3

        generation = self.generation
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
                raise Interrupted from error
            self._lose(generation, error)
            raise IndexLost from error

    def _lose(self, generation: int, error: Exception) -> None:
        """Replace the index by an empty one, unless another thread has done so meanwhile."""
        with self._opening:
            if generation != self.generation:
                return
            self._retire()
            if self._path is not None and not _is_trouble_outside(error):
                with suppress(OSError):
                    _remove(self._path)
            if self.generation or _is_trouble_outside(error):
                self._path = None
            self.generation += 1

    def _retire(self) -> None:
        """Use the connections no more; one of them may still be in use in another thread."""
        self._retired += self._open_ones or ()
        self._retired += (self._searcher,) if self._searcher is not None else ()
        self._open_ones = self._searcher = None

    def _connections(self) -> _Connections:
        with self._opening:
            if self._open_ones is None:
                self._open_ones = self._open()
            return self._open_ones

    def _search_connection(self) -> "sqlite3.Connection":
        """Return the connection for what may take long, opened with the first search."""
        with self._opening:
            reader = self._connections().reader
            if self._path is None:
                return reader
            if self._searcher is None:
                if _identity(self._path) != self._identity:
                    # Another program made it anew: rows have other numbers there.
                    self._retire()
                    self.generation += 1
                    raise IndexLost
                self._searcher = _connect(self._path)
                self._searcher.execute(f"PRAGMA cache_size = -{_SEARCH_CACHE_KIB}")
            return self._searcher

    def _open(self) -> _Connections:
        if self._path is None:
            connection = _connect(_MEMORY)
            _create(connection)
            connection.execute(HELD)
            self._writing = self._searching = self._reading
            return _Connections(connection, connection)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        writer = _connect(self._path)
        if not _is_ours(writer):
            writer.close()
            _remove(self._path)
            writer = _connect(self._path)
            _create(writer)
        writer.execute(f"PRAGMA cache_size = -{_WRITE_CACHE_KIB}")
        reader = _connect(self._path)
        reader.execute(HELD)
        self._identity = _identity(self._path)
        return _Connections(reader, writer)


def _sqlite_error() -> type[Exception]:
    import sqlite3

    return sqlite3.Error


def _is_trouble_outside(error: Exception) -> bool:
    """Tell whether a new file would fare no better: it is not the file that is bad."""
    import sqlite3

    outside = (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    )
    # Extended codes have the plain one in their last byte.
    return isinstance(error, OSError) or getattr(error, "sqlite_errorcode", 0) & 0xFF in outside


def _connect(target: Path | str) -> "sqlite3.Connection":
    import sqlite3

    connection = sqlite3.connect(
        target, timeout=_WAIT, isolation_level=None, check_same_thread=False
    )
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if target != _MEMORY and mode != "wal":
            # Readers would have to wait for writers, as on some network disks.
            raise PermissionError("the disk does not let readers and a writer share a file")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.create_function("words_in", 1, words_in, deterministic=True)
        connection.create_function("folded", 1, fold, deterministic=True)
    except BaseException:
        connection.close()
        raise
    return connection


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one of the same name, None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _is_ours(connection: "sqlite3.Connection") -> bool:
    """Tell whether the file holds an index of this version; a new file is made into one."""
    if connection.execute("PRAGMA page_count").fetchone()[0] <= 1:
        _create(connection)
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return bool(application == APPLICATION and version == VERSION)


def _create(connection: "sqlite3.Connection") -> None:
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have been faster.
    if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        for statement in TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _stamp(path: Path) -> Path:
    return path.with_name(path.name + _CHECKED)


def _is_recent(stamp: Path) -> bool:
    try:
        return abs(time.time() - stamp.stat().st_mtime) < _CHECK_EACH
    except OSError:
        return False


def _remove(path: Path) -> None:
    """Remove the file, its journal first: it would be played into the next. Raises OSError."""
    for suffix in ("-wal", "-shm", _CHECKED, ""):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
