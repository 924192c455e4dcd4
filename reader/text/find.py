"""Find in a text the way a reader means it: case and line ends seldom matter."""

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from reader.text.document import Range


def find(text: str, query: str, *, limit: int | None = None) -> list[Range]:
    """Return where a query stands in a text, in order, without overlaps.

    A query without capitals ignores case (full case folding: `strasse` finds `Straße`). White
    space in the query stands for any run of it, newlines and tabs included, so that a phrase is
    found across rows, blocks and the cells of a table. With `limit`, the first so many.
    """
    words = query.split()
    if not words:
        return []
    if query != query.lower():
        found: Iterator[Range] = (Range(*match.span()) for match in phrase(words).finditer(text))
    else:
        folded = _fold(text)
        words = [word.casefold() for word in words]
        matches = phrase(words).finditer(folded.text)
        found = folded.originals(match.span() for match in matches)
    return list(islice(found, limit))


def phrase(words: list[str]) -> re.Pattern[str]:
    """Return a pattern of words with any white space between them."""
    return re.compile(r"\s+".join(map(re.escape, words)))


class _Folded(NamedTuple):
    """A text without case, and where its characters come from.

    Attributes:
        growths: Offsets in `text` of the characters that folding made longer, in order.
        gains: For each of them, how many characters all up to it have added; one 0 before them.
    """

    text: str
    growths: list[int]
    gains: list[int]

    def originals(self, spans: Iterator[tuple[int, int]]) -> Iterator[Range]:
        """Map spans of the folded text to whole characters of the text itself."""
        if not self.growths:
            yield from (Range(*span) for span in spans)
            return
        last = Range(-1, -1)
        for start, end in spans:
            original = Range(self._original(start), self._original(end - 1) + 1)
            # Both halves of one folded character may match; it is still one place.
            if original.start >= last.end:
                yield original
                last = original

    def _original(self, offset: int) -> int:
        """Return the offset in the text of a character of the folded text."""
        before = bisect_left(self.growths, offset + 1)
        if before == 0:
            return offset
        first = self.growths[before - 1]
        added = self.gains[before] - self.gains[before - 1]
        if offset <= first + added:
            return first - self.gains[before - 1]
        return offset - self.gains[before]


def _fold(text: str) -> _Folded:
    folded = text.casefold()
    if len(folded) == len(text):
        # Folding never shortens a character, so each has stayed where it was.
        return _Folded(folded, [], [0])
    growths: list[int] = []
    gains = [0]
    for match in _growing().finditer(text):
        growths.append(match.start() + gains[-1])
        gains.append(gains[-1] + len(match[0].casefold()) - 1)
    return _Folded(folded, growths, gains)


@cache
def _growing() -> re.Pattern[str]:
    """Return a pattern of the characters that case folding makes longer."""
    grown = "".join(
        character
        for character in map(chr, range(sys.maxunicode >> 4))
        if len(character.casefold()) > 1
    )
    return re.compile(f"[{grown}]")
