"""Filling in what the records hold besides the list: annotations, claims, people, tags, texts."""

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import NotFoundError, ReaderError
from reader.index.database import Database, IndexLost
from reader.index.files import NO_STATE, FileState, settled, state_now
from reader.index.reconcile import Progress, Told
from reader.index.schema import ANNOTATION_COLUMNS, CLAIM_COLUMNS
from reader.index.sources import (
    annotation_columns,
    claim_columns,
    digest_of,
    end_of,
    head_of,
    speaker_columns,
    tag_columns,
)

if TYPE_CHECKING:
    import sqlite3

    from reader.text.document import Document

ReadTables = Callable[[str], Mapping[str, Mapping[str, dict[str, Any]]]]
ReadText = Callable[[str, str], "Document"]

_ARTICLES, _CLAIMS, _LIBRARY = "articles/", "claims/", "library"
_SLICE = 0.25
_REST = 0.002
_TOLD_EACH = 0.2
_AT_ONCE = 50
_LONGEST = 4_000
"""Characters of a paragraph that are kept as one; a longer one is parted at a space."""

_STATE = "mtime_ns, size, inode"
_MARK_FILE = f"""
    INSERT INTO files (path, {_STATE}, pending) VALUES (?, ?, ?, ?, 0)
    ON CONFLICT (path) DO UPDATE
    SET ({_STATE}) = (excluded.mtime_ns, excluded.size, excluded.inode) RETURNING id
"""
_DONE = f"UPDATE files SET pending = 0 WHERE id = ? AND ({_STATE}) = (?, ?, ?)"
_IS_SAME = f"SELECT 1 FROM files WHERE id = ? AND ({_STATE}) = (?, ?, ?)"
_PUT_HEAD = """
    INSERT INTO heads VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET text = excluded.text
"""
_PUT_PARAGRAPH = "INSERT INTO paragraphs (file, block, start, text) VALUES (?, ?, ?, ?)"
_MEET_TAG = "INSERT OR IGNORE INTO tags (path, current, listed) VALUES (?1, ?1, 0)"
_PUT_TAG = """
    INSERT INTO tags (path, current, listed) VALUES (?, ?, ?) ON CONFLICT (path)
    DO UPDATE SET (current, listed) = (excluded.current, excluded.listed)
"""


def _put(table: str, keys: str, columns: Iterable[str]) -> str:
    """Return the statement that puts a row in, or makes the row with these keys like it."""
    names = [f'"{column}"' for column in columns]
    values = ", ".join("?" * len(names))
    news = ", ".join(f"excluded.{name}" for name in names)
    listed = ", ".join(names)
    return f"""
        INSERT INTO {table} ({listed}) VALUES ({values})
        ON CONFLICT ({keys}) DO UPDATE SET ({listed}) = ({news}) RETURNING number
    """


_PUT_ANNOTATION = _put("annotations", "file, id", ("file", "digest", *ANNOTATION_COLUMNS))
_PUT_CLAIM = _put("claims", "number", ("number", "current", *CLAIM_COLUMNS))


class Contents:
    """Reads what `Reconciler` left to be read, in slices so short that nobody waits for them."""

    def __init__(
        self, database: Database, library: Path, read: ReadTables, read_text: ReadText
    ) -> None:
        """Prepare to fill an index.

        Args:
            database: The index.
            library: The folder of the library.
            read: Returns a record by the name of its file, such as `claims/<id>`. Raises
                NotFoundError if there is none, another ReaderError if it cannot be read.
            read_text: Returns a version of an article's text, by the article's id and the
                version's name. Raises ReaderError.
        """
        self._database = database
        self._library = library
        self._read = read
        self._read_text = read_text
        self._running = threading.Lock()
        self._stopped = False
        self._reached = 0
        self._total = 0
        self._urgent: deque[str] = deque()

    def run(self, told: Told | None = None, *, shared: bool = True) -> bool:
        """Read all that is left; what was added last comes last, and is found first.

        Args:
            told: Told of the progress now and then; returns whether to go on.
            shared: Whether claims, people and tags are looked after too.

        Returns:
            Whether all was read; not so if this was stopped, or the index lost: then the rows of
            the articles come first again.
        """
        try:
            with self._running:
                return self._work(told, shared=shared)
        except IndexLost:
            return False
        finally:
            self._take_rest(shared=False)

    def run_for(self, articles: Iterable[str], *, shared: bool) -> None:
        """Read what is left of some articles; if a run is under way, it does so next."""
        self._urgent.extend(articles)
        self._take_rest(shared=shared)

    def _take_rest(self, *, shared: bool) -> None:
        """Read what is urgent unless a run does so, or was stopped."""
        going_on = True
        while going_on and (self._urgent or shared) and self._running.acquire(blocking=False):
            try:
                going_on = self._work(None, shared=shared, urgent_only=True)
                shared = False
            except IndexLost:
                # It is filled by the run that follows.
                return
            finally:
                self._running.release()

    def stop(self) -> None:
        """Have what runs end soon; it is taken up where it was the next time."""
        self._stopped = True
        with self._running:
            self._stopped = False

    def _work(self, told: Told | None, *, shared: bool, urgent_only: bool = False) -> bool:
        """Go through the steps, as many in one transaction as fit into a slice."""
        steps: Iterator[None] | None = None
        last_told = time.monotonic()
        self._reached = self._total = 0
        while not self._stopped:
            with self._database.writing() as connection:
                steps = steps or self._steps(connection, shared=shared, urgent_only=urgent_only)
                until = time.monotonic() + _SLICE
                for _ in steps:
                    if time.monotonic() > until or self._stopped:
                        break
                else:
                    return not self._stopped
            time.sleep(_REST)
            if told is not None and time.monotonic() > last_told + _TOLD_EACH:
                last_told = time.monotonic()
                if not told(Progress((), self._reached, self._total, contents=True)):
                    return False
        return False

    def _steps(
        self, connection: "sqlite3.Connection", *, shared: bool, urgent_only: bool
    ) -> Iterator[None]:
        """Do all there is to do, pausing where a transaction may end and another begin."""
        if shared:
            self._take_library(connection)
            yield from self._take_claims(connection)
        yield from self._take_urgent(connection)
        if urgent_only:
            return
        tried: set[tuple[Any, ...]] = set()
        while found := [each for each in _pending(connection) if each not in tried]:
            self._total += len(found)
            for each in found:
                tried.add(each)
                yield from self._take_article(connection, *each)
                self._reached += 1
                yield
                yield from self._take_urgent(connection)

    def _take_urgent(self, connection: "sqlite3.Connection") -> Iterator[None]:
        while self._urgent:
            for each in _pending(connection, self._urgent.popleft()):
                yield from self._take_article(connection, *each)
            yield

    # The library's own record, and claims

    def _take_library(self, connection: "sqlite3.Connection") -> None:
        """Take in speakers and the codebook if their record changed."""
        state = state_now(f"{self._library}/library.json") or NO_STATE
        found = connection.execute(
            f"SELECT {_STATE} FROM files WHERE path = ?", (_LIBRARY,)
        ).fetchone()
        if found == state != NO_STATE:
            return
        now = time.time_ns()
        try:
            tables = self._read(_LIBRARY)
        except NotFoundError:
            tables = {}
        except ReaderError:
            # What was known of it is better than nothing.
            return
        connection.execute("DELETE FROM speakers")
        connection.executemany(
            "INSERT INTO speakers (id, current, name, kind, names) VALUES (?, ?, ?, ?, ?)",
            speaker_columns(tables.get("speakers", {})),
        )
        connection.execute("UPDATE tags SET current = path, listed = 0")
        connection.executemany(_PUT_TAG, tag_columns(tables.get("tags", {})))
        connection.execute(_MARK_FILE, (_LIBRARY, *settled(state, now))).fetchall()

    def _take_claims(self, connection: "sqlite3.Connection") -> Iterator[None]:
        """Take in the claims whose records changed, and where each leads by merging."""
        known = {
            path: FileState(*state)
            for path, *state in connection.execute(
                f"SELECT path, {_STATE} FROM files WHERE path GLOB 'claims/*'"
            )
        }
        found = self._claim_files()
        if found is None:
            return
        changed = [
            path for path, state in found.items() if state == NO_STATE or known.get(path) != state
        ]
        gone = [path for path in known if path not in found]
        for path in gone:
            connection.execute("DELETE FROM files WHERE path = ?", (path,))
            yield
        for path in changed:
            self._take_claim(connection, path, found[path])
            yield
        if changed or gone:
            self._follow_merging(connection)

    def _take_claim(self, connection: "sqlite3.Connection", path: str, state: FileState) -> None:
        now = time.time_ns()
        claim = path.removeprefix(_CLAIMS)
        try:
            fields = self._read(path).get("claim", {}).get(claim, {})
        except NotFoundError:
            connection.execute("DELETE FROM files WHERE path = ?", (path,))
            return
        except ReaderError:
            fields, state = {}, NO_STATE
        ((file,),) = connection.execute(_MARK_FILE, (path, *settled(state, now))).fetchall()
        columns = claim_columns(fields)
        if columns is None:
            connection.execute("DELETE FROM claims WHERE number = ?", (file,))
        else:
            connection.execute(_PUT_CLAIM, (file, claim, *columns)).fetchall()

    def _follow_merging(self, connection: "sqlite3.Connection") -> None:
        merged = dict(
            connection.execute("SELECT id, merged_into FROM claims WHERE merged_into <> ''")
        )
        connection.execute("UPDATE claims SET current = id WHERE current <> id")
        connection.executemany(
            "UPDATE claims SET current = ? WHERE id = ?",
            [(end_of(merged, claim), claim) for claim in merged],
        )

    def _claim_files(self) -> dict[str, FileState] | None:
        """Return the states of the records of claims, None if their folder cannot be read."""
        folder = f"{self._library}/claims"
        found: dict[str, FileState] = {}
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name, ending, rest = entry.name.partition(".json")
                    if name and ending and not rest and not name.startswith("."):
                        key = name.encode("utf-8", "backslashreplace").decode()
                        found[_CLAIMS + key] = state_now(entry.path) or NO_STATE
        except FileNotFoundError:
            return {}
        except OSError:
            return None
        return found

    # Articles

    def _take_article(
        self, connection: "sqlite3.Connection", file: int, article: str, *state: int
    ) -> Iterator[None]:
        """Take in what changed in an article; another program may do so at the same time.

        Args:
            connection: What is written with.
            file: The number of its file.
            article: Its id.
            state: The state of its file for which this is done.
        """
        try:
            tables = self._read(_ARTICLES + article)
        except NotFoundError:
            return
        except ReaderError:
            tables = {}
        key = (file, *state)
        head, tags, text = head_of(tables.get("article", {}).get(article, {}))
        if connection.execute(_IS_SAME, key).fetchone() is None:
            return
        connection.execute(_PUT_HEAD, (file, head))
        _put_tags(connection, "shelved", "file", file, tags)
        for _ in self._take_annotations(connection, file, tables.get("annotations", {}), text):
            yield
            if connection.execute(_IS_SAME, key).fetchone() is None:
                return
        try:
            yield from self._take_text(connection, file, article, text)
        except ReaderError:
            # It is tried again at each start.
            connection.execute("DELETE FROM paragraphs WHERE file = ?", (file,))
            connection.execute("UPDATE files SET text = '', filled = -1 WHERE id = ?", (file,))
            return
        connection.execute(_DONE, key)

    def _take_annotations(
        self,
        connection: "sqlite3.Connection",
        file: int,
        documents: Mapping[str, dict[str, Any]],
        text: str,
    ) -> Iterator[None]:
        """Put in the annotations that changed, and take out those that no longer stand."""
        statement = "SELECT id, digest FROM annotations WHERE file = ?"
        known: dict[str, bytes] = dict(connection.execute(statement, (file,)).fetchall())
        for number, (annotation, fields) in enumerate(documents.items(), 1):
            if number % _AT_ONCE == 0:
                yield
            if "deleted" in fields:
                continue
            digest = digest_of(fields, text)
            if known.get(annotation) == digest:
                del known[annotation]
                continue
            columns = annotation_columns(fields, text)
            if columns is None:
                continue
            known.pop(annotation, None)
            values = (file, digest, *columns)
            ((place,),) = connection.execute(_PUT_ANNOTATION, values).fetchall()
            _put_tags(connection, "tagged", "annotation", place, fields.get("tags", ()))
        connection.executemany(
            "DELETE FROM annotations WHERE file = ? AND id = ?", [(file, gone) for gone in known]
        )

    def _take_text(
        self, connection: "sqlite3.Connection", file: int, article: str, text: str
    ) -> Iterator[None]:
        """Put in the paragraphs of a text unless they are there; go on where somebody stopped."""
        known, filled = _text_of(connection, file)
        if known == text and filled < 0:
            return
        document = self._read_text(article, text) if text else None
        if known != text:
            connection.execute("DELETE FROM paragraphs WHERE file = ?", (file,))
            connection.execute("UPDATE files SET text = ?, filled = 0 WHERE id = ?", (text, file))
            filled = 0
        count = 0 if document is None else len(document.blocks)
        while document is not None and filled < count:
            reached = min(filled + _AT_ONCE, count)
            for number in range(filled, reached):
                connection.executemany(_PUT_PARAGRAPH, _paragraphs(document, number, file))
            connection.execute("UPDATE files SET filled = ? WHERE id = ?", (reached, file))
            yield
            known, filled = _text_of(connection, file)
            if known != text or filled < 0:
                return
        connection.execute("UPDATE files SET filled = -1 WHERE id = ?", (file,))


def _pending(connection: "sqlite3.Connection", article: str | None = None) -> list[tuple[Any, ...]]:
    """Return of the articles whose contents are to be read: file, id and state; or of one."""
    statement = f"""
        SELECT files.id, articles.id, {_STATE} FROM files JOIN articles ON file = files.id
        WHERE pending AND (articles.id = ?1 OR ?1 IS NULL) ORDER BY accessed_on, articles.id
    """
    return connection.execute(statement, (article,)).fetchall()


def _text_of(connection: "sqlite3.Connection", file: int) -> tuple[str, int]:
    """Return the version of the text that is in the index, and how many blocks of it; -1: all."""
    found = connection.execute("SELECT text, filled FROM files WHERE id = ?", (file,)).fetchone()
    return found or ("", -1)


def _put_tags(
    connection: "sqlite3.Connection", table: str, owner: str, number: int, tags: Iterable[str]
) -> None:
    connection.execute(f"DELETE FROM {table} WHERE {owner} = ?", (number,))
    for tag in tags:
        connection.execute(_MEET_TAG, (tag,))
        connection.execute(
            f"INSERT INTO {table} SELECT ?, number FROM tags WHERE path = ?", (number, tag)
        )


def _paragraphs(
    document: "Document", number: int, file: int
) -> Iterator[tuple[int, int, int, str]]:
    """Return a block as rows, several if it is long, none if there is nothing in it."""
    block = document.blocks[number]
    start, last = block.start, block.end - 1
    while start < last:
        end = last
        if last - start > _LONGEST:
            space = document.text.rfind(" ", start, start + _LONGEST)
            end = space + 1 if space >= 0 else start + _LONGEST
        yield file, number, start, document.text[start:end]
        start = end
