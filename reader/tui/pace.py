"""How fast a person reads, measured from how their view moves on through the text."""

USUAL = 1_200.0
"""Characters a minute, until the reader's own pace is known: some 240 words of English."""

_SLOWEST = 200.0
_FASTEST = 5_000.0
_STRETCH = 20.0
_LONGEST_REST = 180.0
_MEMORY = 1_800.0
"""Seconds of reading that count; what was read before them fades."""


class Pace:
    """Characters read a minute.

    The view goes on in steps of a row, a sentence or a page, so a step alone says little: steps
    are put together to stretches of twenty seconds or more. A stretch counts if a person can
    read that fast. Going back, jumping ahead and long rests are no reading.

    Attributes:
        rate: Characters a minute.
        seconds: How much reading it was measured on, 0 while it is only the usual rate.
    """

    def __init__(self, rate: float = USUAL, seconds: float = 0.0) -> None:
        """Start from what was measured before."""
        self.rate = min(max(rate, _SLOWEST), _FASTEST)
        self.seconds = min(max(seconds, 0.0), _MEMORY)
        self._last: tuple[int, float] | None = None
        self._read = 0
        self._taken = 0.0

    def restart(self, end: int, now: float) -> None:
        """Begin anew at an offset, as in another article or after a jump."""
        self._last = end, now
        self._read, self._taken = 0, 0.0

    def moved(self, end: int, page: int, now: float) -> None:
        """Take note of the view.

        Args:
            end: Offset after the last character in view.
            page: How many characters are in view.
            now: Seconds on a clock that only goes forward.
        """
        if self._last is None:
            self.restart(end, now)
            return
        read, taken = end - self._last[0], now - self._last[1]
        if not 0 <= read <= page or taken > _LONGEST_REST:
            self.restart(end, now)
            return
        self._last = end, now
        self._read += read
        self._taken += taken
        if self._taken >= _STRETCH:
            self._count(self._read, self._taken)
            self._read, self._taken = 0, 0.0

    def minutes(self, characters: int) -> int:
        """Return how long so many characters take, in whole minutes, at least one for any."""
        return 0 if characters <= 0 else max(1, round(characters / self.rate))

    def _count(self, read: int, taken: float) -> None:
        rate = read * 60 / taken
        if not _SLOWEST <= rate <= _FASTEST:
            return
        known = min(self.seconds, _MEMORY - min(taken, _MEMORY))
        self.rate = (self.rate * known + rate * taken) / (known + taken)
        self.seconds = min(known + taken, _MEMORY)
