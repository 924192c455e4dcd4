"""What the index holds of one article: its head, its annotations, the paragraphs of its text."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from typing import TYPE_CHECKING, Any

from reader.errors import NotFoundError, ReaderError
from reader.index import wording
from reader.index.files import STATE
from reader.index.holding import claim_held, speaker_held
from reader.index.pieces import searched_pieces
from reader.index.schema import ANNOTATION_COLUMNS, WORDING_COLUMNS
from reader.index.sources import annotation_columns, digest_of, head_of

if TYPE_CHECKING:
    import sqlite3

    from reader.text.document import Document

ReadTables = Callable[[str], Mapping[str, Mapping[str, dict[str, Any]]]]
ReadText = Callable[[str, str], "Document"]

_ARTICLES = "articles/"
_BLOCKS_AT_ONCE = 50
_ANNOTATIONS_AT_ONCE = 32
_DONE = f"UPDATE files SET pending = 0 WHERE id = ? AND ({STATE}) = (?, ?, ?)"
_IS_SAME = f"SELECT 1 FROM files WHERE id = ? AND ({STATE}) = (?, ?, ?)"
_STANDS = "SELECT NOT deleted FROM articles WHERE file = ?"
_PARAGRAPH = ("number", "file", "block", "start", "text")
_WORDING = ("number", *WORDING_COLUMNS)
_ANNOTATION = (
    "number",
    "file",
    "digest",
    *ANNOTATION_COLUMNS,
    *("noted", "labelled", "standing", "said_by", "about", "status", "verdict"),
)
_SPEAKER, _CLAIM = map(ANNOTATION_COLUMNS.index, ("speaker", "claim"))
_NOTE, _TAGS = map(WORDING_COLUMNS.index, ("note", "tags"))


class ArticleContents:
    """Takes in what changed in one article; another program may do so at the same time."""

    def __init__(self, read: ReadTables, read_text: ReadText) -> None:
        """Prepare to read; see `Contents`."""
        self._read = read
        self._read_text = read_text

    def take(
        self, connection: "sqlite3.Connection", file: int, article: str, *state: int
    ) -> Iterator[None]:
        """Take in an article, pausing where a transaction may end and another begin.

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
        wording.put(connection, "heads", ("number", "text"), (file, head))
        connection.execute("DELETE FROM shelved WHERE file = ?", (file,))
        _put_tags(connection, "shelved", [(file, tags)])
        for _ in _take_annotations(connection, file, tables.get("annotations", {}), text):
            yield
            if connection.execute(_IS_SAME, key).fetchone() is None:
                return
        try:
            yield from self._take_text(connection, file, article, text)
        except ReaderError:
            # It is tried again at each start.
            _drop_text(connection, file)
            connection.execute("UPDATE files SET text = '', filled = -1 WHERE id = ?", (file,))
            return
        connection.execute(_DONE, key)

    def take_some(
        self, connection: "sqlite3.Connection", file: int, article: str, names: Collection[str]
    ) -> None:
        """Take in some annotations of an article of which all else is in.

        Args:
            connection: What is written with.
            file: The number of its file.
            article: Its id.
            names: The ids of those that were made, changed or deleted.
        """
        tables = self._read(_ARTICLES + article)
        text = head_of(tables.get("article", {}).get(article, {}))[2]
        documents = tables.get("annotations", {})
        wanted = list(names)
        for start in range(0, len(wanted), _ANNOTATIONS_AT_ONCE):
            some = wanted[start : start + _ANNOTATIONS_AT_ONCE]
            known = _known(connection, file, some)
            found = ((name, documents.get(name)) for name in some)
            standing = [(name, each) for name, each in found if each and "deleted" not in each]
            met = set(_put_annotations(connection, file, standing, text, known))
            gone = [(number,) for name, (number, _) in known.items() if name not in met]
            connection.executemany("DELETE FROM annotations WHERE number = ?", gone)

    def _take_text(
        self, connection: "sqlite3.Connection", file: int, article: str, text: str
    ) -> Iterator[None]:
        """Put in the paragraphs of a text unless they are there; go on where somebody stopped."""
        from reader.index.shingles import put_shingles

        known, filled = _text_of(connection, file)
        if known == text and filled < 0:
            return
        document = self._read_text(article, text) if text else None
        if known != text:
            if known:
                _drop_text(connection, file)
            connection.execute("UPDATE files SET text = ?, filled = 0 WHERE id = ?", (text, file))
            filled = 0
        blocks = 0 if document is None else len(document.blocks)
        while document is not None and filled < blocks:
            reached = min(filled + _BLOCKS_AT_ONCE, blocks)
            pieces = (
                piece
                for block in range(filled, reached)
                for piece in searched_pieces(document, block)
            )
            numbers = count(_next_number(connection, "paragraphs"))
            rows = [(number, file, *piece) for number, piece in zip(numbers, pieces, strict=False)]
            wording.insert(connection, "paragraphs", _PARAGRAPH, rows)
            connection.execute("UPDATE files SET filled = ? WHERE id = ?", (reached, file))
            yield
            known, filled = _text_of(connection, file)
            if known != text or filled < 0:
                return
        put_shingles(connection, file)
        connection.execute("UPDATE files SET filled = -1 WHERE id = ?", (file,))


def _drop_text(connection: "sqlite3.Connection", file: int) -> None:
    connection.execute("DELETE FROM paragraphs WHERE file = ?", (file,))
    connection.execute("DELETE FROM shingles WHERE file = ?", (file,))


def _take_annotations(
    connection: "sqlite3.Connection",
    file: int,
    documents: Mapping[str, dict[str, Any]],
    text: str,
) -> Iterator[None]:
    """Put in the annotations that changed, and take out those that no longer stand."""
    # One after the other: all that stand in a book, decoded at once, would take ten megabytes.
    standing = ((name, each) for name, each in documents.items() if "deleted" not in each)
    met: set[str] = set()
    going_on = True
    while going_on:
        some = list(islice(standing, _ANNOTATIONS_AT_ONCE))
        known = _known(connection, file, [name for name, _ in some])
        met.update(_put_annotations(connection, file, some, text, known))
        going_on = len(some) == _ANNOTATIONS_AT_ONCE
        if going_on:
            yield
    present = connection.execute("SELECT number, id FROM annotations WHERE file = ?", (file,))
    gone = [(number,) for number, name in present if name not in met]
    if gone:
        connection.executemany("DELETE FROM annotations WHERE number = ?", gone)


def _known(
    connection: "sqlite3.Connection", file: int, names: Sequence[str]
) -> dict[str, list[Any]]:
    """Return the number and the digest of those of some annotations that are there, by id."""
    places = ", ".join("?" * len(names))
    found = connection.execute(
        f"SELECT id, number, digest FROM annotations WHERE file = ? AND id IN ({places})",
        (file, *names),
    )
    return {name: stored for name, *stored in found}


def _put_annotations(
    connection: "sqlite3.Connection",
    file: int,
    documents: Iterable[tuple[str, dict[str, Any]]],
    text: str,
    known: Mapping[str, list[Any]],
) -> Iterator[str]:
    """Put in some annotations unless they are there as they are; yield the ids of those good."""
    (stands,) = connection.execute(_STANDS, (file,)).fetchone() or (0,)
    numbers = count(_next_number(connection, "annotations"))
    rows: list[tuple[Any, ...]] = []
    wordings: list[tuple[Any, ...]] = []
    tagged: list[tuple[int, Iterable[str]]] = []
    for name, fields in documents:
        number, former = known.get(name, (0, None))
        digest = digest_of(fields, text)
        if former == digest:
            yield name
            continue
        found = annotation_columns(fields, text)
        if found is None:
            continue
        yield name
        columns, words = found
        repeated = (
            bool(words[_NOTE]),
            bool(words[_TAGS]),
            stands,
            speaker_held(connection, columns[_SPEAKER]),
            *claim_held(connection, columns[_CLAIM]),
        )
        new = former is None
        row = (next(numbers) if new else number, file, digest, *columns, *repeated)
        tagged.append((row[0], fields.get("tags", ())))
        if new:
            rows.append(row)
            wordings.append((row[0], *words))
        else:
            wording.change(connection, "annotations", _ANNOTATION, row)
            wording.change(connection, "wordings", _WORDING, (number, *words))
            connection.execute("DELETE FROM tagged WHERE annotation = ?", (number,))
    wording.insert_rows(connection, "annotations", _ANNOTATION, rows)
    wording.insert(connection, "wordings", _WORDING, wordings)
    _put_tags(connection, "tagged", tagged)


def _next_number(connection: "sqlite3.Connection", table: str) -> int:
    (last,) = connection.execute(f"SELECT max(number) FROM {table}").fetchone()
    return (last or 0) + 1


def _text_of(connection: "sqlite3.Connection", file: int) -> tuple[str, int]:
    """Return the version of the text that is in the index, and how many blocks of it; -1: all."""
    found = connection.execute("SELECT text, filled FROM files WHERE id = ?", (file,)).fetchone()
    return found or ("", -1)


def _put_tags(
    connection: "sqlite3.Connection", table: str, tagged: Iterable[tuple[int, Iterable[str]]]
) -> None:
    """Give each of some owners that have none their tags."""
    pairs = [(number, _tag_number(connection, tag)) for number, tags in tagged for tag in tags]
    connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", pairs)


def _tag_number(connection: "sqlite3.Connection", path: str) -> int:
    found = connection.execute("SELECT number FROM tags WHERE path = ?", (path,)).fetchone()
    if found is not None:
        return int(found[0])
    put = "INSERT INTO tags (path, current, listed) VALUES (?1, ?1, 0)"
    return connection.execute(put, (path,)).lastrowid or 0
