"""Numbers for the rows of a text of which only stretches are laid out.

A stretch has as many numbers as it has rows once it is laid out, and a guess of them before.
What a guess was wrong by is made up for by the guesses next to it, so that rows keep the numbers
they were known by; only where stretches that were laid out apart meet, or where a guess has
nothing left to give, do the rows below take others.
"""

from bisect import bisect_right
from collections.abc import Sequence


class Numbering:
    """How many rows stand above each stretch.

    Attributes:
        renumberings: How often known rows took other numbers.
    """

    def __init__(self, guesses: Sequence[int]) -> None:
        """Start with a guess of the number of each stretch's first row, and of all rows."""
        self.renumberings = 0
        self._firsts = list(guesses)
        self._known = bytearray(len(guesses) - 1)

    @property
    def rows(self) -> int:
        """How many rows there are, a guess until all are known."""
        return self._firsts[-1]

    def first(self, stretch: int) -> int:
        """Return the number of the first row of a stretch."""
        return self._firsts[stretch]

    def stretch_of(self, row: int) -> int:
        """Return the stretch that has a row by its number, clamped to the first and last."""
        return min(max(bisect_right(self._firsts, row) - 1, 0), len(self._known) - 1)

    def unknown_near(self, stretch: int) -> int | None:
        """Return the next stretch that is not known: below, else the nearest one above."""
        below = self._known.find(0, stretch)
        nearest = below if below >= 0 else self._known.rfind(0, 0, stretch)
        return nearest if nearest >= 0 else None

    def learn(self, stretch: int, rows: int) -> None:
        """Note how many rows a stretch has."""
        firsts = self._firsts
        more = rows - (firsts[stretch + 1] - firsts[stretch])
        hangs = stretch > 0 and not self._known[stretch - 1]
        if hangs and stretch + 1 < len(self._known) and self._known[stretch + 1]:
            self._take_from_above(stretch, more)
        else:
            self._take_from_below(stretch, more)
        self._known[stretch] = 1

    def _take_from_below(self, stretch: int, more: int) -> None:
        """Let the next known stretch keep its numbers if the guesses before it can give enough."""
        firsts = self._firsts
        fixed = self._known.find(1, stretch + 1)
        if fixed < 0:
            self._shift(stretch + 1, more)
        elif fixed == stretch + 1 or firsts[stretch + 1] + more > firsts[fixed]:
            self._shift(stretch + 1, more)
            self.renumberings += more != 0
        else:
            limit = firsts[stretch + 1] = firsts[stretch + 1] + more
            for index in range(stretch + 2, fixed):
                if firsts[index] >= limit:
                    break
                firsts[index] = limit

    def _take_from_above(self, stretch: int, more: int) -> None:
        """Let the stretch below keep its numbers if the guesses above can give enough."""
        firsts = self._firsts
        free = self._known.rfind(1, 0, stretch) + 1
        limit = firsts[stretch] - more
        if limit < firsts[free]:
            # As much for each of those above, or the next would lack it again.
            rows = firsts[stretch + 1] - limit
            enough = firsts[free] + rows * (stretch - free)
            self._shift(stretch + 1, enough - limit)
            self.renumberings += 1
            firsts[free : stretch + 1] = range(firsts[free], enough + 1, rows)
            return
        firsts[stretch] = limit
        for index in range(stretch - 1, free, -1):
            if firsts[index] <= limit:
                break
            firsts[index] = limit

    def _shift(self, start: int, rows: int) -> None:
        if rows:
            self._firsts[start:] = [first + rows for first in self._firsts[start:]]
