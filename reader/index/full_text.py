"""Words looked for in everything: texts, notes, quotations, titles, tags and claims."""

import re
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.index.conditions import Phrase, match_of, phrase_of
from reader.index.database import Database, Interrupted
from reader.index.folding import WordPlaces
from reader.index.rare_words import RareWord, rare_words
from reader.text.document import Range

if TYPE_CHECKING:
    import sqlite3

_TYPED = re.compile(r'"([^"]*)("?)|([^\s"]+)')
_RANKED_AT_MOST = 4_000
"""Of more than this only those added last are ranked."""


class Source(StrEnum):
    """Where words were found, in the order of the results."""

    HEAD = "title"
    CLAIM = "claim"
    ANNOTATION = "annotation"
    TEXT = "text"


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


class InCommon(NamedTuple):
    """What a piece of text has in common with another, of the words that tell something.

    Attributes:
        hits: Where they are in the piece, in code points.
        words: How many different ones there are.
        share: How much of what all of them tell is told by these, from 0 to 1.
    """

    hits: tuple[Range, ...]
    words: int
    share: float


class _Shelf(NamedTuple):
    """Where words of a source are: a table that is searched, as `t`, and what belongs to it.

    Attributes:
        table: Its name.
        columns: What a passage is made of: article, title, id, block, start, and its texts.
        joined: What `columns` needs besides `t`.
    """

    table: str
    columns: str
    joined: str = ""


_SHELVES = {
    Source.HEAD: _Shelf(
        "heads",
        "r.id, r.title, '', 0, NULL, t.text",
        "JOIN articles AS r ON r.file = t.number AND NOT r.deleted",
    ),
    Source.CLAIM: _Shelf("claims", "'', '', t.current, 0, NULL, t.text, t.explanation"),
    Source.ANNOTATION: _Shelf(
        "wordings",
        "r.id, r.title, a.id, 0, a.start, t.quotation, t.note, t.tags",
        """JOIN annotations AS a ON a.number = t.number
        JOIN articles AS r ON r.file = a.file AND NOT r.deleted""",
    ),
    Source.TEXT: _Shelf(
        "paragraphs",
        "r.id, r.title, '', t.block, t.start, t.text",
        "JOIN articles AS r ON r.file = t.file AND NOT r.deleted",
    ),
}


class FullText:
    """All that can be read in the library, by its words; but not what is in the trash."""

    def __init__(self, database: Database) -> None:
        """Search an index."""
        self._database = database

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
        query = match_of(phrases)
        if not query:
            return []
        marker = _Marker(phrases)
        found: list[Passage] = []
        try:
            with self._database.searching() as connection:
                for source in Source:
                    if source in sources:
                        stored = _found(connection, source, query, limit, ranked=ranked)
                        found += [_passage(source, each, marker) for each in stored]
        except Interrupted:
            return []
        return found

    def related(self, text: str, source: Source = Source.TEXT, limit: int = 400) -> "Related":
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
                stored = _found(connection, source, query, limit, ranked=True) if rare else []
        except Interrupted:
            return Related((), [])
        return Related(rare, [_unmarked(source, each) for each in stored])

    def stop(self) -> None:
        """Break off a search that is under way in another thread: it is no longer wanted."""
        self._database.interrupt()


class Related:
    """What is on the same matter as a text.

    Attributes:
        passages: The pieces that BM25 ranks highest, the first one first, those that are word for
            word the same together; without hits.
    """

    def __init__(self, rare: Sequence[RareWord], passages: Iterable[Passage]) -> None:
        """Take the words that tell something, and the pieces by rank."""
        same: dict[str, list[Passage]] = {}
        for passage in passages:
            same.setdefault(passage.text, []).append(passage)
        self.passages = list(same.values())
        self._rare = rare
        self._told = sum(each.weight for each in rare)

    def in_common(self, text: str) -> InCommon:
        """Return what a piece has in common with the text."""
        found = self._marker.found(text)
        hits = tuple(hit for hit, _ in found)
        held = {words for _, words in found}
        met = [each.weight for each in self._rare if " ".join(each.phrase.words) in held]
        return InCommon(hits, len(met), sum(met) / self._told if met else 0.0)

    @cached_property
    def _marker(self) -> "_Marker":
        return _Marker([each.phrase for each in self._rare])


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


class _Marker:
    """Finds the places of phrases in a piece of text, as the index does."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        patterns = (
            " +".join(map(re.escape, phrase.words)) + ("" if phrase.open else r"(?![^ ])")
            for phrase in phrases
            if phrase.words
        )
        self._pattern = re.compile(rf"(?<![^ ])(?:{'|'.join(patterns)})")

    def places(self, text: str) -> tuple[Range, ...]:
        """Return where the phrases are in a text, in code points of the text."""
        return tuple(place for place, _ in self.found(text))

    def found(self, text: str) -> list[tuple[Range, str]]:
        """Return the same with the folded words that are there, as far as they were looked for."""
        known = WordPlaces(text)
        return [
            (known.original(*match.span()), " ".join(match[0].split()))
            for match in self._pattern.finditer(known.words)
        ]


def _found(
    connection: "sqlite3.Connection", source: Source, query: str, limit: int, *, ranked: bool
) -> list[tuple[Any, ...]]:
    table, columns, joined = _SHELVES[source]
    words = f"{table}_words"
    matching = f"FROM {words} WHERE {words} MATCH ?"
    found, order = f"SELECT rowid {matching}", "f.rowid DESC"
    if ranked:
        # All of a frequent word would take a second.
        latest = f"ORDER BY rowid DESC LIMIT {_RANKED_AT_MOST}"
        found, order = (
            f"SELECT rowid, bm25({words}) AS rank {matching} {latest}",
            f"f.rank, {order}",
        )
    statement = f"""
        SELECT {columns} FROM ({found}) AS f CROSS JOIN {table} AS t ON t.number = f.rowid
        {joined} ORDER BY {order} LIMIT ?
    """
    return connection.execute(statement, (query, limit)).fetchall()


def _unmarked(source: Source, stored: tuple[Any, ...]) -> Passage:
    article, title, owner, block, start, text, *_ = stored
    return Passage(source, article, title, owner, block, start, text, ())


def _passage(source: Source, stored: tuple[Any, ...], marker: _Marker) -> Passage:
    article, title, owner, block, start, *texts = stored
    # Of an annotation, what holds the most of the words.
    pieces = [(marker.places(text), text) for text in texts]
    hits, text = max(pieces, key=lambda piece: len(piece[0]))
    return Passage(source, article, title, owner, block, start, text, hits)
