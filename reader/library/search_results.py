"""What a search found: thousands of records, each read when it comes into view."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.index.conditions import Phrase
from reader.index.full_text import Passage, Record, Source
from reader.index.rows import ArticleRow

if TYPE_CHECKING:
    from reader.index.annotations import AnnotationRow
    from reader.library.library import Library

_AROUND = 30
_KEPT = 2_000


class Result(NamedTuple):
    """One thing that was found; texts are as stored, to be cleaned when shown.

    Attributes:
        passage: The piece of text, and where in it the words are.
        article: The article it is in; of a claim the one in which it was first seen.
        annotation: The annotation it is; of a claim its first sighting. None for others, and for
            a claim that is not sighted any more.
        sightings: How many sightings the claim has, 0 for others.
    """

    passage: Passage
    article: ArticleRow
    annotation: "AnnotationRow | None" = None
    sightings: int = 0


class SearchResults:
    """The records that were found, in order.

    Attributes:
        phrases: What was looked for.
        records: What was found, all of one source together, in the order of `Source`.
        counts: How many of each source there are, those without any left out.
    """

    def __init__(
        self, library: "Library", phrases: Sequence[Phrase] = (), records: Sequence[Record] = ()
    ) -> None:
        """Show what was found in a library."""
        self.phrases = tuple(phrases)
        self.records = records
        self.counts: Mapping[Source, int] = Counter(record.source for record in records)
        self._library = library
        self._results: dict[Record, Result] = {}

    def result(self, record: Record, place: int = 0) -> Result | None:
        """Return one that was found, None if it is gone by now.

        Args:
            record: One of `records`.
            place: Where about it is in them: those around it are read with it.
        """
        if record not in self._results:
            if len(self._results) > _KEPT:
                self._results.clear()
            around = self.records[max(0, place - _AROUND) : place + _AROUND]
            missing = [each for each in {record, *around} if each not in self._results]
            self._results.update(self._read(missing))
        return self._results.get(record)

    def _read(self, records: Sequence[Record]) -> dict[Record, Result]:
        listing = self._library.listing
        found: dict[Record, Passage] = listing.at_once(
            lambda: listing.full_text.passages(records, self.phrases), {}
        )
        claims = [each.id for each in found.values() if each.source is Source.CLAIM]
        first: dict[str, tuple[int, int]] = listing.at_once(
            lambda: listing.annotations.first_sightings(claims), {}
        )
        # What an annotation is, by the record that shows it: that of a claim is its first sighting.
        shown = {each: each.number for each in found if each.source is Source.ANNOTATION}
        shown |= {each: first[found[each].id][0] for each in found if found[each].id in first}
        rows: list[AnnotationRow] = listing.at_once(
            lambda: listing.annotations.rows(list(shown.values())), []
        )
        annotations = {row.number: row for row in rows}
        where = {
            record: row.article if row is not None else passage.article
            for record, passage in found.items()
            for row in [annotations.get(shown.get(record, 0))]
        }
        articles = listing.glance(list(dict.fromkeys(filter(None, where.values()))))
        return {
            record: Result(
                passage,
                articles.get(where[record], ArticleRow(where[record])),
                annotations.get(shown.get(record, 0)),
                first.get(passage.id, (0, 0))[1],
            )
            for record, passage in found.items()
        }
