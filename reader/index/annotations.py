"""All annotations of the library: filtered, sorted and counted without reading a record."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from reader.index.conditions import (
    SIGHTINGS,
    SIGHTINGS_IN_ORDER,
    AllOf,
    Condition,
    Field,
    Has,
    Not,
    clause,
)
from reader.index.database import Database
from reader.text.document import Range

_AT_ONCE = 500
_EVERYTHING = AllOf()


class AnnotationRow(NamedTuple):
    """What a board shows of one annotation; texts are as stored, to be cleaned when shown.

    Attributes:
        number: Names the row in this index for as long as the annotation stands.
        article: The article's id.
        title: The article's title.
        id: The annotation's id.
        start: Where its words begin in the article's text, in code points; None without a place.
        end: Where they end.
        state: How surely they were found there, a word of `AnchorState`, None without a place.
        kind: A word of `Kind`.
        quotation: The words it is about, empty for a note on the whole article.
        note: Markdown.
        tags: Paths as they are now, sorted, each once.
        speaker: The id of the speaker that holds now, empty if there is none.
        speaker_name: The name of that one.
        speaker_state: A word of `SpeakerState`, or empty.
        voice: A word of `Voice`, or empty.
        attribution: A word of `Attribution`, or empty.
        claim: The id of the claim that holds now, empty if there is none.
        claim_text: What that one asserts.
        status: Its status, a word of `Status`, or empty.
        verdict: Its verdict, or empty.
        claim_lost: Whether it names a claim that is not there or cannot be read.
        created: ISO 8601 UTC.
        modified: ISO 8601 UTC.
    """

    number: int
    article: str
    title: str
    id: str
    start: int | None
    end: int | None
    state: str | None
    kind: str
    quotation: str
    note: str
    tags: tuple[str, ...]
    speaker: str
    speaker_name: str
    speaker_state: str
    voice: str
    attribution: str
    claim: str
    claim_text: str
    status: str
    verdict: str
    claim_lost: bool
    created: str
    modified: str


_TAGS_NOW = """
    coalesce((SELECT group_concat(path, char(10)) FROM (
        SELECT DISTINCT t.current AS path FROM tagged AS g JOIN tags AS t ON t.number = g.tag
        WHERE g.annotation = a.number ORDER BY 1
    )), '')
"""
_SELECT = f"""
    SELECT a.number, r.id, r.title, a.id, a.start, a."end", a.state, a.kind, w.quotation, w.note,
    {_TAGS_NOW}, a.said_by, coalesce(s.name, ''), a.speaker_state, a.voice, a.attribution,
    a.about, coalesce(c.text, ''), a.status, a.verdict,
    a.claim <> '' AND a.about = '', a.created, a.modified
    FROM annotations AS a JOIN wordings AS w ON w.number = a.number
    JOIN articles AS r ON r.file = a.file
    LEFT JOIN claims AS c ON c.id = a.about
    LEFT JOIN speakers AS s ON s.id = a.said_by
"""
_TAGS = AnnotationRow._fields.index("tags")


class AnnotationOrder(StrEnum):
    """The orders annotations can be in."""

    MODIFIED = "modified"
    CREATED = "created"
    PLACE = "place"
    SPEAKER = "speaker"
    CLAIM = "claim"
    STATUS = "status"
    VERDICT = "verdict"


_LATEST = "a.modified DESC, a.number DESC"
_KEYS = {
    AnnotationOrder.MODIFIED: _LATEST,
    AnnotationOrder.CREATED: "a.created DESC, a.number DESC",
    AnnotationOrder.PLACE: "r.accessed_on DESC, r.id, a.start IS NULL, a.start, a.number",
    AnnotationOrder.SPEAKER: f"s.name IS NULL, s.name, s.id, {_LATEST}",
    AnnotationOrder.CLAIM: f"c.text IS NULL, c.text, c.id, {_LATEST}",
    AnnotationOrder.STATUS: f"a.status, {_LATEST}",
    AnnotationOrder.VERDICT: f"a.verdict, {_LATEST}",
}
_JOINED = {
    AnnotationOrder.PLACE: "JOIN articles AS r ON r.file = a.file",
    AnnotationOrder.SPEAKER: "LEFT JOIN speakers AS s ON s.id = a.said_by",
    AnnotationOrder.CLAIM: "LEFT JOIN claims AS c ON c.id = a.about",
}


class Group(StrEnum):
    """What annotations can be counted by."""

    VERDICT = "verdict"
    STATUS = "status"
    SPEAKER = "speaker"
    TAG = "tag"
    MONTH = "month"
    ARTICLE = "article"
    CLAIM = "claim"
    KIND = "kind"


_GROUPS = {
    Group.VERDICT: "a.verdict",
    Group.STATUS: "a.status",
    Group.SPEAKER: "a.said_by",
    Group.MONTH: "substr(a.created, 1, 7)",
    Group.CLAIM: "a.about",
    Group.KIND: "a.kind",
}


class Annotations:
    """The standing annotations of the articles that are not in the trash.

    All methods raise IndexLost when the index cannot be trusted, and Interrupted when somebody
    broke them off.
    """

    def __init__(self, database: Database) -> None:
        """Read from an index."""
        self._database = database

    def arrange(
        self,
        condition: Condition = _EVERYTHING,
        order: AnnotationOrder = AnnotationOrder.MODIFIED,
        limit: int | None = None,
    ) -> list[int]:
        """Return the numbers of the rows that meet a condition, in an order.

        Args:
            condition: What they have to meet; all do if it is left out.
            order: How they are sorted.
            limit: How many are wanted; all if left out.
        """
        where, values = clause(condition)
        statement = f"""
            SELECT a.number FROM {SIGHTINGS_IN_ORDER} {_JOINED.get(order, "")}
            WHERE a.standing AND ({where}) ORDER BY {_KEYS[order]} LIMIT ?
        """
        with self._database.searching() as connection:
            found = connection.execute(statement, (*values, -1 if limit is None else limit))
            return [number for (number,) in found.fetchall()]

    def arrange_by(
        self,
        group: Group,
        condition: Condition = _EVERYTHING,
        order: AnnotationOrder = AnnotationOrder.MODIFIED,
    ) -> list[tuple[str, int]]:
        """Return the numbers of the rows that meet a condition, in an order, with what they are of.

        Args:
            group: What they are told apart by: words, ids, paths, or months. One without is told
                under the empty string, one with several tags once under each.
            condition: What they have to meet.
            order: How they are sorted.
        """
        where, values = clause(condition)
        joined = _JOINED.get(order, "")
        match group:
            case Group.TAG:
                key = "coalesce(t.current, '')"
                joined += """
                    LEFT JOIN tagged ON tagged.annotation = a.number
                    LEFT JOIN tags AS t ON t.number = tagged.tag
                """
            case Group.ARTICLE:
                key = "(SELECT id FROM articles WHERE file = a.file)"
            case _:
                key = _GROUPS[group]
        statement = f"""
            SELECT {key}, a.number FROM {SIGHTINGS_IN_ORDER} {joined}
            WHERE a.standing AND ({where}) ORDER BY {_KEYS[order]}
        """
        with self._database.searching() as connection:
            found: list[tuple[str, int]] = connection.execute(statement, values).fetchall()
        # A tag that became another may have been given beside it.
        return list(dict.fromkeys(found)) if group is Group.TAG else found

    def sightings(self, claim: str, limit: int) -> list[AnnotationRow]:
        """Return rows of a claim by its id, the latest first; at once."""
        statement = f"{_SELECT} WHERE a.standing AND a.about = ? ORDER BY {_LATEST} LIMIT ?"
        with self._database.reading() as connection:
            return list(map(_row, connection.execute(statement, (claim, limit))))

    def paragraph(self, number: int) -> tuple[int, str] | None:
        """Return the paragraph a row begins in: where it begins in the text, and its words.

        None if it has no place, or the text is not read yet. A very long one is a part of it.
        """
        statement = """
            SELECT p.start, p.text FROM annotations AS a JOIN paragraphs AS p ON p.file = a.file
            WHERE a.number = ? AND p.start <= a.start ORDER BY p.start DESC LIMIT 1
        """
        with self._database.reading() as connection:
            found: tuple[int, str] | None = connection.execute(statement, (number,)).fetchone()
            return found

    def stop(self) -> None:
        """Break off the query that is under way in another thread, if there is one."""
        self._database.interrupt()

    def rows(self, numbers: Sequence[int]) -> list[AnnotationRow]:
        """Return rows by their numbers, in that order; those that are gone are left out."""
        found: dict[int, AnnotationRow] = {}
        with self._database.reading() as connection:
            for start in range(0, len(numbers), _AT_ONCE):
                some = numbers[start : start + _AT_ONCE]
                places = ", ".join("?" * len(some))
                statement = f"{_SELECT} WHERE a.number IN ({places})"
                for stored in connection.execute(statement, some):
                    row = _row(stored)
                    found[row.number] = row
        return [found[number] for number in numbers if number in found]

    def touching(self, article: str, place: Range) -> list[AnnotationRow]:
        """Return the rows of those on a stretch of an article's text, or a part of it, in order.

        Args:
            article: The article's id.
            place: In code points of the text.
        """
        statement = f"""
            {_SELECT} WHERE r.id = ? AND a.standing AND a.start < ? AND a."end" > ?
            ORDER BY a.start, a.number
        """
        with self._database.searching() as connection:
            found = connection.execute(statement, (article, place.end, place.start)).fetchall()
            return list(map(_row, found))

    def first_sightings(self, claims: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Return of each claim that has one the number of its first sighting, and how many it has.

        Args:
            claims: The ids of claims that were not merged into others.
        """
        found: dict[str, tuple[int, int]] = {}
        with self._database.reading() as connection:
            for start in range(0, len(claims), _AT_ONCE):
                some = claims[start : start + _AT_ONCE]
                # Beside a minimum SQLite gives what is in its row.
                statement = f"""
                    SELECT a.about, a.number, count(*), min(a.created) FROM annotations AS a
                    WHERE a.standing AND a.about <> '' AND a.about IN ({", ".join("?" * len(some))})
                    GROUP BY a.about
                """
                for claim, number, count, _ in connection.execute(statement, some):
                    found[claim] = (number, count)
        return found

    def count(self, condition: Condition = _EVERYTHING) -> int:
        """Return how many meet a condition."""
        where, values = clause(condition)
        statement = f"SELECT count(*) FROM {SIGHTINGS} WHERE a.standing AND ({where})"
        with self._database.searching() as connection:
            number: int = connection.execute(statement, values).fetchone()[0]
            return number

    def counts(
        self, group: Group, condition: Condition = _EVERYTHING, number: int | None = None
    ) -> dict[str, int]:
        """Return how many there are of each kind, the most frequent first.

        Args:
            group: What they are told apart by: words, ids, paths, or months as `2026-11`. One
                without is counted under the empty string, one with several tags under each.
            condition: What they have to meet.
            number: How many do, if that is known already.
        """
        where, values = clause(condition)
        match group:
            case Group.TAG if condition == _EVERYTHING:
                # Of all, it is quicker to leave out those that do not stand.
                statement = """
                    SELECT t.current, count(DISTINCT tagged.annotation)
                    FROM tags AS t CROSS JOIN tagged ON tagged.tag = t.number
                    WHERE tagged.annotation
                    NOT IN (SELECT number FROM annotations WHERE NOT standing) GROUP BY 1
                """
            case Group.TAG:
                statement = f"""
                    SELECT t.current, count(DISTINCT g.annotation) FROM {SIGHTINGS}
                    CROSS JOIN tagged AS g ON g.annotation = a.number
                    CROSS JOIN tags AS t ON t.number = g.tag
                    WHERE a.standing AND ({where}) GROUP BY 1
                """
            case Group.ARTICLE:
                statement = f"""
                    SELECT r.id, f.number FROM (
                        SELECT a.file, count(*) AS number FROM {SIGHTINGS}
                        WHERE a.standing AND ({where}) GROUP BY 1
                    ) AS f JOIN articles AS r ON r.file = f.file
                """
            case _:
                column = _GROUPS[group]
                # Those without it need not be counted one by one.
                whole = "a.created" if group is Group.MONTH else column
                statement = f"""
                    SELECT {column}, count(*) FROM {SIGHTINGS}
                    WHERE a.standing AND {whole} <> '' AND ({where}) GROUP BY 1
                """
        with self._database.searching() as connection:
            found: dict[str, int] = dict(connection.execute(statement, values).fetchall())
        if group is Group.TAG:
            without = self.count(AllOf([condition, Not(Has(Field.TAG))]))
        else:
            known = self.count(condition) if number is None else number
            without = known - sum(found.values())
        counted = [*found.items(), *([("", without)] if without > 0 else [])]
        return dict(sorted(counted, key=lambda item: (-item[1], item[0])))


def _row(stored: tuple[Any, ...]) -> AnnotationRow:
    row = AnnotationRow(*stored)
    tags = tuple(filter(None, stored[_TAGS].split("\n")))
    return row._replace(tags=tags, claim_lost=bool(row.claim_lost))
