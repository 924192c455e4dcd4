"""What is kept in memory of every annotation of an open article, in the order of the text."""

import sys
import threading
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, starmap
from operator import add, sub
from typing import TYPE_CHECKING, NamedTuple

from reader.index.rows import Counts
from reader.model.annotation import Kind, SpeakerState, read_speaker_state
from reader.storage.documents import Documents
from reader.text.document import Range
from reader.text.runs import in_reading_order, reading_order

if TYPE_CHECKING:
    from reader.library.working_copy import WorkingCopy
    from reader.storage.base import Fields
    from reader.storage.outline import Trait

    Read = Callable[[str, Fields], "Sighting"]

ANNOTATIONS = "annotations"
NOWHERE = sys.maxsize
"""An offset after all texts."""

_NONE = Counts(0, 0, 0, 0)
_STEP = 128
"""Annotations read at a time, in a millisecond or two."""


class Sighting(NamedTuple):
    """What a text and a list need to know of an annotation; all else is read when asked for.

    One that changed is another object.

    Attributes:
        id: The annotation's id.
        start: The offset of its first character, `NOWHERE` if it has no place in this text.
        end: The offset after its last character, `NOWHERE` likewise.
        length: How many characters it quotes.
        noted: Whether it has a note.
        tags: Tag paths, sorted.
        speaker: The id of a speaker in the library.
    """

    id: str
    start: int
    end: int
    length: int
    kind: Kind
    noted: bool
    tags: tuple[str, ...]
    color: str | None
    speaker: str | None
    speaker_state: SpeakerState | None

    @property
    def range(self) -> Range | None:
        """Where its words are, None if it has no place in this text."""
        return None if self.start == NOWHERE else Range(self.start, self.end)

    @property
    def suggested(self) -> bool:
        """Whether nobody has confirmed its speaker."""
        return self.speaker_state is SpeakerState.SUGGESTED


class Sightings:
    """The standing annotations of one record, kept up with what changes in memory.

    All methods may be called from any thread: the row of an article has its counts.
    """

    def __init__(self, copy: "WorkingCopy", file: str, reader: Callable[[], "Read | None"]) -> None:
        """Follow the record `file`.

        Args:
            copy: The records in memory.
            file: The record.
            reader: Returns what makes a sighting of an id and a stored annotation; a weak
                reference to a method is one, so that who owns both is gone without the collector.
        """
        self._copy = copy
        self._file = file
        self._reader = reader
        self._version = -1
        self._by_id: dict[str, Sighting] = {}
        self._ordered: tuple[Sighting, ...] = ()
        self._counts = _NONE
        self._lock = threading.RLock()

    @property
    def complete(self) -> bool:
        """Whether all of them are known, so that nothing has to be read to tell."""
        return self._version == self._copy.version(self._file)

    def near(self, extent: Range) -> list[Sighting]:
        """Return those near a stretch of text as the record was read; all where that is quick."""
        table = self._copy.table(self._file, ANNOTATIONS)
        if self.complete or not isinstance(table, Documents):
            return list(self.ordered)
        return self._read_all((fields["id"], fields) for fields in table.near(*extent))

    def complete_in_steps(self) -> Iterator[None]:
        """Read all of them, a few at each step; stops when they are read or changed meanwhile."""
        version = self._copy.version(self._file)
        table = self._copy.table(self._file, ANNOTATIONS)
        found: list[Sighting] = []
        documents = iter(table.items())
        while some := list(islice(documents, _STEP)):
            found += self._read_all(some)
            yield
            if self.complete or self._copy.version(self._file) != version:
                return
        with self._lock:
            if self._version < version:
                self._take_all(in_reading_order(found), version)

    @property
    def ordered(self) -> tuple[Sighting, ...]:
        """The sightings in the order of the text, those without a place last."""
        self._keep_up()
        return self._ordered

    @property
    def counts(self) -> Counts:
        """How many there are; told before they are read where nothing changed."""
        table = self._copy.table(self._file, ANNOTATIONS)
        if not self.complete and isinstance(table, Documents) and table.traits is not None:
            return _count_traits(table.traits)
        self._keep_up()
        return self._counts

    def get(self, annotation: str) -> Sighting | None:
        """Return the sighting of an annotation, None if it does not stand."""
        if not self.complete:
            fields = self._copy.document(self._file, ANNOTATIONS, annotation)
            return None if fields is None else self._read()(annotation, fields)
        return self._by_id.get(annotation)

    def exactly(self, extent: Range) -> Sighting | None:
        """Return the oldest with exactly this extent, or None."""
        self._keep_up()
        wanted, known = (extent.start, -extent.end, ""), self._ordered
        place = bisect_left(known, wanted, key=reading_order)
        found = known[place] if place < len(known) else None
        return found if found is not None and found.range == extent else None

    def _keep_up(self) -> None:
        if self.complete:
            return
        with self._lock:
            version = self._copy.version(self._file)
            changed = self._copy.changed_since(self._file, self._version)
            if changed is None:
                table = self._copy.snapshot(self._file).get(ANNOTATIONS, {})
                self._take_all(self._read_all(table.items()), version)
                return
            table = self._copy.table(self._file, ANNOTATIONS)
            ordered = [*self._ordered]
            for name, annotation in changed:
                if name == ANNOTATIONS:
                    self._take(ordered, annotation, table.get(annotation))
            self._ordered = tuple(ordered)
            self._version = version

    def _read_all(self, documents: "Iterable[tuple[str, Fields]]") -> list[Sighting]:
        """Return the sightings of documents, those that were deleted left out, in order."""
        standing = (item for item in documents if "deleted" not in item[1])
        return in_reading_order(starmap(self._read(), standing))

    def _take_all(self, ordered: list[Sighting], version: int) -> None:
        self._ordered = tuple(ordered)
        self._by_id = {sighting.id: sighting for sighting in ordered}
        self._counts = _count(ordered)
        self._version = version

    def _read(self) -> "Read":
        read = self._reader()
        if read is None:
            raise ReferenceError("The article is not open any more.")
        return read

    def _take(self, ordered: list[Sighting], annotation: str, fields: "Fields | None") -> None:
        new = None
        if fields is not None and "deleted" not in fields:
            new = self._read()(annotation, fields)
        former = self._by_id.pop(annotation, None)
        if former is not None:
            del ordered[bisect_left(ordered, reading_order(former), key=reading_order)]
            self._counts = Counts(*map(sub, self._counts, _count([former])))
        if new is not None:
            self._counts = Counts(*map(add, self._counts, _count([new])))
            self._by_id[annotation] = new
            insort(ordered, new, key=reading_order)


def _count(sightings: Sequence[Sighting]) -> Counts:
    claims = [sighting for sighting in sightings if sighting.kind is Kind.CLAIM]
    suggested = sum(claim.suggested for claim in claims)
    return Counts(len(sightings), len(claims), suggested, sum(each.noted for each in sightings))


def _count_traits(traits: "Mapping[Trait, int]") -> Counts:
    standing = {trait: number for trait, number in traits.items() if not trait.deleted}
    claims = {trait: number for trait, number in standing.items() if trait.kind == Kind.CLAIM}
    return Counts(
        sum(standing.values()),
        sum(claims.values()),
        sum(number for trait, number in claims.items() if _is_suggested(trait)),
        sum(number for trait, number in standing.items() if trait.noted),
    )


def _is_suggested(trait: "Trait") -> bool:
    return read_speaker_state(trait.speaker_state) is SpeakerState.SUGGESTED
