"""Filling in what the records hold besides the list, in slices so short that nobody waits."""

import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.index.database import Database, IndexLost
from reader.index.files import NO_STATE, STATE
from reader.index.reconcile import Progress, Told, put_row
from reader.index.rows import row_of

if TYPE_CHECKING:
    import sqlite3

    from reader.index.article_contents import ArticleContents, ReadTables, ReadText
    from reader.index.shared_contents import SharedContents

_ARTICLES = "articles/"
_ANNOTATIONS = "annotations"
_AT_ONCE = 50
_READ_AGAIN = f"""
    UPDATE files SET ({STATE}) = (0, 0, 0) WHERE path = ? AND NOT pending RETURNING id
"""
_SLICE = 0.25
_REST = 0.002
_TOLD_EACH = 0.2


Documents = frozenset[tuple[str, str]]
"""The tables and ids of documents of a record."""


class Contents:
    """Reads what `Reconciler` left to be read: annotations, texts, claims, people and tags."""

    def __init__(
        self, database: Database, library: Path, read: "ReadTables", read_text: "ReadText"
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

    def take_now(self, changed: Mapping[str, Documents | None], read: "ReadTables") -> None:
        """Take in what changed in some records, saved or not; they are read again later.

        Args:
            changed: By the name of the record, the tables and ids of the documents that changed;
                None where that is not known.
            read: Returns a record by its name, as it stands.

        Raises:
            IndexLost: the index cannot be trusted.
        """
        from reader.index.article_contents import ArticleContents
        from reader.index.shared_contents import SharedContents

        shared = SharedContents(self._library, read)
        articles = ArticleContents(read, self._read_text)
        names = [file for file in changed if file.startswith(_ARTICLES)]
        with self._database.writing() as connection:
            # What all articles share comes first.
            shared.take_some(connection, [file for file in changed if file not in names])
        for start in range(0, len(names), _AT_ONCE):
            with self._database.writing() as connection:
                for file in names[start : start + _AT_ONCE]:
                    article = file.removeprefix(_ARTICLES)
                    with suppress(ReaderError):
                        _take_article(connection, articles, article, read, changed[file])

    def stop(self) -> None:
        """Have what runs end soon; it is taken up where it was the next time."""
        self._stopped = True
        with self._running:
            self._stopped = False

    @cached_property
    def _shared(self) -> "SharedContents":
        """What reads claims, people and tags; asked for in a run."""
        from reader.index.shared_contents import SharedContents

        return SharedContents(self._library, self._read)

    @cached_property
    def _articles(self) -> "ArticleContents":
        """What reads annotations and texts; asked for in a run."""
        from reader.index.article_contents import ArticleContents

        return ArticleContents(self._read, self._read_text)

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
            yield from self._shared.take(connection)
        yield from self._take_urgent(connection)
        if urgent_only:
            return
        tried: set[tuple[Any, ...]] = set()
        while found := [each for each in _pending(connection) if each not in tried]:
            self._total += len(found)
            for each in found:
                tried.add(each)
                yield from self._articles.take(connection, *each)
                self._reached += 1
                yield
                yield from self._take_urgent(connection)

    def _take_urgent(self, connection: "sqlite3.Connection") -> Iterator[None]:
        while self._urgent:
            for each in _pending(connection, self._urgent.popleft()):
                yield from self._articles.take(connection, *each)
            yield


def _take_article(
    connection: "sqlite3.Connection",
    articles: "ArticleContents",
    article: str,
    read: "ReadTables",
    changed: Documents | None,
) -> None:
    """Take in what changed of an article: all of it, unless only annotations did."""
    if changed is not None and {table for table, _ in changed} == {_ANNOTATIONS}:
        done = connection.execute(_READ_AGAIN, (_ARTICLES + article,)).fetchone()
        if done is not None:
            articles.take_some(connection, done[0], article, {name for _, name in changed})
            return
    number = put_row(connection, NO_STATE, row_of(article, read(_ARTICLES + article)))
    for _ in articles.take(connection, number, article, *NO_STATE):
        pass


def _pending(connection: "sqlite3.Connection", article: str | None = None) -> list[tuple[Any, ...]]:
    """Return of the articles whose contents are to be read: file, id and state; or of one."""
    statement = f"""
        SELECT files.id, articles.id, {STATE} FROM files JOIN articles ON file = files.id
        WHERE pending AND (articles.id = ?1 OR ?1 IS NULL) ORDER BY accessed_on, articles.id
    """
    return connection.execute(statement, (article,)).fetchall()
