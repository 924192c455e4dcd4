"""Marks that may overlap, and the runs they lay over a stretch of text when one looks at it."""

from array import array
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import compress
from operator import attrgetter
from typing import Generic, NamedTuple, Protocol, TypeVar

_GROUP = 64
"""Marks of which the farthest end is known, so that one look passes over all of them."""

_id, _start, _end = attrgetter("id"), attrgetter("start"), attrgetter("end")


class Marked(Protocol):
    """Whatever has a name and covers a stretch of text, in code points, end exclusive."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def start(self) -> int:
        """The offset of its first character."""

    @property
    def end(self) -> int:
        """The offset after its last character; one that covers nothing is over nothing."""


AnyMark = TypeVar("AnyMark", bound=Marked)


class Mark(NamedTuple):
    """A marked stretch of text, in code points, end exclusive; an empty one covers nothing."""

    id: str
    start: int
    end: int


class Run(NamedTuple):
    """A stretch of text under the same marks throughout.

    Attributes:
        ids: The marks over it, the shortest last: that is the one nearest to the words.
    """

    start: int
    end: int
    ids: tuple[str, ...]


class Marks(Generic[AnyMark]):
    """Marks in reading order: by start, the longer first.

    Nothing is laid flat before it is looked at: thousands of marks that overlap would make more
    runs, each under more marks, than anybody ever sees.

    Attributes:
        ordered: The marks, those that cover nothing left out.
    """

    def __init__(self, marks: Iterable[AnyMark] = ()) -> None:
        """Take marks in any order, each with a name of its own."""
        covering = [mark for mark in marks if mark.start < mark.end]
        ordered = in_reading_order(covering)
        self._take(ordered, array("I", map(_start, ordered)), array("I", map(_end, ordered)))

    def altered(self, gone: Iterable[AnyMark], new: Iterable[AnyMark]) -> "Marks[AnyMark]":
        """Return these marks without some of them and with others; a tenth of sorting thousands.

        Args:
            gone: Marks that are among these, but for those that cover nothing.
            new: Marks with names that are not, or no more.
        """
        ordered, starts, ends = list(self.ordered), self._starts[:], self._ends[:]
        for mark in gone:
            if mark.start < mark.end:
                place = bisect_left(ordered, reading_order(mark), key=reading_order)
                del ordered[place], starts[place], ends[place]
        for mark in new:
            if mark.start < mark.end:
                place = bisect_left(ordered, reading_order(mark), key=reading_order)
                ordered.insert(place, mark)
                starts.insert(place, mark.start)
                ends.insert(place, mark.end)
        altered: Marks[AnyMark] = Marks()
        altered._take(ordered, starts, ends)
        return altered

    def _take(self, ordered: list[AnyMark], starts: "array[int]", ends: "array[int]") -> None:
        self.ordered: Sequence[AnyMark] = ordered
        self._starts, self._ends = starts, ends
        self._reached = [max(ends[at : at + _GROUP]) for at in range(0, len(ends), _GROUP)]

    def place(self, mark: AnyMark) -> int:
        """Return where a mark stands among those in order, or would."""
        return bisect_left(self.ordered, reading_order(mark), key=reading_order)

    def first_from(self, offset: int) -> int:
        """Return the place of the first mark that starts at `offset` or after it."""
        return bisect_left(self._starts, offset)

    def over(self, start: int, end: int) -> list[AnyMark]:
        """Return the marks that share a character with a range, in reading order."""
        if start >= end:
            return []
        last = bisect_left(self._starts, end)
        groups = range(0, last, _GROUP)
        reaching = compress(groups, [reached > start for reached in self._reached])
        return [
            mark
            for group in reaching
            for mark in self.ordered[group : min(group + _GROUP, last)]
            if mark.end > start
        ]

    def at(self, offset: int) -> list[AnyMark]:
        """Return the marks over a character, the shortest last.

        Where marks are of one length, the later start, then the larger id, counts as nearer.
        """
        return sorted(self.over(offset, offset + 1), key=_distance)

    def between(self, start: int, end: int) -> list[Run]:
        """Return the runs within a range, in order; unmarked text has none.

        They are laid flat by one sweep over the ends of the marks, and cut at those of the range.
        """
        near = sorted(self.over(start, end), key=_distance)
        names = [mark.id for mark in near]
        opening: defaultdict[int, list[int]] = defaultdict(list)
        closing: defaultdict[int, list[int]] = defaultdict(list)
        for rank, mark in enumerate(near):
            opening[max(mark.start, start)].append(rank)
            closing[min(mark.end, end)].append(rank)
        runs: list[Run] = []
        standing: list[int] = []
        position = start
        for edge in sorted(opening.keys() | closing.keys()):
            if standing:
                runs.append(Run(position, edge, tuple(map(names.__getitem__, standing))))
            position = edge
            for rank in closing[edge]:
                del standing[bisect_left(standing, rank)]
            for rank in opening[edge]:
                insort(standing, rank)
        return runs


def in_reading_order(marks: Iterable[AnyMark]) -> list[AnyMark]:
    """Return marks sorted by `reading_order`, with nothing made for each of thousands."""
    ordered = sorted(marks, key=_id)
    ordered.sort(key=_end, reverse=True)
    ordered.sort(key=_start)
    return ordered


def reading_order(mark: Marked) -> tuple[int, int, str]:
    """Return what marks are sorted by: their start, the longer first, then the name."""
    return mark.start, -mark.end, mark.id


def _distance(mark: Marked) -> tuple[int, int, str]:
    """Return what sorts marks over one character by how near they are to its words."""
    return mark.start - mark.end, mark.start, mark.id
