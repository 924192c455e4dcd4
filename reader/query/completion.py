"""What the word under the cursor may become."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from reader.query.fields import DATES, WORDS, Field
from reader.query.printing import printed
from reader.query.tokens import Piece, Token, tokens
from reader.query.tree import Match

_DAYS = ("today", "yesterday", "7d", "30d", "1y")


class Vocabulary(NamedTuple):
    """The names there are in a library, the likely ones first."""

    tags: Sequence[str] = ()
    speakers: Sequence[str] = ()
    verdicts: Sequence[str] = ()
    articles: Sequence[str] = ()


class Candidate(NamedTuple):
    """One way to go on.

    Attributes:
        text: What stands in place of what was typed.
        start: Where that begins in the query, in code points.
        end: Where it ends.
    """

    text: str
    start: int
    end: int


def complete(text: str, cursor: int, vocabulary: Vocabulary, limit: int = 20) -> list[Candidate]:
    """Return what the word that ends at the cursor may become, the likely ones first.

    Args:
        text: The query, which may be wrong or unfinished.
        cursor: Where in it one types, in code points.
        vocabulary: The names there are.
        limit: How many are wanted.
    """
    token = _at(text[:cursor])
    if token is None:
        return []
    found = _fitting(token, vocabulary) if token.field else _fields(token)
    return [Candidate(each, token.start, cursor) for each in islice(found, limit)]


def _at(typed: str) -> Token | None:
    """Return the term that is being typed at the end; an empty one after a space."""
    last = next(iter(list(tokens(typed))[-1:]), None)
    if last is None or last.end < len(typed) or last.piece in (Piece.OPEN, Piece.MINUS):
        return Token(Piece.TERM, len(typed), len(typed))
    if last.piece is Piece.CLOSE or (last.quoted and last.closed):
        return None
    return last


def _fields(token: Token) -> Iterator[str]:
    if not token.quoted:
        yield from _ordered((f"{field}:" for field in Field), token.value, anywhere=False)


def _fitting(token: Token, vocabulary: Vocabulary) -> Iterator[str]:
    try:
        field = Field(token.field.lower())
    except ValueError:
        return
    if field in DATES:
        yield from (f"{field}:{day}" for day in _ordered(_DAYS, token.value, anywhere=False))
        return
    names = WORDS.get(field) or {
        Field.TAG: vocabulary.tags,
        Field.SPEAKER: vocabulary.speakers,
        Field.VIA: vocabulary.speakers,
        Field.VERDICT: vocabulary.verdicts,
        Field.ARTICLE: vocabulary.articles,
    }.get(field, ())
    for name in _ordered(names, token.value):
        yield printed(Match(field, name))


def _ordered(names: Iterable[str], typed: str, *, anywhere: bool = True) -> list[str]:
    """Return the names that hold what was typed, those that begin with it first."""
    wanted = typed.casefold()
    known = [(name, name.casefold()) for name in dict.fromkeys(names)]
    first = [name for name, folded in known if folded.startswith(wanted)]
    return first + [
        name
        for name, folded in known
        if anywhere and wanted in folded and not folded.startswith(wanted)
    ]
