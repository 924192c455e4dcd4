"""Find the words of many anchors in a text that has changed.

Quotation and context are judged apart. The words alone say how much of them is left and whether
they still mean the same; the context says whether this is the place. Neither makes up for the
other: a lookalike in the right place is no better than suspect, nor is a short quotation in the
wrong one.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from reader.model.anchor import Anchor, AnchorState
from reader.text.alignment import lacking
from reader.text.document import Document, Range
from reader.text.edges import AROUND, LONG, Edges
from reader.text.flattening import agreeing, flatten
from reader.text.seeds import Seeds
from reader.text.words import Sort, sort_at

STANDS_ALONE = 32
"""Code points of a quotation that is known without its context."""

_CONTEXT_AGREES = 0.75
_SURELY_AGREES = 0.9
_ENOUGH_CONTEXT = 20
"""Code points of one side of a context that say enough when nothing is left of the other."""

_SAME_WORDS = 0.125
"""Distance, as a share of the quotation, up to which a sentence was edited, not another written."""

_SAME_IF_IN_DOUBT = 0.1
"""The same for a short quotation, and for one without its context."""

_OTHER_MARKS = 0.01
"""What another case, accent or quotation mark counts as, so that the very words come first."""

_LIKE = 0.5
_SHORT = 12
_LIKE_IF_SHORT = 0.34
_DOUBTFUL = 0.35
"""A share within which something else in the old place may be what became of the quotation."""

_PIECE = LONG // 2
_CANDIDATES = 5
_COMPARED = 8
_OCCURRENCES = 50_000
_CHEAP_TO_SCAN = 200_000
_FEW_WORDS = 6
_SCANNED = 64
_WORTH_A_LOOK = 55
"""Percentage of letters in common that different sentences of one language hardly reach."""

Found = tuple[Range, AnchorState]


class _Candidate(NamedTuple):
    """A place that may be the one.

    Attributes:
        distance: How far its words are from the quotation, as a share of that.
        context: How much of the context stands around it; None if there is none to compare.
        in_context: Whether the context says that this is the place.
    """

    range: Range
    distance: float
    context: float | None
    in_context: bool

    @property
    def is_best(self) -> bool:
        """Whether there is no use in looking for a better one."""
        return self.distance <= _SAME_WORDS and (self.context or 0.0) >= _SURELY_AGREES

    @property
    def rank(self) -> float:
        """How it compares with others; says nothing about how good it is."""
        return (self.context or 0.0) - 3 * self.distance


class Relocation:
    """Finds anchors in one text; what it works out about the text serves all of them."""

    def __init__(self, document: Document) -> None:
        """Prepare nothing yet: words that stand where they stood need nothing."""
        self._text = document.text

    @cached_property
    def _flat(self) -> str:
        return flatten(self._text)

    @cached_property
    def _edges(self) -> Edges:
        return Edges(self._text, self._flat)

    @cached_property
    def _seeds(self) -> Seeds:
        return Seeds(self._flat)

    def locate(self, anchor: Anchor) -> Found | None:
        """Find the words of an anchor, or what has become of them; None if they are gone.

        `EXACT`: at their position, in their context. `MOVED`: elsewhere, and surely them. `FUZZY`:
        a few letters changed, no number, name or negation. `SUSPECT`: there is something like
        them, and a person has to look.
        """
        place = Range(anchor.start, anchor.end)
        if 0 <= place.start <= place.end and self._text[place.start : place.end] == anchor.exact:
            context = len(anchor.prefix) + len(anchor.suffix)
            if 2 * self._touching(place, anchor) >= context:
                return place, AnchorState.EXACT
        if not anchor.exact.strip():
            return None
        unchanged = self._unchanged(anchor)
        best = unchanged[0] if unchanged else None
        if best and (best.context is None or best.context >= _SURELY_AGREES):
            return best.range, self._state(best, unchanged, anchor)
        candidates = sorted(
            {each.range: each for each in (*self._changed(anchor), *unchanged)}.values(),
            key=lambda each: (-each.rank, abs(each.range.start - anchor.start)),
        )
        if not candidates:
            return None
        best = candidates[0]
        return best.range, self._state(best, candidates, anchor)

    def _unchanged(self, anchor: Anchor) -> list[_Candidate]:
        """Return where the words stand, the best first; only case, accents and marks may differ."""
        quote = anchor.exact
        starts = _places(self._flat, flatten(quote), anchor.start)
        ranges = [Range(start, start + len(quote)) for start in starts]
        ranges.sort(
            key=lambda each: (-self._touching(each, anchor), abs(each.start - anchor.start))
        )
        found = [
            self._candidate(each, anchor, 0.0 if self._same_words(each, quote) else _OTHER_MARKS)
            for each in ranges[:_COMPARED]
        ]
        found.sort(key=lambda each: -each.rank)
        return found

    def _same_words(self, found: Range, quote: str) -> bool:
        """Return whether the words of a quotation stand at a place; white space is all one."""
        return self._text[found.start : found.end].split() == quote.split()

    def _touching(self, found: Range, anchor: Anchor) -> int:
        """Return how many characters of the context touch a place without a difference."""
        before = self._text[max(0, found.start - len(anchor.prefix)) : found.start]
        after = self._text[found.end : found.end + len(anchor.suffix)]
        return agreeing(anchor.prefix[::-1], before[::-1]) + agreeing(anchor.suffix, after)

    def _candidate(self, found: Range, anchor: Anchor, distance: float) -> _Candidate:
        reach = 2 * max(len(anchor.prefix), len(anchor.suffix))
        before = self._flat[max(0, found.start - reach) : found.start]
        after = self._flat[found.end : found.end + reach]
        prefix, suffix = flatten(anchor.prefix), flatten(anchor.suffix)
        if not prefix and not suffix:
            return _Candidate(found, distance, None, False)
        left, right = lacking(prefix[::-1], before[::-1]), lacking(suffix, after)
        context = 1 - (left + right) / (len(prefix) + len(suffix))
        agrees = context >= _CONTEXT_AGREES or any(
            len(side) >= _ENOUGH_CONTEXT and 1 - missing / len(side) >= _SURELY_AGREES
            for side, missing in ((prefix, left), (suffix, right))
        )
        return _Candidate(found, distance, context, agrees)

    def _changed(self, anchor: Anchor) -> Iterator[_Candidate]:
        """Yield places where the words may stand with some changes."""
        from rapidfuzz.distance import Levenshtein
        from rapidfuzz.fuzz import partial_ratio

        folded = flatten(anchor.exact)
        quote = " ".join(folded.split())
        most = _LIKE if len(quote) >= _SHORT else _LIKE_IF_SHORT
        allowed = int(most * len(quote))
        seen: set[Range] = set()
        good: list[Range] = []
        for start, end in self._guesses(anchor):
            if any(abs(start - one.start) + abs(end - one.end) < AROUND for one in good):
                continue
            window = self._flat[max(0, start - AROUND) : start + _PIECE + AROUND]
            if not partial_ratio(folded[:_PIECE], window, score_cutoff=_WORTH_A_LOOK):
                continue
            found = self._edges.around(anchor, start, end)
            if found is None or found in seen:
                continue
            seen.add(found)
            words = " ".join(self._flat[found.start : found.end].split())
            distance = Levenshtein.distance(quote, words, score_cutoff=allowed)
            if distance <= allowed:
                candidate = self._candidate(found, anchor, distance / len(quote))
                yield candidate
                if candidate.distance <= _SAME_WORDS:
                    good.append(found)
                if candidate.is_best:
                    return

    def _guesses(self, anchor: Anchor) -> list[tuple[int, int]]:
        """Return about where the words may begin and end."""
        quote = flatten(anchor.exact)
        prefix, suffix = flatten(anchor.prefix), flatten(anchor.suffix)
        size = len(quote)
        if size <= LONG:
            begins = self._near(prefix + quote + suffix, len(prefix), quote, anchor.start)
            return [(begin, begin + size) for begin in begins]
        begins = self._near(prefix + quote[:_PIECE], len(prefix), quote[:_PIECE], anchor.start)
        tail = quote[-_PIECE:]
        closes = self._near(tail + suffix, 0, tail, anchor.end - _PIECE)
        ends = [close + _PIECE for close in closes]
        pairs = [
            *((begin, _fitting(ends, begin + size)) for begin in begins),
            *((_fitting(begins, end - size), end) for end in ends),
        ]
        likely = [pair for pair in pairs if size / 2 < pair[1] - pair[0] < 2 * size]
        return list(dict.fromkeys(likely)) or [
            *((begin, begin + size) for begin in begins),
            *((end - size, end) for end in ends),
        ]

    def _near(self, stretch: str, lead: int, quote: str, position: int) -> list[int]:
        """Return where a part of the quotation may begin, likeliest first, then where it was."""
        places, voters = self._seeds.near(stretch, lead, _CANDIDATES, position)
        if voters < _FEW_WORDS or len(self._text) <= _CHEAP_TO_SCAN:
            from rapidfuzz.fuzz import partial_ratio_alignment

            part = quote[:_SCANNED]
            found = partial_ratio_alignment(part, self._flat, score_cutoff=60)
            if found is not None and len(part) <= len(self._flat):
                places.append(found.dest_start)
        return [*places, position]

    def _state(self, best: _Candidate, candidates: list[_Candidate], anchor: Anchor) -> AnchorState:
        """Judge the best of several places."""
        words = self._text[best.range.start : best.range.end]
        same = self._same_words(best.range, anchor.exact)
        rivals = [each for each in candidates if each is not best]
        if not same:
            from reader.text.meaning import changes_meaning, loses_an_edge

            quote = anchor.exact
            surely = best.in_context and _stands_alone(quote)
            most = _SAME_WORDS if surely else _SAME_IF_IN_DOUBT
            if best.distance > most or changes_meaning(quote, words):
                return AnchorState.SUSPECT
            if loses_an_edge(quote, words) or not _same_edges(flatten(quote), flatten(words)):
                return AnchorState.SUSPECT
        if not best.in_context:
            alone = best.context is None and same
            if not (alone or _stands_alone(anchor.exact)) or any(
                _disputes(rival, best) for rival in rivals
            ):
                return AnchorState.SUSPECT
        if not same:
            return AnchorState.FUZZY
        at_place = best.range == (anchor.start, anchor.end) and words == anchor.exact
        return AnchorState.EXACT if at_place else AnchorState.MOVED


def _stands_alone(quote: str) -> bool:
    """Return whether a quotation is long enough; an ideograph or kana counts as two letters."""
    size = len(quote)
    if not quote.isascii():
        size += sum(sort_at(quote, place) > Sort.LETTER for place in range(min(size, STANDS_ALONE)))
    return size >= STANDS_ALONE


def _same_edges(quote: str, words: str) -> bool:
    """Return whether two wordings begin and end with the same marks, if with any."""
    quote, words = quote.strip(), words.strip()
    return all(
        ours == theirs or (ours.isalnum() and theirs.isalnum())
        for ours, theirs in ((quote[0], words[0]), (quote[-1], words[-1]))
    )


def _disputes(rival: _Candidate, best: _Candidate) -> bool:
    """Return whether another place may be the one instead of one that lacks its context."""
    if rival.range.start < best.range.end and best.range.start < rival.range.end:
        return False
    return rival.distance <= (_DOUBTFUL if rival.in_context else best.distance + 0.05)


def _fitting(places: list[int], wanted: int) -> int:
    """Return the place nearest to where one should be."""
    return min(places, key=lambda place: abs(place - wanted))


def _places(text: str, words: str, near: int) -> list[int]:
    """Return where words begin, overlapping ones too; if there are too many, those about `near`."""
    first = max(0, near - _OCCURRENCES // 2)
    found: list[int] = []
    for low, high in ((first, len(text)), (0, first + len(words) - 1)):
        start = text.find(words, low, high)
        while start >= 0 and len(found) < _OCCURRENCES:
            found.append(start)
            start = text.find(words, start + 1, high)
    return found
