"""The pieces of a query, each with its place."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

_PIECES = re.compile(
    r"""
    (?P<open>\() | (?P<close>\)) | (?P<minus>-(?=[^\s)])) |
    (?:(?P<field>[A-Za-z]+):)?
    (?:"(?P<quoted>(?:[^"\\]|\\.?)*)(?P<closing>"?)(?P<star>\*?) | (?P<bare>[^\s()"]+))? """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SPACE = re.compile(r"\s+")


class Piece(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    MINUS = auto()
    TERM = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


KEYWORDS = {"AND": Piece.AND, "OR": Piece.OR, "NOT": Piece.NOT}
"""Words that join terms, in capital letters only."""


class Token(NamedTuple):
    """A piece of a query.

    Attributes:
        piece: What it is.
        start: Where it begins, in code points.
        end: Where it ends.
        field: The name before the colon as typed, empty without one.
        value: What follows it, without quotation marks and the star at its end.
        at: Where the value begins.
        quoted: Whether the value stands in quotation marks.
        open: Whether there was a star at its end.
        closed: Whether there is no quotation mark without another.
    """

    piece: Piece
    start: int
    end: int
    field: str = ""
    value: str = ""
    at: int = 0
    quoted: bool = False
    open: bool = False
    closed: bool = True


def tokens(text: str) -> Iterator[Token]:
    """Return the pieces of a query; together with the spaces between them they are all of it."""
    place = 0
    while place < len(text):
        space = _SPACE.match(text, place)
        if space is not None:
            place = space.end()
            continue
        match = _PIECES.match(text, place)
        assert match is not None
        yield _token(match)
        place = match.end()


def _token(match: re.Match[str]) -> Token:
    start, end = match.span()
    for name, piece in (("open", Piece.OPEN), ("close", Piece.CLOSE), ("minus", Piece.MINUS)):
        if match[name]:
            return Token(piece, start, end)
    field = match["field"] or ""
    at = match.end("field") + 1 if field else start
    if match["quoted"] is not None:
        value = _ESCAPED.sub(r"\1", match["quoted"])
        closed = bool(match["closing"])
        return Token(Piece.TERM, start, end, field, value, at, True, bool(match["star"]), closed)
    value = match["bare"] or ""
    if not field and value in KEYWORDS:
        return Token(KEYWORDS[value], start, end)
    open_ended = len(value) > 1 and value.endswith("*")
    return Token(
        Piece.TERM, start, end, field, value[: -1 if open_ended else None], at, False, open_ended
    )
