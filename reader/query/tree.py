"""A query as a tree. Trees are equal exactly when they ask the same in the same words."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reader.query.fields import Field


class Relation(StrEnum):
    """How a day is compared."""

    ON = ""
    AFTER = ">"
    SINCE = ">="
    BEFORE = "<"
    UNTIL = "<="
    WITHIN = ".."


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand side by side.

    Attributes:
        text: The words as typed.
        open: Whether the last one may go on.
    """

    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A field has a value.

    Attributes:
        field: None of those that hold a day.
        value: One of the field's words, or a name as typed; never empty.
        open: Whether it may go on, as in `tag:health/*`.
    """

    field: Field
    value: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A field holds a day in a stretch of days.

    Attributes:
        field: One of those that hold a day.
        relation: How it is compared.
        day: `2026`, `2026-01`, `2026-01-15`, `today`, `yesterday`, or how long ago: `7d`, `2w`,
            `3m`, `1y`.
        last: The end of the stretch, for `WITHIN`; empty for the others.
    """

    field: Field
    relation: Relation
    day: str
    last: str = ""


@dataclass(frozen=True, slots=True)
class Not:
    """Something does not hold; it is no `Not` itself."""

    term: "Query"


@dataclass(frozen=True, slots=True)
class And:
    """All of several hold, none of them an `And`; without any, it holds always."""

    terms: "tuple[Query, ...]" = ()


@dataclass(frozen=True, slots=True)
class Or:
    """One of several holds, at least two, none of them an `Or`."""

    terms: "tuple[Query, ...]"


Query = Words | Match | Dated | Not | And | Or

EVERYTHING = And()
"""Asks for nothing, and finds all."""


def negated(query: Query) -> Query:
    """Return the query that finds what this one does not."""
    return query.term if isinstance(query, Not) else Not(query)


def all_of(queries: Iterable[Query]) -> Query:
    """Return the query that finds what all of these do."""
    terms: list[Query] = []
    for query in queries:
        terms.extend(query.terms if isinstance(query, And) else (query,))
    return terms[0] if len(terms) == 1 else And(tuple(terms))


def any_of(queries: Iterable[Query]) -> Query:
    """Return the query that finds what one of these does; at least one has to be given."""
    terms: list[Query] = []
    for query in queries:
        terms.extend(query.terms if isinstance(query, Or) else (query,))
    return terms[0] if len(terms) == 1 else Or(tuple(terms))
