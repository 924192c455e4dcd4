"""Find by regular expression, within a time: no pattern is too bad to be tried.

`regex` and not `re`, since it lets other threads go on while it searches, and gives up when told.
"""

import re
from collections.abc import Iterator

from reader.errors import InputError
from reader.text.find import MOST, Query, Search
from reader.text.letters import FoldedText

_SECONDS = 2.0
"""Of the processor, for a whole search."""

_AT_ONCE = 512
_DIGITS = 9
_MOST_WRITTEN_OUT = 20_000
"""Pieces of an expression as the compiler sees it, which writes out what is counted: `a{3}` as
`aaa`. A million take half a second, and a thousand times that all there is of memory."""

_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^]\\])*+\]|\{([0-9]+)(?:,[0-9]*)?\}|.", re.DOTALL)
_EXPECTED = {
    "bad character range": "a range such as a-z",
    "bad escape (end of pattern)": r"a character after \ ",
    "invalid group reference": "the number of a group",
    "min repeat greater than max repeat": "the smaller number first",
    "multiple repeat": "one sign of repetition, not two",
    "nothing to repeat": "something to repeat before this",
    "unbalanced parenthesis": "( somewhere before this )",
    "undefined character name": "the name of a character",
    "unknown extension": "a group such as (?: or (?=",
    "unknown group": "the name of a group",
    "unknown property": "a property such as Lu or Greek",
    "unterminated character set": "]",
}
"""What the regular expression should have had, by what the parser says of it."""


class PatternError(InputError):
    """A regular expression that is wrong.

    Attributes:
        place: Which character of it is wrong, the first being 1; one more than there are where
            something is missing at the end.
        expected: What was expected there.
    """

    def __init__(self, place: int, expected: str) -> None:
        super().__init__(f"at {place}: expected {expected}")
        self.place = place
        self.expected = expected


class TooLongError(InputError):
    """A regular expression that takes too long on this text."""

    def __init__(self) -> None:
        super().__init__("takes too long; a simpler pattern may not")


class PatternSearch(Search):
    """A search for a regular expression; to be advanced in a thread of its own.

    `^` and `$` are the ends of a paragraph or row. What matches nothing at all is no hit.
    """

    def __init__(self, text: FoldedText, query: Query, origin: int, *, most: int = MOST) -> None:
        """Begin; see `Search`. The text keeps its case.

        Raises:
            PatternError: the expression is wrong.
        """
        import regex

        super().__init__(text, query, origin, most=most)
        _refuse_endless(query.words)
        flags = regex.MULTILINE | regex.VERSION0
        if not query.case_counts:
            flags |= regex.IGNORECASE | regex.FULLCASE
        try:
            regex.compile(query.words, flags)
        except regex.error as error:
            raise _explained(error) from None
        except RecursionError:
            raise PatternError(len(query.words), "fewer groups in groups") from None
        words = query.words
        if query.accents:
            fold = text.way.fold
            pieces = (one if one.isascii() else regex.escape(fold(one)) for one in words)
            words = "".join(pieces)
        if query.whole:
            words = rf"\b(?:{words})\b"
        self._pattern = regex.compile(words, flags)

    def found_in(self, start: int, stop: int) -> Iterator[list[tuple[int, int]]]:
        """Yield what matches, see `Search`.

        Raises:
            TooLongError: it takes too long.
        """
        matches = self._pattern.finditer(
            self._text.folded, start, concurrent=True, timeout=_SECONDS
        )
        found: list[tuple[int, int]] = []
        try:
            for number, match in enumerate(matches, 1):
                begin, end = match.span()
                if begin >= stop:
                    break
                if begin < end:
                    found.append((begin, end))
                if not number % _AT_ONCE:
                    yield found
                    found = []
        except (TimeoutError, MemoryError):
            # An expression that calls itself runs out of memory before it runs out of time.
            raise TooLongError from None
        yield found


def _refuse_endless(words: str) -> None:
    """Refuse an expression whose counted repetitions, one in another, grow beyond measure.

    Raises:
        PatternError: it is one.
    """
    open_groups: list[list[int]] = [[]]
    for piece in _PIECE.finditer(words):
        sizes = open_groups[-1]
        if piece[0] == "(":
            open_groups.append([])
        elif piece[0] == ")" and len(open_groups) > 1:
            open_groups.pop()
            open_groups[-1].append(sum(sizes))
        elif piece[1] and sizes:
            sizes[-1] *= max(1, int(piece[1][:_DIGITS]))
            if sizes[-1] > _MOST_WRITTEN_OUT:
                raise PatternError(piece.start() + 1, "a smaller number")
        else:
            sizes.append(1)


def _explained(error: Exception) -> PatternError:
    """Return what is wrong, by the words and the place that the parser gives."""
    message = str(getattr(error, "msg", error))
    expected = _EXPECTED.get(message, message.removeprefix("missing "))
    return PatternError((getattr(error, "pos", 0) or 0) + 1, expected)
