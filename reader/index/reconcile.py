"""Keeping the list true to the records: what changed is read again, what vanished goes."""

import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import NotFoundError, ReaderError, StorageError
from reader.index.database import Database, IndexLost
from reader.index.files import NO_STATE, FileState, settled, state_now
from reader.index.rows import ArticleRow, row_of, row_of_problem, to_columns
from reader.index.schema import COLUMNS

if TYPE_CHECKING:
    import sqlite3

ReadRecord = Callable[[str], Mapping[str, Mapping[str, dict[str, Any]]]]

_PREFIX = "articles/"
_FIRST_BATCH = 60
_BATCH = 400
_BATCH_SECONDS = 0.25
_TRIES = 3
_PUT_FILE = """
    INSERT INTO files (path, mtime_ns, size, inode) VALUES (?, ?, ?, ?)
    ON CONFLICT (path) DO UPDATE
    SET (mtime_ns, size, inode, pending) = (excluded.mtime_ns, excluded.size, excluded.inode, 1)
    RETURNING id
"""
_PUT_ARTICLE = f"INSERT OR REPLACE INTO articles VALUES (?{', ?' * len(COLUMNS)})"
_REMOVE = "DELETE FROM files WHERE path = ?"


class Progress(NamedTuple):
    """How far the index is.

    Attributes:
        articles: The ids of the articles whose rows have just been put in or taken out.
        done: How many of those that have to be read were read.
        total: How many have to be read.
        contents: Whether what is read is annotations and texts, the rows being there already.
    """

    articles: Sequence[str]
    done: int
    total: int
    contents: bool = False


Told = Callable[[Progress], bool]


class Reconciler:
    """Brings the index up to date with the record files; one thread at a time."""

    def __init__(self, database: Database, folder: Path, read: ReadRecord) -> None:
        """Prepare to fill an index.

        Args:
            database: The index.
            folder: The folder of the articles, each in a folder of its own.
            read: Returns a record by the article's id. NotFoundError means that there is no such
                article, any other ReaderError that it is there but cannot be read.
        """
        self._database = database
        self._folder = folder
        self._read = read
        self._running = threading.Lock()
        self._stopped = False

    def run(self, told: Told | None = None, *, check: bool = False) -> None:
        """Compare all files with the index, and read again those that changed, the latest first.

        Args:
            told: Told of each batch of changes once it is in the index; returns whether to go on.
            check: Whether what the list is made of is looked through for damage first.

        Raises:
            StorageError: the folder of the articles cannot be read.
        """
        with self._running:
            for _ in range(_TRIES):
                try:
                    if check:
                        self._database.check(("files", "articles"))
                    # Before the files are looked at, or one put in meanwhile would seem to be gone.
                    known = self._known()
                    # What is gone is read too: that tells whether it was set aside as damaged.
                    found = {**dict.fromkeys(known, NO_STATE), **self._scan()}
                    self._read_changed(known, found, told)
                except IndexLost:
                    continue
                return

    def run_for(self, articles: Iterable[str]) -> None:
        """Compare the files of some articles with the index, as `run` does with all."""
        with self._running:
            try:
                found = {article: self._state(article) or NO_STATE for article in articles}
                known = {article: self.state_of(article) for article in found}
                self._read_changed(known, found)
            except IndexLost:
                # It is filled from all files when it is used next.
                return

    def stop(self) -> None:
        """Have what runs end soon; it is taken up where it was the next time."""
        self._stopped = True
        with self._running:
            self._stopped = False

    def state_of(self, article: str) -> FileState | None:
        """Return the state of an article's file when the index read it, None if it did not.

        Raises:
            IndexLost: the index cannot be trusted.
        """
        with self._database.reading() as connection:
            statement = "SELECT mtime_ns, size, inode FROM files WHERE path = ?"
            found = connection.execute(statement, (_PREFIX + article,)).fetchone()
        return None if found is None else FileState(*found)

    def file_state(self, article: str) -> FileState | None:
        """Return the state of an article's file now, None if there is none that could be read."""
        state = self._state(article)
        return None if state == NO_STATE else state

    def _read_changed(
        self,
        known: Mapping[str, FileState | None],
        found: Mapping[str, FileState],
        told: Told | None = None,
    ) -> None:
        changed = [
            name for name, state in found.items() if state == NO_STATE or known.get(name) != state
        ]
        changed.sort(key=lambda name: found[name], reverse=True)
        start, wanted = 0, True
        while start < len(changed) and wanted and not self._stopped:
            rows, stop = self._read_some(changed, start, found)
            batch = changed[start:stop]
            self._put(rows, batch)
            start = stop
            wanted = told is None or told(Progress(batch, start, len(changed)))

    def _read_some(
        self, changed: Sequence[str], start: int, found: Mapping[str, FileState]
    ) -> tuple[list[tuple[FileState, ArticleRow]], int]:
        """Read a batch of records, a small one first so that something shows soon."""
        rows: list[tuple[FileState, ArticleRow]] = []
        last = min(len(changed), start + (_BATCH if start else _FIRST_BATCH))
        until = time.monotonic() + _BATCH_SECONDS
        now = time.time_ns()
        for place in range(start, last):
            article = changed[place]
            state = settled(found[article], now)
            try:
                rows.append((state, row_of(article, self._read(article))))
            except NotFoundError:
                pass
            except ReaderError as error:
                # Another version of this program may read it, or it may only be out of reach.
                rows.append((NO_STATE, row_of_problem(article, error)))
            if time.monotonic() > until or self._stopped:
                return rows, place + 1
        return rows, last

    def _put(self, rows: Sequence[tuple[FileState, ArticleRow]], former: Sequence[str]) -> None:
        there = {row.id for _, row in rows}
        with self._database.writing() as connection:
            gone = ((_PREFIX + article,) for article in former if article not in there)
            connection.executemany(_REMOVE, gone)
            for state, row in rows:
                put_row(connection, state, row)

    def _known(self) -> dict[str, FileState]:
        with self._database.reading() as connection:
            rows = connection.execute("SELECT path, mtime_ns, size, inode FROM files").fetchall()
        return {
            path.removeprefix(_PREFIX): FileState(*state)
            for path, *state in rows
            if path.startswith(_PREFIX)
        }

    def _scan(self) -> dict[str, FileState]:
        """Return the state of every record, and of what may be the rest of one."""
        found: dict[str, FileState] = {}
        try:
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    name = entry.name
                    if not name.startswith("."):
                        state = self._state(name)
                        key = name.encode("utf-8", "backslashreplace").decode()
                        found[key] = NO_STATE if state is None else state
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise StorageError(f"{self._folder} cannot be read: {error.strerror}.") from error
        return found

    def _state(self, name: str) -> FileState | None:
        """Return the state of a record, None if it is not there, NO_STATE if that is unsure."""
        return state_now(f"{self._folder}/{name}/record.json")


def put_row(connection: "sqlite3.Connection", state: FileState, row: ArticleRow) -> int:
    """Put the row of an article in; return the number of its file, which is to be read further.

    Args:
        connection: What is written with.
        state: The state of the file that the row was read from.
        row: The row.
    """
    ((file,),) = connection.execute(_PUT_FILE, (_PREFIX + row.id, *state)).fetchall()
    connection.execute(_PUT_ARTICLE, (file, *to_columns(row)))
    return int(file)
