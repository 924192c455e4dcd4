"""Tokenising: a stretch of text as words, marks and whole quotations."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.text.quotations import Quotation
from reader.text.wordlists import words

_ACRONYMS = words("who it us")
"""Pronouns that in capitals are the name of something."""

_MARKS = (
    r"\s!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u2010-\u205e"
    r"\u3000-\u3004\u3008-\u3020\u3030\u3036\u3037\u303d-\u303f\u060c\u061b\u061f\u06d4\u0964\u0965"
    r"\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
"""White space and punctuation; all else makes up words, combining marks with them."""

_TOKEN = re.compile(
    r"(?P<aside>\([^()]*\))"
    r"|(?P<elision>(?:[ldjmtsnc]|qu|lorsqu|puisqu|jusqu)['’](?=\w))"
    rf"|(?P<word>[^{_MARKS}]+(?:['’.\-,:/][^{_MARKS}]+)*)"
    r"|(?P<mark>\S)",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """A word, a mark, or a whole quotation or bracket that no clause ends inside of.

    Attributes:
        word: Case-folded, with straight apostrophes; a mark as it stands.
        kind: `word`, `mark`, `quotation` or `aside`.
    """

    start: int
    end: int
    word: str
    kind: str
    capital: bool = False


def tokenise(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> list[Token]:
    """Return the tokens of a stretch, each of the outermost quotations as one."""
    tokens: list[Token] = []
    at = start
    for quotation in quotations:
        if quotation.outer.start < at:
            continue
        _split(text, at, quotation.outer.start, tokens)
        tokens.append(Token(*quotation.outer, "", "quotation"))
        at = quotation.outer.end
    _split(text, at, end, tokens)
    return tokens


def _split(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for match in _TOKEN.finditer(text, start, end):
        kind, written = match.lastgroup, match[0]
        begin, stop = match.span()
        word = written.casefold()
        if "’" in word:
            word = word.replace("’", "'")
        if word in _ACRONYMS and written.isupper():
            word = written
        if kind == "elision":
            kind = "word"
        tokens.append(Token(begin, stop, word, kind or "mark", written[0].isupper()))
