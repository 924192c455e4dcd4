"""Where words stand in a text, found as the index finds them."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from time import perf_counter

from reader.index.conditions import Phrase
from reader.index.folding import WordPlaces
from reader.index.pieces import searched_pieces
from reader.text.document import Document, Range
from reader.text.find import Hits, Query


class Marker:
    """Finds the places of phrases in a piece of text."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """Look for any of some phrases; nothing is found without a word in them."""
        patterns = [
            " +".join(map(re.escape, phrase.words)) + ("" if phrase.open else r"(?![^ ])")
            for phrase in phrases
            if phrase.words
        ]
        self._pattern = re.compile(rf"(?<![^ ])(?:{'|'.join(patterns)})") if patterns else None

    def places(self, text: str) -> tuple[Range, ...]:
        """Return where the phrases are in a text, in code points of the text."""
        return tuple(place for place, _ in self.found(text))

    def found(self, text: str) -> list[tuple[Range, str]]:
        """Return the same with the folded words that are there, as far as they were looked for."""
        if self._pattern is None:
            return []
        known = WordPlaces(text)
        return [
            (known.original(*match.span()), " ".join(match[0].split()))
            for match in self._pattern.finditer(known.words)
        ]


class DocumentMarking:
    """Finds the places of phrases in a document, a little at a time, from one block on.

    To those who show it, it is like a `reader.text.find.Search`.

    Attributes:
        query: The words, as they may be looked for in this text alone.
        origin: An offset in the block where it begins.
        hits: What has been found so far, from that block on; all of it when it is done.
        done: Whether the whole document was gone through.
        capped: Never: all hits are kept.
        given_up: Whether nobody wants to know any more; set it to end this elsewhere.
    """

    capped = False

    def __init__(self, document: Document, phrases: Sequence[Phrase], origin: int = 0) -> None:
        """Begin; nothing is looked at before `advance`."""
        self.query = Query(" ".join(word for phrase in phrases for word in phrase.words))
        self.origin = origin
        self.hits = Hits()
        self.done = False
        self.given_up = False
        self._document = document
        self._marker = Marker(phrases)
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

    def _run(self) -> Iterator[None]:
        document, earlier = self._document, Hits()
        if not document.blocks:
            return
        first = document.block_index(self.origin)
        for number in chain(range(first, len(document.blocks)), range(first)):
            hits = self.hits if number >= first else earlier
            for _, start, text in searched_pieces(document, number):
                places = self._marker.places(text)
                hits.extend((start + place.start, start + place.end) for place in places)
                yield
        self.hits = earlier + self.hits
