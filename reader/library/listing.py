"""The articles of the library as a list, each row read from its record when the file changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import AmbiguousError, DamagedFileError, NotFoundError, ReaderError
from reader.library.malformed import MALFORMED
from reader.model.annotation import Kind, SpeakerState
from reader.model.article import Article, ReadingState, ReadStatus
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.working_copy import WorkingCopy
    from reader.storage.base import Tables
    from reader.storage.repository import Repository

_PREFIX = "articles/"
_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a list shows of one article; texts are as stored, to be cleaned when shown.

    Attributes:
        id: The article's id.
        accessed_on: ISO 8601 UTC time it was added.
        annotations: How many annotations stand.
        claims: How many of them are claims.
        suggested: How many claims have a speaker that is only suggested.
        notes: How many have a note.
        tags: The article's own tags.
        problem: A sentence when the record cannot be read, else empty; all else is empty then.
    """

    id: str
    title: str = ""
    authors: tuple[str, ...] = ()
    site: str = ""
    published_on: str = ""
    accessed_on: str = ""
    status: ReadStatus = ReadStatus.UNREAD
    annotations: int = 0
    claims: int = 0
    suggested: int = 0
    notes: int = 0
    tags: tuple[str, ...] = ()
    sample: bool = False
    deleted: bool = False
    marked: bool = False
    problem: str = ""


class Listing:
    """Rows by article; a record is read again only when its file is another one."""

    def __init__(self, records: "Repository", copy: "WorkingCopy") -> None:
        """Read from the store, and from memory what is open."""
        self._records = records
        self._copy = copy
        self._cache: dict[str, tuple[tuple[int, ...], ArticleRow]] = {}

    def ids(self) -> list[str]:
        """Return the ids of all articles, those in the trash included, sorted."""
        return [file.removeprefix(_PREFIX) for file in self._records.files(_PREFIX)]

    def row(self, article: str) -> ArticleRow:
        """Return one row; a record that cannot be read gives one with a `problem`."""
        file = _PREFIX + article
        try:
            if self._copy.holds(file):
                return _row(article, self._copy.tables(file))
            state = self._file_state(file)
            known = self._cache.get(article)
            if known is not None and known[0] == state:
                return known[1]
            row = _row(article, self._records.read(file))
        except ReaderError as error:
            return ArticleRow(article, title=article, problem=str(error))
        self._cache[article] = (state, row)
        return row

    def rows(self, ids: Iterable[str] | None, *, trash: bool) -> Iterator[ArticleRow]:
        """Return rows in the order of `ids`; of all articles, the latest added first."""
        if ids is None:
            found = [self.row(article) for article in self.ids()]
            found.sort(key=lambda row: (row.accessed_on, row.id), reverse=True)
        else:
            found = [self.row(article) for article in ids]
        return (row for row in found if trash or not row.deleted)

    def find(self, name: str) -> str:
        """Return the article meant by its id, the first letters of it, or a piece of its title.

        Raises:
            NotFoundError: none is meant.
            AmbiguousError: several are; the sentence names them.
        """
        rows = list(self.rows(None, trash=False))
        wanted = clean_line(name).casefold()
        if not wanted:
            raise NotFoundError("An article is named by its id or a piece of its title.")
        titles = {row.id: clean_line(row.title).casefold() for row in rows}
        ways = (
            [row for row in rows if row.id == wanted],
            [row for row in rows if titles[row.id] == wanted],
            [row for row in rows if row.id.startswith(wanted)],
            [row for row in rows if wanted in titles[row.id]],
        )
        found = next((way for way in ways if way), [])
        if not found:
            raise NotFoundError(f"No article is called “{clean_line(name, 60)}”; see reader list.")
        if len(found) > 1:
            names = ", ".join(row.id for row in found[:_CANDIDATES])
            more = f" and {len(found) - _CANDIDATES} more" if len(found) > _CANDIDATES else ""
            raise AmbiguousError(
                f"“{clean_line(name, 60)}” could be {names}{more}; give more of the id."
            )
        return found[0].id

    def _file_state(self, file: str) -> tuple[int, ...]:
        try:
            found = self._records.path(file).stat()
        except OSError:
            return ()
        return found.st_mtime_ns, found.st_size, found.st_ino


def _row(article: str, tables: "Tables") -> ArticleRow:
    fields = tables.get("article", {}).get(article)
    if fields is None:
        raise DamagedFileError(f"The record of {article} lacks the article itself.")
    try:
        about = Article.from_fields(fields)
        state = ReadingState.from_fields(tables.get("state", {}).get(article, {}))
        standing = [
            document
            for document in tables.get("annotations", {}).values()
            if "deleted" not in document
        ]
        claims = [document for document in standing if document.get("kind") == Kind.CLAIM]
        return ArticleRow(
            id=article,
            title=about.title,
            authors=about.authors,
            site=about.site,
            published_on=about.published_on,
            accessed_on=about.accessed_on,
            status=state.status,
            annotations=len(standing),
            claims=len(claims),
            suggested=sum(
                document.get("speaker_state") == SpeakerState.SUGGESTED for document in claims
            ),
            notes=sum("note" in document for document in standing),
            tags=about.tags,
            sample=about.sample,
            deleted=about.deleted is not None,
            marked=state.marked,
        )
    except MALFORMED as error:
        raise DamagedFileError(f"The record of {article} is damaged ({error}).") from error
