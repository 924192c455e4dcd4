"""From what was typed to a tree. What stands side by side must all hold; `OR` binds less."""

import re
from collections.abc import Collection

from reader.query.days import are_backwards, is_day
from reader.query.errors import QueryError
from reader.query.fields import DATES, WANTED, WORDS, Field
from reader.query.tokens import Piece, Token, tokens
from reader.query.tree import (
    EVERYTHING,
    Dated,
    Match,
    Query,
    Relation,
    Words,
    all_of,
    any_of,
    negated,
)

_DEEPEST = 50
_MOST = 200
_SHOWN = 30
_DATED = re.compile(r"(>=|<=|>|<|)(.*)", re.DOTALL)


def parse(text: str, *, verdicts: Collection[str] = (), typing: bool = False) -> Query:
    """Return the tree of a query; an empty one finds everything.

    Args:
        text: The query.
        verdicts: The verdicts there are; any word is one if none are given.
        typing: Whether it is still being typed: then its last word may go on, and its last
            quotation mark need not be closed.

    Raises:
        QueryError: it is wrong.
    """
    return _Parser(text, verdicts, typing=typing).query()


class _Parser:
    def __init__(self, text: str, verdicts: Collection[str], *, typing: bool) -> None:
        self._text = text
        self._tokens = list(tokens(text))
        self._next = 0
        self._depth = 0
        self._verdicts = {verdict.casefold(): verdict for verdict in verdicts}
        self._typing = typing

    def query(self) -> Query:
        if len(self._tokens) > _MOST:
            raise self._wrong(self._tokens[_MOST].start, "no more than this can be asked at once")
        if not self._tokens:
            return EVERYTHING
        found = self._alternatives()
        token = self._token
        if token is not None:
            raise self._wrong(token.start, "there is no parenthesis that “)” could close")
        return found

    @property
    def _token(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _takes(self, piece: Piece) -> bool:
        token = self._token
        if token is None or token.piece is not piece:
            return False
        self._next += 1
        return True

    def _alternatives(self) -> Query:
        terms = [self._together()]
        while self._takes(Piece.OR):
            terms.append(self._together())
        return any_of(terms)

    def _together(self) -> Query:
        terms = [self._single()]
        while True:
            joined = self._takes(Piece.AND)
            token = self._token
            if not joined and (token is None or token.piece in (Piece.OR, Piece.CLOSE)):
                return all_of(terms)
            terms.append(self._single())

    def _single(self) -> Query:
        token = self._token
        if token is None:
            before = self._tokens[self._next - 1]
            raise self._wrong(before.end, f"after {self._shown(before)} something is expected")
        self._next += 1
        match token.piece:
            case Piece.TERM:
                return self._term(token)
            case Piece.MINUS | Piece.NOT:
                self._go_down(token)
                found = negated(self._single())
                self._depth -= 1
                return found
            case Piece.OPEN:
                self._go_down(token)
                found = self._alternatives()
                self._depth -= 1
                if not self._takes(Piece.CLOSE):
                    raise self._wrong(token.start, "the parenthesis that opens here has no end")
                return found
            case _:
                raise self._wrong(
                    token.start, f"before {self._shown(token)} something to look for is expected"
                )

    def _go_down(self, token: Token) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._wrong(token.start, "this is nested too deeply")

    def _term(self, token: Token) -> Query:
        last = token.end == len(self._text)
        if not token.closed and not (self._typing and last):
            raise self._wrong(token.at, "the quotation mark that opens here has no end")
        if not token.field:
            if token.value == "-" and not token.quoted:
                raise self._wrong(token.end, "after “-” what is left out is expected")
            typed_on = self._typing and last and not (token.quoted and token.closed)
            return Words(token.value, token.open or typed_on)
        try:
            field = Field(token.field.lower())
        except ValueError:
            raise self._wrong(
                token.start,
                f"there is no field {self._shown(token)}; one of {', '.join(Field)} is expected,"
                " or quotation marks around the words",
            ) from None
        return self._dated(field, token) if field in DATES else self._match(field, token)

    def _match(self, field: Field, token: Token) -> Query:
        value = token.value.strip()
        if field is Field.TAG:
            value = value.lstrip("#")
            if value.strip("/"):
                return Match(field, value, token.open)
        words = WORDS.get(field, ())
        if words or (field is Field.VERDICT and self._verdicts):
            known = self._verdicts if field is Field.VERDICT else {word: word for word in words}
            meant = known.get(value.casefold())
            if meant is None or token.open:
                wanted = f"one of {', '.join(known.values())} is expected"
                raise self._wrong(token.at, f"after {self._field(token)} {wanted}")
            return Match(field, str(meant))
        if not value or field is Field.TAG:
            raise self._wrong(token.at, f"after {self._field(token)} {WANTED[field]}")
        return Match(field, value)

    def _dated(self, field: Field, token: Token) -> Query:
        match = _DATED.fullmatch(token.value.strip())
        assert match is not None
        sign, day = match.groups()
        first, dots, last = day.partition("..")
        if not dots and is_day(first):
            return Dated(field, Relation(sign), first)
        if dots and not sign and (first or last):
            wrong = next((each for each in (first, last) if each and not is_day(each)), None)
            if wrong is None:
                return self._within(field, token, first, last)
        raise self._wrong(token.at, f"after {self._field(token)} {WANTED[field]}")

    def _within(self, field: Field, token: Token, first: str, last: str) -> Query:
        if not last:
            return Dated(field, Relation.SINCE, first)
        if not first:
            return Dated(field, Relation.UNTIL, last)
        if are_backwards(first, last):
            raise self._wrong(token.at, f"after “{first}..” a later date is expected")
        return Dated(field, Relation.WITHIN, first, last)

    def _field(self, token: Token) -> str:
        return f"“{token.field.lower()}:”"

    def _shown(self, token: Token) -> str:
        if token.field:
            return f"“{token.field[:_SHOWN]}:”"
        return f"“{self._text[token.start : token.end][:_SHOWN]}”"

    def _wrong(self, offset: int, expected: str) -> QueryError:
        return QueryError(self._text, offset, expected)
