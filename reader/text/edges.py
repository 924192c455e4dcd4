"""Where exactly a quotation begins and ends in a text that has changed."""

from collections.abc import Callable

from reader.model.anchor import Anchor
from reader.text.alignment import boundary
from reader.text.document import Range
from reader.text.flattening import agreeing, flatten
from reader.text.words import Sort, sort_at

AROUND = 40
"""Code points by which a guess may be off."""

LONG = 512
"""A longer quotation may have grown or shrunk by more than that, so its end needs its own guess."""

_FITTING = 8
"""Letters at an edge that weigh more than others, so that nothing is cut where words came in."""

_UNSPACED = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"))
"""Thai and Lao, Burmese, Khmer: scripts that put no spaces between words."""


class Edges:
    """Finds the ends of quotations in one text."""

    def __init__(self, text: str, flat: str) -> None:
        """Take a text, and the same flattened."""
        self._text = text
        self._flat = flat

    def around(self, anchor: Anchor, start: int, end: int) -> Range | None:
        """Return where the words begin and end that are thought to do so at about these offsets."""
        quote, text = flatten(anchor.exact), self._flat
        prefix, suffix = flatten(anchor.prefix), flatten(anchor.suffix)
        head, tail = quote[: 2 * AROUND], quote[-2 * AROUND :]
        low = max(0, start - AROUND - len(prefix))
        window = text[low : max(low, start + len(head) + AROUND)]
        costs = boundary(prefix, quote, window, "after")
        found = self._best(
            costs,
            low,
            start,
            lambda place: agreeing(quote[:_FITTING], text[place : place + _FITTING]),
        )
        end = end if len(quote) > LONG else found + len(quote)
        start = found
        low = max(start, end - len(tail) - AROUND)
        window = text[low : max(low, end + len(suffix) + AROUND)]
        costs = boundary(quote, suffix, window, "before")
        reversed_tail = quote[: -_FITTING - 1 : -1]
        end = self._best(
            costs,
            low,
            end,
            lambda place: agreeing(reversed_tail, text[max(0, place - _FITTING) : place][::-1]),
        )
        return self._snapped(anchor, start, end)

    def _best(self, costs: list[int], low: int, expected: int, fits: Callable[[int], int]) -> int:
        """Return the offset of the lowest cost: of near ones that which fits, between words."""
        least = min(costs) + _FITTING
        return min(
            (low + place for place, cost in enumerate(costs) if cost <= least),
            key=lambda place: (
                costs[place - low] - 0.75 * fits(place),
                abs(place - expected) + 3 * self._inside_word(place),
            ),
        )

    def _snapped(self, anchor: Anchor, start: int, end: int) -> Range | None:
        """Return a range without white space or parts of words at its edges, None if empty.

        An edge that was inside a word of the old text may be inside one now.
        """
        quote = anchor.exact
        most = min(AROUND, 1 + len(quote) // 6)
        if not splits_word(anchor.prefix[-1:] + quote[:1], 1):
            start = self._word_edge(start, most)
        if not splits_word(quote[-1:] + anchor.suffix[:1], 1):
            end = self._word_edge(end, most)
        found = self._text[start:end]
        if not quote[:1].isspace():
            start = end - len(found.lstrip())
        if not quote[-1:].isspace():
            end = start + len(self._text[start:end].rstrip())
        return Range(start, end) if start < end else None

    def _word_edge(self, offset: int, most: int) -> int:
        """Return the nearest offset between two words, the same if there is none so near."""
        if self._inside_word(offset):
            for away in range(1, most + 1):
                for near in (offset - away, offset + away):
                    if not self._inside_word(near):
                        return near
        return offset

    def _inside_word(self, offset: int) -> bool:
        return splits_word(self._text, offset)


def splits_word(text: str, offset: int) -> bool:
    """Return whether an offset is inside a word, in a script that puts spaces between words."""
    if not 0 < offset < len(text):
        return False
    letter = text[offset]
    if sort_at(text, offset - 1) is not Sort.LETTER or sort_at(text, offset) is not Sort.LETTER:
        return False
    return not any(first <= letter <= last for first, last in _UNSPACED)
