"""Texts without case or accents, each character of which knows where it came from.

Folding goes character by character, so that a stretch of the folded text can be said in offsets
of the text itself: `ß` becomes `ss`, `ﬁ` becomes `fi`, a combining accent nothing at all.
"""

import re
import sys
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from reader.text.document import Range

_CHUNK = 1 << 16
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_PLAIN_LETTERS = str.maketrans("łđðøħŧıŁĐÐØĦŦ", "lddohtiLDDOHT") | str.maketrans(
    {"æ": "ae", "œ": "oe", "þ": "th", "Æ": "AE", "Œ": "OE", "Þ": "TH"}
)
"""Letters that Unicode does not take apart, as people write them who lack the key."""

_ACCENTS = frozenset((8, *range(10, 37), *range(200, 241)))
"""Combining classes of accents: of Latin, Greek and Cyrillic letters, Hebrew and Arabic vowel
points, the voicing of kana. Signs that Indic and other scripts cannot do without are none."""


class Letters(dict[int, str]):
    """One way of folding letters: a table for `str.translate`, filled as they are first seen.

    Attributes:
        case: Whether case is folded.
        accents: Whether accents are, and what is merely another form of a character.
    """

    def __init__(self, *, case: bool, accents: bool) -> None:
        super().__init__()
        self.case = case
        self.accents = accents
        self._uneven: set[str] = set()
        self._pattern: tuple[int, re.Pattern[str]] = (0, re.compile(r"(?!)"))

    def __missing__(self, code: int) -> str:
        piece = self[code] = self._piece(chr(code))
        if len(piece) != 1:
            self._uneven.add(chr(code))
        return piece

    def fold(self, text: str) -> str:
        """Return a text folded."""
        if self.accents and not text.isascii():
            text = _BEYOND_ASCII.sub(lambda run: run[0].translate(self), text)
        return text.casefold() if self.case else text

    def unevenness(self, text: str, folded: str) -> Iterator[tuple[int, int]]:
        """Yield the offset of each character of `text` that folds to more or less, and to how many.

        Args:
            text: A text.
            folded: The same folded.
        """
        if not self.accents:
            # Folding of case never shortens, so a text of the same length has no such character.
            if len(folded) > len(text):
                for match in _growing().finditer(text):
                    yield match.start(), len(match[0].casefold())
        elif self._uneven and not text.isascii():
            if self._pattern[0] != len(self._uneven):
                some = "".join(map(re.escape, self._uneven))
                self._pattern = len(self._uneven), re.compile(f"[{some}]")
            for match in self._pattern[1].finditer(text):
                yield match.start(), len(self[ord(match[0])])

    def _piece(self, character: str) -> str:
        """Return what one character becomes when accents are folded."""
        whole = unicodedata.normalize("NFKD", character)
        if self.case:
            whole = unicodedata.normalize("NFKD", whole.casefold())
        kept = "".join(part for part in whole if unicodedata.combining(part) not in _ACCENTS)
        piece = unicodedata.normalize("NFC", kept.translate(_PLAIN_LETTERS))
        # An accent on a space, or a phrase written as one character, would make new words.
        if any(map(str.isspace, piece)) and not character.isspace():
            piece = character
        return piece.casefold() if self.case else piece


@cache
def letters(*, case: bool, accents: bool) -> Letters:
    """Return the one table of this kind."""
    return Letters(case=case, accents=accents)


@cache
def _growing() -> re.Pattern[str]:
    """Return a pattern of the characters that case folding makes longer."""
    grown = "".join(
        character
        for character in map(chr, range(sys.maxunicode >> 4))
        if len(character.casefold()) > 1
    )
    return re.compile(f"[{grown}]")


class FoldedText:
    """A text folded a chunk at a time, so that a long one holds nobody up.

    Attributes:
        source: The text itself.
        way: How it is folded.
        folded: The text folded; empty until `advance` has returned True.
    """

    def __init__(self, source: str, way: Letters) -> None:
        """Begin; nothing is folded yet unless nothing is to be."""
        self.source = source
        self.way = way
        as_it_is = not way.case and not way.accents
        self.folded = source if as_it_is else ""
        self._complete = as_it_is
        self._chunks: list[str] = []
        self._taken = 0
        self._length = 0
        # Of each character that folds to more or less than one: where it stands in the folded
        # text, where in the source, and how many it folds to.
        self._places = array("I")
        self._origins = array("I")
        self._sizes = array("B")

    def advance(self) -> bool:
        """Fold another chunk; return True once all is folded."""
        if not self._complete:
            chunk = self.source[self._taken : self._taken + _CHUNK]
            folded = self.way.fold(chunk)
            grown = 0
            for offset, size in self.way.unevenness(chunk, folded):
                self._places.append(self._length + offset + grown)
                self._origins.append(self._taken + offset)
                self._sizes.append(size)
                grown += size - 1
            self._chunks.append(folded)
            self._taken += len(chunk)
            self._length += len(folded)
            if self._taken >= len(self.source):
                self.folded = "".join(self._chunks)
                self._chunks.clear()
                self._complete = True
        return self._complete

    @property
    def even(self) -> bool:
        """Whether offsets in the folded text are those in the source."""
        return not self._places

    def place_of(self, offset: int) -> int:
        """Return where in the folded text the character at an offset of the source begins."""
        before = bisect_left(self._origins, offset) - 1
        if before < 0:
            return offset
        after = offset - self._origins[before] - 1
        return self._places[before] + self._sizes[before] + after

    def original(self, start: int, end: int) -> Range:
        """Return the whole characters of the source that a stretch of the folded text is of.

        What folds to nothing goes with the character it stands on.
        """
        if not self._places:
            return Range(start, end)
        last = self._origin(end - 1) + 1
        place = bisect_left(self._origins, last)
        while place < len(self._origins) and (self._origins[place], self._sizes[place]) == (
            last,
            0,
        ):
            last += 1
            place += 1
        return Range(self._origin(start), last)

    def _origin(self, place: int) -> int:
        """Return the offset in the source of a character of the folded text."""
        before = bisect_right(self._places, place) - 1
        if before < 0:
            return place
        beyond = place - self._places[before] - self._sizes[before]
        return self._origins[before] + (1 + beyond if beyond >= 0 else 0)
