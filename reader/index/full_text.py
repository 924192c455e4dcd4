"""Words looked for in everything: texts, notes, quotations, titles, tags and claims."""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.index.conditions import ARTICLES, Condition, Phrase, clause, match_of, phrase_of
from reader.index.database import Database, Interrupted
from reader.index.marking import Marker
from reader.index.rare_words import rare_words
from reader.index.related import Related
from reader.text.document import Range

if TYPE_CHECKING:
    import sqlite3

_TYPED = re.compile(r'"([^"]*)("?)|([^\s"]+)')
_RANKED_AT_MOST = 4_000
"""Of more than this only those added last are ranked."""

_AT_ONCE = 500
_CHOSEN = (
    "CREATE TEMP TABLE IF NOT EXISTS chosen (file INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS claimed (claim PRIMARY KEY) WITHOUT ROWID",
    "DELETE FROM chosen",
    "DELETE FROM claimed",
)
"""The files of the articles that are searched, and the claims that are made in them."""

_CLAIMED = """
    INSERT INTO claimed SELECT DISTINCT about FROM annotations
    WHERE standing AND about <> '' AND file IN (SELECT file FROM chosen)
"""


class Source(StrEnum):
    """Where words were found, in the order of the results."""

    HEAD = "title"
    CLAIM = "claim"
    ANNOTATION = "annotation"
    TEXT = "text"


class Record(NamedTuple):
    """Names what holds the words, for as long as it stands in this index.

    Attributes:
        source: What it is.
        number: Which of them; of an annotation the number of its `AnnotationRow`.
    """

    source: Source
    number: int


class Passage(NamedTuple):
    """A piece of text that holds the words; a text is as stored, to be cleaned when shown.

    Attributes:
        source: What it is a piece of.
        article: The id of the article it is in, empty for a claim.
        title: The title of that one.
        id: The id of the annotation, or of what the claim was merged into; empty for others.
        block: The number of the block it is in, if it is of the article's text, else 0.
        start: Where it begins in that text, or the quotation does; None if it has no place there.
        text: The piece: a paragraph, or what of the annotation, claim or head holds the words.
        hits: Where in the piece the words are, in code points.
    """

    source: Source
    article: str
    title: str
    id: str
    block: int
    start: int | None
    text: str
    hits: tuple[Range, ...]

    @property
    def place(self) -> Range | None:
        """Where the first hit is in the article's text, or the words an annotation is about."""
        if self.start is None:
            return None
        if self.source is not Source.TEXT or not self.hits:
            return Range(self.start, self.start)
        first = self.hits[0]
        return Range(self.start + first.start, self.start + first.end)


class _Shelf(NamedTuple):
    """Where words of a source are: a table that is searched, as `t`, and what belongs to it.

    Attributes:
        table: Its name.
        columns: What a passage is made of: article, title, id, block, start, and its texts.
        joined: What `columns` needs besides `t`.
        within: What holds of those that are in the articles that are searched.
    """

    table: str
    columns: str
    joined: str
    within: str


_SHELVES = {
    Source.HEAD: _Shelf(
        "heads",
        "r.id, r.title, '', 0, NULL, t.text",
        "JOIN articles AS r ON r.file = t.number AND NOT r.deleted",
        "t.number IN (SELECT file FROM chosen)",
    ),
    Source.CLAIM: _Shelf(
        "claims",
        "'', '', t.current, 0, NULL, t.text, t.explanation",
        "",
        "t.current IN (SELECT claim FROM claimed)",
    ),
    Source.ANNOTATION: _Shelf(
        "wordings",
        "r.id, r.title, a.id, 0, a.start, t.quotation, t.note, t.tags",
        """JOIN annotations AS a ON a.number = t.number
        JOIN articles AS r ON r.file = a.file AND NOT r.deleted""",
        "a.file IN (SELECT file FROM chosen)",
    ),
    Source.TEXT: _Shelf(
        "paragraphs",
        "r.id, r.title, '', t.block, t.start, t.text",
        "JOIN articles AS r ON r.file = t.file AND NOT r.deleted",
        "t.file IN (SELECT file FROM chosen)",
    ),
}


class FullText:
    """All that can be read in the library, by its words; but not what is in the trash."""

    def __init__(self, database: Database) -> None:
        """Search an index."""
        self._database = database
        self._chosen: tuple[object, ...] = ()

    def search(
        self,
        words: str | Sequence[Phrase],
        *,
        prefix: bool = False,
        ranked: bool = True,
        limit: int = 50,
        sources: Collection[Source] = tuple(Source),
    ) -> list[Passage]:
        """Return the pieces that hold all of some words, in any order; `"…"` is a phrase.

        Case and accents do not matter.

        Args:
            words: What was typed, or the phrases it stands for.
            prefix: Whether the last word may go on, as while it is being typed.
            ranked: Whether those that say most about it come first, which takes longer; else
                those that were added last do.
            limit: How many are wanted of each source.
            sources: What is looked through.

        Returns:
            Nothing if there is no word, or if `stop` was called meanwhile.

        Raises:
            IndexLost: the index cannot be trusted.
        """
        phrases = phrases_in(words, prefix=prefix) if isinstance(words, str) else words
        try:
            found = self.records(phrases, ranked=ranked, limit=limit, sources=sources)
            return list(self.passages(found, phrases).values())
        except Interrupted:
            return []

    def records(
        self,
        phrases: Sequence[Phrase],
        *,
        ranked: bool = True,
        limit: int = 50,
        within: Condition | None = None,
        sources: Collection[Source] = tuple(Source),
    ) -> list[Record]:
        """Return what holds all of some phrases, in the order of `Source`.

        Args:
            phrases: What is looked for; nothing is found without a word in them.
            ranked: As for `search`.
            limit: How many are wanted of each source; no more than 4,000 are ranked.
            within: What has to hold of the articles they are in, or claims are made in.
            sources: What is looked through.

        Raises:
            IndexLost: the index cannot be trusted.
            Interrupted: `stop` was called meanwhile.
        """
        query = match_of(phrases)
        if not query:
            return []
        found: list[Record] = []
        with self._database.searching() as connection:
            if within is not None:
                self._choose(connection, within)
            for source in Source:
                if source in sources:
                    # All of a frequent word would take a second.
                    most = _RANKED_AT_MOST if ranked else limit
                    numbers = _latest(connection, source, query, most, within is not None)
                    if ranked and len(numbers) > 1:
                        numbers = _ranked(connection, source, query, limit, numbers)
                    found += [Record(source, number) for number in numbers]
        return found

    def passages(
        self, records: Sequence[Record], phrases: Sequence[Phrase]
    ) -> dict[Record, Passage]:
        """Return what was found, in that order, with the places of the phrases in it.

        What is gone by now is left out.

        Raises:
            IndexLost: the index cannot be trusted.
        """
        marker = Marker(phrases)
        found: dict[Record, Passage] = {}
        with self._database.reading() as connection:
            for source in dict.fromkeys(record.source for record in records):
                numbers = [record.number for record in records if record.source is source]
                for number, *stored in _stored(connection, source, numbers):
                    found[Record(source, number)] = _passage(source, tuple(stored), marker)
        return {record: found[record] for record in records if record in found}

    def related(self, text: str, source: Source = Source.TEXT, limit: int = 400) -> Related:
        """Return what is on the same matter as a text, by the rarer of its words.

        Args:
            text: Any text; the piece it comes from is found too.
            source: What is looked through.
            limit: How many pieces are looked at, those that are the same counted each.

        Returns:
            Nothing if no word tells something, or if `stop` was called meanwhile.

        Raises:
            IndexLost: the index cannot be trusted.
        """
        try:
            with self._database.searching() as connection:
                rare = rare_words(connection, _SHELVES[source].table, text)
                query = match_of([each.phrase for each in rare], any_of=True)
                latest = _latest(connection, source, query, _RANKED_AT_MOST) if rare else []
                numbers = _ranked(connection, source, query, limit, latest) if latest else []
                stored = {number: rest for number, *rest in _stored(connection, source, numbers)}
        except Interrupted:
            return Related((), [])
        found = [stored[number] for number in numbers if number in stored]
        return Related(rare, [_unmarked(source, tuple(each)) for each in found])

    def _choose(self, connection: "sqlite3.Connection", within: Condition) -> None:
        """Put the files that meet a condition into a table, once for all letters typed."""
        version = connection.execute("PRAGMA data_version").fetchone()[0]
        # What is written with this very connection, in an index without a file, changes its count.
        if self._chosen != (connection, version, connection.total_changes, within):
            sql, values = clause(within)
            for statement in _CHOSEN:
                connection.execute(statement)
            connection.execute(
                f"INSERT INTO chosen SELECT a.file FROM {ARTICLES} WHERE {sql}", values
            )
            connection.execute(_CLAIMED)
            self._chosen = (connection, version, connection.total_changes, within)

    def stop(self) -> None:
        """Break off a search that is under way in another thread: it is no longer wanted."""
        self._database.interrupt()


def phrases_in(typed: str, *, prefix: bool = False) -> list[Phrase]:
    """Return what was typed as phrases: each word, and each stretch in quotation marks.

    Args:
        typed: What was typed; a quotation mark that is not closed yet holds to the end.
        prefix: Whether the last word may go on; not after a space or a closing mark.
    """
    phrases: list[Phrase] = []
    for match in _TYPED.finditer(typed):
        last = prefix and match.end() == len(typed) and not match[2] and not typed[-1].isspace()
        phrase = phrase_of(match[3] if match[3] is not None else match[1], open=last)
        if phrase.words:
            phrases.append(phrase)
    return phrases


def _latest(
    connection: "sqlite3.Connection", source: Source, query: str, limit: int, chosen: bool = False
) -> list[int]:
    """Return the numbers of what was added last, of all files or of those that were chosen."""
    table, _, joined, within = _SHELVES[source]
    words = f"{table}_words"
    statement = f"""
        SELECT t.number FROM (SELECT rowid FROM {words} WHERE {words} MATCH ?) AS f
        CROSS JOIN {table} AS t ON t.number = f.rowid {joined}
        WHERE {within if chosen else 1} ORDER BY f.rowid DESC LIMIT ?
    """
    return [number for (number,) in connection.execute(statement, (query, limit)).fetchall()]


def _ranked(
    connection: "sqlite3.Connection", source: Source, query: str, limit: int, numbers: list[int]
) -> list[int]:
    """Return those of some numbers first that say most about it; the latest of equal ones."""
    words = f"{_SHELVES[source].table}_words"
    # With the plus sign the matches are gone through once, and not looked up one by one.
    statement = f"""
        SELECT rowid FROM {words} WHERE {words} MATCH ? AND rowid >= ?
        AND +rowid IN (SELECT value FROM json_each(?))
        ORDER BY bm25({words}), rowid DESC LIMIT ?
    """
    values = (query, numbers[-1], json.dumps(numbers), limit)
    return [number for (number,) in connection.execute(statement, values).fetchall()]


def _stored(
    connection: "sqlite3.Connection", source: Source, numbers: Sequence[int]
) -> Iterator[tuple[Any, ...]]:
    table, columns, joined, _ = _SHELVES[source]
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        places = ", ".join("?" * len(some))
        yield from connection.execute(
            f"SELECT t.number, {columns} FROM {table} AS t {joined} WHERE t.number IN ({places})",
            some,
        )


def _unmarked(source: Source, stored: tuple[Any, ...]) -> Passage:
    article, title, owner, block, start, text, *_ = stored
    return Passage(source, article, title, owner, block, start, text, ())


def _passage(source: Source, stored: tuple[Any, ...], marker: Marker) -> Passage:
    article, title, owner, block, start, *texts = stored
    # Of an annotation, what holds the most of the words.
    pieces = [(marker.places(text), text) for text in texts]
    hits, text = max(pieces, key=lambda piece: len(piece[0]))
    return Passage(source, article, title, owner, block, start, text, hits)
