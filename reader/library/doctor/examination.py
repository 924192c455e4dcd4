"""The whole examination, in the order in which one thing rests on another."""

from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.library.doctor import anchors, bodies, records, surroundings
from reader.library.doctor.finding import Finding, Tally
from reader.library.doctor.references import References
from reader.storage.base import LIBRARY

if TYPE_CHECKING:
    from reader.index.rows import ArticleRow
    from reader.library.library import Library
    from reader.storage.base import Fields, Tables

Progress = Callable[[int, int], None]
"""Told how many record files were looked at, and how many there are."""


class Examination:
    """Looks at everything in a library; what it finds is to be mended as it comes.

    Attributes:
        tally: How much was looked at.
    """

    def __init__(self, library: "Library", progress: Progress | None = None) -> None:
        """Prepare to look through a library that was just opened."""
        self._library = library
        self._records = library.records
        self._progress = progress
        self._references = References()
        self._claims: dict[str, Fields] = {}
        self._rows: dict[str, ArticleRow] = {}
        self.tally = Tally()

    def findings(self) -> Iterator[Finding]:
        """Yield everything that is not as it should be; a mended one lets more be seen.

        Raises:
            StorageError: a folder of the library cannot be read.
        """
        places = self._library.places
        yield from surroundings.lock(places)
        yield from surroundings.room(places)
        yield from surroundings.state(places)
        yield from surroundings.folders(self._library)
        files = self._records.files()
        shared: Tables = {}
        for done, file in enumerate(files):
            self._tell(done, len(files))
            yield from records.leftovers(self._records, file)
            tables = yield from self._readable(file)
            if tables is None:
                continue
            yield from records.version(self._records, file, tables)
            yield from records.clock(self._records, file, tables)
            kind, _, name = file.partition("/")
            if file == LIBRARY:
                shared = tables
            elif kind == "articles":
                yield from self._article(name, tables)
            else:
                self._claim(name, tables)
        self._tell(len(files), len(files))
        yield from self._references.missing(self._records, shared, self._claims)
        yield from surroundings.index(self._library, self._rows)

    def _readable(self, file: str) -> "Generator[Finding, None, Tables | None]":
        """Yield what keeps a record from being read; return its tables, mended or not."""
        found: list[Finding] = []
        tables = records.readable(self._records, file, found)
        yield from found
        if tables is None and found:
            # It may have been mended meanwhile.
            tables = records.readable(self._records, file, [])
        return tables

    def _article(self, article: str, tables: "Tables") -> Iterator[Finding]:
        from reader.index.rows import row_of

        self.tally.articles += 1
        self._references.of_article(article, tables)
        yield from bodies.lost(self._records, article)
        found: list[Finding] = []
        document = bodies.present_text(self._records, article, tables, found)
        yield from found
        if document is None and found:
            document = bodies.present_text(self._records, article, tables, [])
        if document is not None:
            yield from anchors.annotations(self._records, article, tables, document, self.tally)
        yield from bodies.other_bodies(self._records, article, tables, self.tally)
        try:
            self._rows[article] = row_of(article, self._records.read(f"articles/{article}"))
        except ReaderError:
            # It was said above.
            return

    def _tell(self, done: int, total: int) -> None:
        if self._progress is not None:
            self._progress(done, total)

    def _claim(self, claim: str, tables: "Tables") -> None:
        self.tally.claims += 1
        fields = tables.get("claim", {}).get(claim, {})
        self._claims[claim] = fields
        self._references.of_claim(claim, fields)
