"""The rows that are known of a text, and their numbers."""

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reader.text.numbering import Numbering

if TYPE_CHECKING:
    from array import array

    from reader.text.folding import Folding


class Place(NamedTuple):
    """Where a row is, whatever its number: the so many-eth of a stretch."""

    stretch: int
    row: int


class Rows:
    """The rows of a folded text, stretch by stretch as they are asked for."""

    def __init__(self, folding: "Folding", guess: int) -> None:
        """Know nothing of a text but a guess of how many rows it has in all."""
        self._folding = folding
        self._starts: dict[int, array[int]] = {}
        self._last = 0
        count = folding.stretches
        shares = [guess * index // count for index in range(count + 1)] if count else [0]
        self.numbers = Numbering(shares)

    @property
    def complete(self) -> bool:
        """Whether every row is known."""
        return len(self._starts) == self._folding.stretches

    def know_more(self) -> bool:
        """Fold the stretch nearest to the last one asked for, below before above; False if none."""
        nearest = self.numbers.unknown_near(self._last)
        if nearest is not None:
            self._know(nearest)
        return nearest is not None

    def holding(self, offset: int) -> Place:
        """Return the row that holds an offset, clamped to the text."""
        stretch = self._last = self._folding.stretch_of(offset)
        return Place(stretch, bisect_right(self._know(stretch), offset) - 1)

    def numbered(self, number: int) -> Place:
        """Return the row of a number.

        Raises:
            IndexError: there are not that many rows.
        """
        while True:
            if not 0 <= number < self.numbers.rows:
                raise IndexError(f"there is no row {number} among {self.numbers.rows}")
            stretch = self.numbers.stretch_of(number)
            if stretch in self._starts:
                self._last = stretch
                return Place(stretch, number - self.numbers.first(stretch))
            self._know(stretch)

    def nearest(self, number: int) -> Place:
        """Return the row of a number that may be a guess, clamped to the rows there are."""
        while True:
            found = min(max(number, 0), self.numbers.rows - 1)
            stretch = self.numbers.stretch_of(found)
            if stretch in self._starts:
                return self.numbered(found)
            self._know(stretch)

    def number(self, place: Place) -> int:
        """Return the number of a row, that of the one above it and of the one below it known."""
        if place.row == 0:
            self._go_on(place.stretch, -1, 0)
        if place.row == len(self._starts[place.stretch]) - 1:
            self._go_on(place.stretch, 1, 0)
        return self.numbers.first(place.stretch) + place.row

    def surround(self, place: Place, rows: int) -> int:
        """Know so many rows on either side of one, and return its number."""
        # One more, so that asking for the last of them makes known no other.
        self._go_on(place.stretch, 1, rows)
        self._go_on(place.stretch, -1, rows)
        return self.number(place)

    def start(self, place: Place) -> int:
        """Return the offset a row starts at."""
        return self._starts[place.stretch][place.row]

    def following(self, place: Place) -> int:
        """Return where the row after a row starts."""
        starts = self._starts[place.stretch]
        if place.row + 1 < len(starts):
            return starts[place.row + 1]
        return self._folding.start(place.stretch + 1)

    def above_text(self, place: Place) -> int:
        """Return how far above the row whose start it shares a blank row stands."""
        starts = self._starts[place.stretch]
        return bisect_right(starts, starts[place.row]) - 1 - place.row

    def _know(self, stretch: int) -> "array[int]":
        """Return the starts of the rows of a stretch."""
        starts = self._starts.get(stretch)
        if starts is None:
            starts = self._starts[stretch] = self._folding.rows(stretch)
            self.numbers.learn(stretch, len(starts))
        return starts

    def _go_on(self, stretch: int, step: int, rows: int) -> None:
        """Fold the stretches below or above one until more than so many rows are known there."""
        found = 0
        while found <= rows and 0 <= (stretch := stretch + step) < self._folding.stretches:
            found += len(self._know(stretch))
