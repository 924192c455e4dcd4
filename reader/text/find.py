"""Find in a text the way a reader means it: case and line ends seldom matter."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, starmap
from time import perf_counter
from typing import overload

from reader.text.document import Range
from reader.text.letters import FoldedText, letters
from reader.text.words import Sort, sort_at

MOST = 1_000_000
"""Hits that are kept, those from where the search begins; nobody goes through more."""

_CHUNK = 1 << 15
_WINDOW = 1 << 20
_TRIED_AT_ONCE = 256
_SMALL = re.compile(r"\\(?:[pPN]\{[^}]*\}|.)|\(\?P", re.DOTALL)
"""What has capitals in a regular expression that are no letters looked for."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and how.

    Attributes:
        words: As they were typed. White space stands for any run of it, newlines and tabs
            included, so that a phrase is found across rows, blocks and the cells of a table.
        case: Whether case counts; None for: if there is a capital among the words.
        accents: Whether `e` finds `é` too, and the other way about.
        whole: Whether only whole words count.
        pattern: Whether the words are a regular expression.
    """

    words: str
    case: bool | None = None
    accents: bool = False
    whole: bool = False
    pattern: bool = False

    @property
    def case_counts(self) -> bool:
        """Whether `a` is another letter than `A`."""
        if self.case is not None:
            return self.case
        typed = _SMALL.sub("", self.words) if self.pattern else self.words
        return typed != typed.lower()


class Hits(Sequence[Range]):
    """Where something was found: in order, without overlaps, 8 bytes a hit."""

    def __init__(self) -> None:
        """Begin with none."""
        self._starts = array("I")
        self._ends = array("I")

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> Range: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Range]: ...
    def __getitem__(self, place: int | slice) -> Range | Sequence[Range]:
        if isinstance(place, slice):
            return list(map(Range, self._starts[place], self._ends[place]))
        return Range(self._starts[place], self._ends[place])

    def extend(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Add hits after the others."""
        for start, end in stretches:
            self._starts.append(start)
            self._ends.append(end)

    def following(self, offset: int) -> int:
        """Return the index of the first hit that starts at `offset` or later."""
        return bisect_left(self._starts, offset)

    def __add__(self, later: "Hits") -> "Hits":
        both = Hits()
        both._starts = self._starts + later._starts
        both._ends = self._ends + later._ends
        return both


class Search:
    """One search, from an offset to the end and then from the beginning, a little at a time.

    Attributes:
        query: What is looked for.
        origin: Where the search begins.
        hits: What has been found so far: those from the origin on; all of them when it is done.
        done: Whether the whole text has been searched.
        capped: Whether there may be more hits than are kept.
        given_up: Whether nobody wants to know any more; set it to end the search elsewhere.
    """

    def __init__(self, text: FoldedText, query: Query, origin: int, *, most: int = MOST) -> None:
        """Begin; nothing is looked at before `advance`.

        Args:
            text: Folded as the query asks.
            query: What is looked for.
            origin: Offset in the text itself.
            most: Hits to be kept.
        """
        self.query = query
        self.hits = Hits()
        self.done = False
        self.capped = False
        self.given_up = False
        self._text = text
        self.origin = origin
        self._most = most
        self._steps = self._run()

    def advance(self, seconds: float | None = None) -> bool:
        """Go on for about so long, without a limit to the end; return whether it is done."""
        until = None if seconds is None else perf_counter() + seconds
        for _ in self._steps:
            if self.given_up:
                break
            if until is not None and perf_counter() > until:
                return False
        self.done = True
        return True

    def found_in(self, start: int, stop: int) -> Iterator[list[tuple[int, int]]]:
        """Yield the stretches of the folded text that begin from `start` to before `stop`.

        In order and a few at a time, so that the caller can stop in between.
        """
        words = [word for word in map(self._text.way.fold, _normal(self.query.words)) if word]
        if not words:
            return
        first = words[0]
        if len(words) == 1 and not self.query.whole:
            yield from self._word_in(first, start, stop)
            return
        rest = phrase(["", *words[1:]]) if len(words) > 1 else re.compile("")
        folded, source = self._text.folded, self._text.source
        last = min(stop + len(first) - 1, len(folded))
        found: list[tuple[int, int]] = []
        place, tried = start, 0
        while place < stop:
            window = min(place + _WINDOW + len(first), last)
            begin = folded.find(first, place, window)
            if begin < 0:
                yield found
                found = []
                if window == last:
                    return
                place = window - len(first) + 1
                continue
            tried += 1
            if not tried % _TRIED_AT_ONCE:
                yield found
                found = []
            place = begin + 1
            match = rest.match(folded, begin + len(first))
            if match is None:
                continue
            end = match.end()
            if self.query.whole and not _is_whole(source, *self._text.original(begin, end)):
                continue
            found.append((begin, end))
            place = end
        yield found

    def _word_in(self, word: str, start: int, stop: int) -> Iterator[list[tuple[int, int]]]:
        """Yield where one word is; matches are of one length, so windows cut through none."""
        pattern, folded = re.compile(re.escape(word)), self._text.folded
        while start < stop:
            window = min(start + _CHUNK, stop)
            found = [
                match.span() for match in pattern.finditer(folded, start, window + len(word) - 1)
            ]
            yield found
            start = max(window, found[-1][1]) if found else window

    def _run(self) -> Iterator[None]:
        while not self._text.advance():
            yield
        text = self._text
        begin = text.place_of(self.origin)
        yield from self._collect(self.hits, begin, len(text.folded), len(text.source))
        earlier = Hits()
        if not self.capped:
            until = self.hits[0].start if self.hits else len(text.source)
            yield from self._collect(earlier, 0, begin, until)
        # Another object even if there is none earlier: who painted some can see that more came.
        self.hits = earlier + self.hits

    def _collect(self, hits: Hits, start: int, stop: int, until: int) -> Iterator[None]:
        """Add to `hits` what is found from `start` to before `stop` and ends by `until`."""
        reached, room = 0, self._most - len(self.hits)
        for found in self.found_in(start, stop):
            if not self._text.even:
                found = list(starmap(self._text.original, found))
                # Both halves of one folded character may match; it is still one place.
                found = [
                    stretch
                    for before, stretch in pairwise([(0, reached), *found])
                    if stretch[0] >= before[1]
                ]
            while found and found[-1][1] > until:
                found.pop()
            if found:
                reached = found[-1][1]
                hits.extend(found[: room - len(hits)])
            if len(hits) >= room:
                self.capped = True
                return
            yield


class Finder:
    """Finds in one text; what it folded it keeps for the next search."""

    def __init__(self, text: str) -> None:
        """Search in `text`."""
        self._text = text
        self._folded: dict[tuple[bool, bool], FoldedText] = {}

    def search(self, query: Query, origin: int = 0, *, most: int = MOST) -> Search:
        """Return a search that is about to begin at `origin`.

        Raises:
            PatternError: the query is a regular expression, and a wrong one.
        """
        if query.pattern:
            from reader.text.patterns import PatternSearch

            return PatternSearch(self.folded(False, query.accents), query, origin, most=most)
        return Search(self.folded(not query.case_counts, query.accents), query, origin, most=most)

    def folded(self, case: bool, accents: bool) -> FoldedText:
        """Return the text, folded or about to be."""
        if (case, accents) not in self._folded:
            way = letters(case=case, accents=accents)
            self._folded[case, accents] = FoldedText(self._text, way)
        return self._folded[case, accents]


def find(text: str, query: Query | str, *, limit: int | None = None) -> list[Range]:
    """Return where a query stands in a text, in order, without overlaps.

    Args:
        text: Where to look.
        query: What is looked for; words alone ignore case unless there is a capital among them.
        limit: Return no more than the first so many.

    Raises:
        PatternError: the query is a regular expression, and a wrong one.
        TooLongError: the query is a regular expression that takes too long.
    """
    asked = Query(query) if isinstance(query, str) else query
    search = Finder(text).search(asked, most=MOST if limit is None else limit)
    search.advance()
    return list(islice(search.hits, limit))


def phrase(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern of words with any white space between them."""
    return re.compile(r"\s++".join(map(re.escape, words)))


def _normal(words: str) -> list[str]:
    """Return words one by one, composed as texts are."""
    return unicodedata.normalize("NFC", words).split()


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a stretch neither begins nor ends in the middle of a word."""
    return _is_edge(text, start) and _is_edge(text, end)


def _is_edge(text: str, offset: int) -> bool:
    if not 0 < offset < len(text) or text[offset - 1] in " \n" or text[offset] in " \n":
        return True
    before = sort_at(text, offset - 1)
    return before is not sort_at(text, offset) or before in (Sort.SPACE, Sort.PUNCTUATION)
