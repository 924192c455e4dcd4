"""Overlapping marks laid flat: disjoint runs of text, each with the marks over it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

_Standing = tuple[int, int, str]


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
        """The offset after its last character; one that covers nothing has no run."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of text, in code points, end exclusive; an empty one covers nothing."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same marks throughout.

    Attributes:
        ids: The marks over it, the shortest last: that is the one nearest to the words.
    """

    start: int
    end: int
    ids: tuple[str, ...]


class Runs:
    """Runs in order; they do not overlap, and unmarked text has none."""

    def __init__(
        self, starts: Sequence[int], ends: Sequence[int], ids: Sequence[tuple[str, ...]]
    ) -> None:
        self._starts = starts
        self._ends = ends
        self._ids = ids

    def at(self, offset: int) -> tuple[str, ...]:
        """Return the marks over a character, the shortest last."""
        index = bisect_right(self._starts, offset) - 1
        return self._ids[index] if index >= 0 and offset < self._ends[index] else ()

    def between(self, start: int, end: int) -> list[Run]:
        """Return the runs that reach into a range, whole ones, in order."""
        if start >= end:
            return []
        reached = slice(bisect_right(self._ends, start), bisect_left(self._starts, end))
        return list(map(Run, self._starts[reached], self._ends[reached], self._ids[reached]))

    def patched(self, start: int, end: int, marks: Iterable[Marked]) -> "Runs":
        """Return these runs with those that reach into a range made anew.

        Args:
            start: Where the range starts.
            end: Where it ends.
            marks: All that reach into the range, and all others of the runs that do.
        """
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        made = flatten(marks).between(start, end)
        return Runs(
            [*self._starts[:first], *(max(run.start, start) for run in made), *self._starts[last:]],
            [*self._ends[:first], *(min(run.end, end) for run in made), *self._ends[last:]],
            [*self._ids[:first], *(run.ids for run in made), *self._ids[last:]],
        )


def flatten(marks: Iterable[Marked]) -> Runs:
    """Lay marks flat by one sweep over their ends.

    Where marks are of one length, the later start, then the larger id, counts as nearer.
    """
    opening: defaultdict[int, list[_Standing]] = defaultdict(list)
    closing: defaultdict[int, list[_Standing]] = defaultdict(list)
    for mark in marks:
        start, end = mark.start, mark.end
        if start < end:
            # Long before short, earlier before later.
            entry = (start - end, start, mark.id)
            opening[start].append(entry)
            closing[end].append(entry)
    starts: list[int] = []
    ends: list[int] = []
    ids: list[tuple[str, ...]] = []
    standing: list[_Standing] = []
    names: list[str] = []
    position = 0
    for edge in sorted(opening.keys() | closing.keys()):
        if standing:
            starts.append(position)
            ends.append(edge)
            ids.append(tuple(names))
        position = edge
        for entry in closing.get(edge, ()):
            place = bisect_left(standing, entry)
            del standing[place], names[place]
        for entry in opening.get(edge, ()):
            place = bisect_left(standing, entry)
            standing.insert(place, entry)
            names.insert(place, entry[2])
    return Runs(starts, ends, ids)
