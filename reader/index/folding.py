"""Text as it is searched: letters without case, marks and other finery."""

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from itertools import accumulate

from reader.text.document import Range
from reader.text.letters import letters

_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"}
)
_BEYOND_ASCII = re.compile(r"([^\x00-\x7f]+)")
_JOINERS = "\u200c\u200d"
# Kana, ideographs, Thai, Lao, Myanmar and Khmer, which are written without spaces.
_UNSPACED = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u3035\u303b\u3041-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001aff0-\U0001b16f\U00020000-\U0003ffff]"
)


def fold(text: str) -> str:
    """Return a text so that `lodz` is found in `Łódź` and `strasse` in `Straße`."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain.translate(_LETTERS)


def words_in(text: str) -> str:
    """Return the words of a text, folded and parted by spaces; where they stood there may be more.

    Where words are not parted in writing, every character is a word: two of them side by side are
    found as a phrase. Each character becomes the same whatever is around it.
    """
    if text.isascii():
        return text.translate(_words)
    return "".join([piece.translate(_words) for piece in _BEYOND_ASCII.split(text)])


def is_unspaced(word: str) -> bool:
    """Tell whether a word of `words_in` is a character of a script that does not part words."""
    return len(word) == 1 and _unspaced().match(word) is not None


class WordPlaces:
    """The words of a text, of which it is known where in the text they are.

    Attributes:
        words: What `words_in` makes of the text.
    """

    def __init__(self, text: str) -> None:
        self.words = words_in(text)
        self._text = text
        self._ends: list[int] = []

    def original(self, start: int, end: int) -> Range:
        """Return the whole characters of the text that a stretch of its words is made of."""
        if self._text.isascii():
            return Range(start, end)
        if not self._ends:
            pieces = map(_words.__getitem__, map(ord, self._text))
            self._ends = list(accumulate(map(len, pieces)))
        last = bisect_right(self._ends, end - 1) + 1
        # An accent of its own becomes nothing, and goes with its letter.
        while last < len(self._ends) and self._ends[last] == self._ends[last - 1]:
            last += 1
        return Range(bisect_right(self._ends, start), last)


class _Words(dict[int, str]):
    """A table for `str.translate`, filled as characters are first seen."""

    def __missing__(self, code: int) -> str:
        folded = letters(case=True, accents=True).fold(chr(code))
        piece = self[code] = "".join(map(_as_word, folded))
        return piece


def _as_word(letter: str) -> str:
    if _unspaced().match(letter):
        return f" {letter} "
    if letter in _JOINERS:
        return ""
    return letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " "


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(_UNSPACED)


_words = _Words()
