"""A folder of record files, and an index of it."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from reader.errors import DamagedFileError, NotFoundError
from reader.index.annotations import Annotations
from reader.index.contents import Contents
from reader.index.database import Database, IndexLost
from reader.index.full_text import FullText
from reader.index.lists import ArticleLists
from reader.index.reconcile import Reconciler
from reader.index.rows import ArticleRow, row_of, row_of_problem
from reader.text.builder import DocumentBuilder
from reader.text.document import BlockKind, Document

LONG_AGO = 1_700_000_000
"""A time in seconds; younger files are looked at twice."""


class Shelves:
    """Articles as files, and the index that is derived from them."""

    def __init__(self, folder: Path) -> None:
        self.library = folder
        self.folder = folder / "articles"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / "cache" / "index.sqlite"
        self.read_again: list[str] = []
        self._time = LONG_AGO
        self.open()

    def open(self) -> None:
        """Open the index as a new run of the program would."""
        self.database = Database(self.file)
        self.lists = ArticleLists(self.database)
        self.reconciler = Reconciler(self.database, self.folder, self._read)
        self.contents = Contents(self.database, self.library, self.tables, self.document)
        self.annotations = Annotations(self.database)
        self.full_text = FullText(self.database)

    def reopen(self) -> None:
        """Close it, and open it again."""
        self.database.close()
        self.open()

    def write(self, article: str, content: str | None = None, **fields: Any) -> None:
        """Write a record, in place if it is there; each write has a time of its own."""
        path = self.folder / article / "record.json"
        path.parent.mkdir(exist_ok=True)
        state = fields.pop("state", {})
        annotations = fields.pop("annotations", {})
        tables = {
            "article": {article: {"id": article, **fields}},
            "state": {article: state},
            "annotations": annotations,
        }
        path.write_text(json.dumps(tables) if content is None else content)
        self._time += 1
        os.utime(path, (self._time, self._time))

    def write_text(self, article: str, name: str, *paragraphs: str) -> None:
        """Write a version of an article's text."""
        path = self.folder / article / "texts" / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(paragraphs))

    def write_shared(self, file: str, tables: Any) -> None:
        """Write `library`, or `claims/<id>`; each write has a time of its own."""
        path = self.library / f"{file}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(tables))
        self._time += 1
        os.utime(path, (self._time, self._time))

    def fill(self) -> None:
        """Bring the whole index up to date, as the program does from its start on."""
        for _ in range(3):
            self.reconciler.run(check=True)
            with suppress(IndexLost):
                self.database.check()
                if self.contents.run():
                    return
        raise AssertionError("the index was lost time and again")

    def remove(self, article: str) -> None:
        """Remove an article's record and folder."""
        shutil.rmtree(self.folder / article)

    def rows(self) -> list[ArticleRow]:
        """Return all rows as the library does: after a look at the files, until it holds."""
        for _ in range(3):
            self.reconciler.run(check=True)
            with suppress(IndexLost):
                return self.lists.all()
        raise AssertionError("the index was lost time and again")

    def truth(self) -> list[ArticleRow]:
        """Read every record, and return the rows as `ArticleLists.all` orders them."""
        rows = [self._row(path.name) for path in self.folder.iterdir()]
        return sorted(rows, key=lambda row: (row.accessed_on, row.id), reverse=True)

    def _row(self, article: str) -> ArticleRow:
        try:
            return row_of(article, self._read(article))
        except DamagedFileError as error:
            return row_of_problem(article, error)

    def tables(self, file: str) -> dict[str, Any]:
        """Return what is in the record `articles/<id>`, `claims/<id>` or `library`."""
        folder, _, name = file.partition("/")
        if folder == "articles":
            return self._read(name)
        return self._tables(self.library / f"{file}.json")

    def document(self, article: str, text: str) -> Document:
        """Return a version of an article's text, each paragraph a block."""
        path = self.folder / article / "texts" / f"{text}.json"
        try:
            paragraphs = json.loads(path.read_text())
        except FileNotFoundError as error:
            raise NotFoundError("It is not there.") from error
        builder = DocumentBuilder()
        for paragraph in paragraphs:
            builder.add_block(BlockKind.PARAGRAPH, paragraph)
        return builder.build()

    def _read(self, article: str) -> dict[str, Any]:
        self.read_again.append(article)
        return self._tables(self.folder / article / "record.json")

    def _tables(self, path: Path) -> dict[str, Any]:
        try:
            tables = json.loads(path.read_text())
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NotFoundError("It is not there.") from error
        except ValueError as error:
            raise DamagedFileError("It is damaged.") from error
        if not isinstance(tables, dict):
            raise DamagedFileError("It is damaged.")
        return tables


@pytest.fixture
def shelves(tmp_path: Path) -> Iterator[Shelves]:
    made = Shelves(tmp_path)
    yield made
    made.database.close()
