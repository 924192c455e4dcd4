"""The sentences of a block, found where they are asked for.

A block too long to be read at once is parted into stretches, each found from the few thousand
characters around it and always the same, whichever is asked for first. They part at empty lines,
and where a sentence ends whatever stands before it; so the sentences are those of the block read
in one go. Text that offers no such place is cut at a fixed distance from the start of the block.
"""

import re
import unicodedata
from collections.abc import Iterator

from reader.text.document import Range
from reader.text.segment import LONGEST_ASIDE, hard_breaks, sentences, surely_ends
from reader.text.words import ink_after, ink_before

LONGEST_WHOLE = 16_384
"""Characters of a block that is read in one go."""

_GRID = 4_096
_FORCED = 5
"""A stretch begins at every so many places of the grid whatever stands there."""

_MOST_KEPT = 64
_SPACE = re.compile(r"\s")
_BRACKETS = re.compile(r"[()《》〈〉]")
# A word, a stop, a word; or a stop of a script that puts no space after it.
_STOP = re.compile(
    r"(?<=[^\W\d_]{4})[.!?](?=\s{1,8}[^\W\d_]{2})|[。！？｡।॥؟۔።](?=\s{0,8}[^\W\d_]{2})"
)


class Stretches:
    """The sentences of one block's content.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self._text = text
        self._hard = hard_breaks(text, start, end)
        self._cuts: dict[int, int | None] = {}
        self._sentences: dict[int, list[Range]] = {}

    def after(self, offset: int) -> Iterator[Range]:
        """Yield the sentences that end after an offset, in order."""
        at = max(offset, self.start)
        while at < self.end:
            stretch = self._around(at)
            for sentence in self._in(stretch):
                if sentence.end > offset:
                    yield sentence
            at = ink_after(self._text, stretch.end, self.end)

    def before(self, offset: int) -> Iterator[Range]:
        """Yield the sentences that start before an offset, the last one first."""
        at = min(offset, self.end)
        while at > self.start:
            stretch = self._around(at - 1)
            for sentence in reversed(self._in(stretch)):
                if sentence.start < offset:
                    yield sentence
            at = ink_before(self._text, stretch.start, self.start)

    def _in(self, stretch: Range) -> list[Range]:
        known = self._sentences.get(stretch.start)
        if known is None:
            if len(self._sentences) >= _MOST_KEPT:
                self._sentences.clear()
            known = self._sentences[stretch.start] = sentences(self._text, *stretch, self._hard)
        return known

    def _around(self, offset: int) -> Range:
        """Return the stretch that holds an offset."""
        if self.end - self.start <= LONGEST_WHOLE:
            return Range(self.start, self.end)
        number = (offset - self.start) // _GRID
        while (start := self._cut(number)) is None or start > offset:
            number -= 1
        number += 1
        while (end := self._cut(number)) is None:
            number += 1
        return Range(start, end)

    def _cut(self, number: int) -> int | None:
        """Return where a stretch begins at or after a place of the grid, before the next one."""
        place = self.start + number * _GRID
        if not number or place >= self.end:
            return self.start if not number else self.end
        if number not in self._cuts:
            self._cuts[number] = self._found(place, forced=number % _FORCED == 0)
        return self._cuts[number]

    def _found(self, place: int, *, forced: bool) -> int | None:
        text, stop = self._text, min(place + _GRID, self.end)
        if gap := self._hard.search(text, place, stop):
            return gap.end()
        for match in _STOP.finditer(text, place, stop):
            if surely_ends(text, match.start(), self.end) and not self._in_aside(match.start()):
                return match.end()
        if not forced:
            return None
        if space := _SPACE.search(text, place, stop):
            return space.start()
        while place < stop and unicodedata.category(text[place]) in {"Mn", "Me", "Mc", "Cf"}:
            place += 1
        return place

    def _in_aside(self, offset: int) -> bool:
        """Tell whether a bracket is open that is near enough to be closed as an aside."""
        depths = {"(": 0, "《": 0}
        least = max(self.start, offset - LONGEST_ASIDE)
        for bracket in _BRACKETS.finditer(self._text, least, offset):
            kind = "(" if bracket[0] in "()" else "《"
            depths[kind] = max(0, depths[kind] + (1 if bracket[0] in "(《〈" else -1))
        return any(depths.values())
