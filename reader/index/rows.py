"""What a list shows of one article, and how it is read from a record."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from reader.errors import DamagedFileError
from reader.index.folding import fold
from reader.model.annotation import Kind, SpeakerState
from reader.model.article import Article, ReadingState, ReadStatus
from reader.text.canonical import clean_line

_MALFORMED = (AttributeError, KeyError, TypeError, ValueError)


class ArticleRow(NamedTuple):
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


class Counts(NamedTuple):
    """How many annotations of an article stand.

    Attributes:
        annotations: All of them.
        claims: Those that are claims.
        suggested: Claims with a speaker nobody has confirmed.
        notes: Those with a note.
    """

    annotations: int
    claims: int
    suggested: int
    notes: int


def row_of(
    article: str,
    tables: Mapping[str, Mapping[str, dict[str, Any]]],
    counts: Counts | None = None,
) -> ArticleRow:
    """Return the row of an article, from the documents of its record by table and id.

    Args:
        article: The article's id.
        tables: Its record.
        counts: How many annotations it has; they are counted if left out.

    Raises:
        DamagedFileError: they are not what they should be.
    """
    fields = tables.get("article", {}).get(article)
    if fields is None:
        raise DamagedFileError(f"The record of {article} lacks the article itself.")
    try:
        about = Article.from_fields(fields)
        state = ReadingState.from_fields(tables.get("state", {}).get(article, {}))
        known = counts or _counted(tables.get("annotations", {}).values())
        return ArticleRow(
            id=article,
            title=about.title,
            authors=about.authors,
            site=about.site,
            published_on=about.published_on,
            accessed_on=about.accessed_on,
            status=state.status,
            annotations=known.annotations,
            claims=known.claims,
            suggested=known.suggested,
            notes=known.notes,
            tags=about.tags,
            sample=about.sample,
            deleted=about.deleted is not None,
            marked=state.marked,
        )
    except _MALFORMED as error:
        raise DamagedFileError(f"The record of {article} is damaged ({error}).") from error


def _counted(documents: Iterable[dict[str, Any]]) -> Counts:
    # One after the other: thousands are decoded as they are looked at.
    annotations = claims = suggested = notes = 0
    for document in documents:
        if "deleted" in document:
            continue
        annotations += 1
        notes += "note" in document
        if document.get("kind") == Kind.CLAIM:
            claims += 1
            suggested += document.get("speaker_state") == SpeakerState.SUGGESTED
    return Counts(annotations, claims, suggested, notes)


def row_of_problem(article: str, error: Exception) -> ArticleRow:
    """Return the row of an article whose record cannot be read."""
    return ArticleRow(article, title=article, problem=str(error))


def to_columns(row: ArticleRow) -> tuple[Any, ...]:
    """Return a row as it is kept, in the order of `schema.COLUMNS`."""
    title = clean_line(row.title)
    return (
        row.id,
        row.title,
        _to_json(row.authors),
        row.site,
        row.published_on,
        row.accessed_on,
        str(row.status),
        row.annotations,
        row.claims,
        row.suggested,
        row.notes,
        _to_json(row.tags),
        row.sample,
        row.deleted,
        row.marked,
        # It names a path, and a path may hold what is no text.
        row.problem.encode("utf-8", "backslashreplace").decode(),
        row.status is ReadStatus.ARCHIVED,
        title.casefold(),
        fold(clean_line(" ".join((title, row.site, *row.authors, *row.tags)))),
    )


def from_columns(stored: Sequence[Any]) -> ArticleRow:
    """Return the row that was kept; the columns that only serve to find it are ignored."""
    return ArticleRow(
        id=stored[0],
        title=stored[1],
        authors=_from_json(stored[2]),
        site=stored[3],
        published_on=stored[4],
        accessed_on=stored[5],
        status=ReadStatus(stored[6]),
        annotations=stored[7],
        claims=stored[8],
        suggested=stored[9],
        notes=stored[10],
        tags=_from_json(stored[11]),
        sample=bool(stored[12]),
        deleted=bool(stored[13]),
        marked=bool(stored[14]),
        problem=stored[15],
    )


def _to_json(texts: Sequence[str]) -> str:
    import json

    return json.dumps(texts, ensure_ascii=False) if texts else ""


@lru_cache(maxsize=256)
def _from_json(stored: str) -> tuple[str, ...]:
    import json

    return tuple(json.loads(stored)) if stored else ()
