"""Queries on the command line, and what is said of wrong ones."""

from typing import TYPE_CHECKING

import click

from reader.errors import InputError
from reader.query.errors import QueryError
from reader.query.tree import Query
from reader.text.canonical import clean
from reader.text.cells import width

if TYPE_CHECKING:
    from reader.library import Library

TAKES_QUERY = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
"""The settings of a command that takes a query, which may begin with a hyphen."""

query_option = click.option(
    "--query", metavar="QUERY", help="Only what this finds, such as 'tag:health/* -is:checked'."
)
"""The option of a command that can be asked for a part of all there is."""


def asked(library: "Library", text: str) -> Query:
    """Return what was asked for.

    Raises:
        InputError: it is wrong; a line under it points to the place.
    """
    from reader.library.querying import understood

    try:
        return understood(library, text, exactly=True)
    except QueryError as error:
        before = " " * width(_on_a_line(text[: error.offset]))
        raise InputError(f"{error}\n  {_on_a_line(text)}\n  {before}^") from None


def articles_found(library: "Library", query: Query) -> list[str]:
    """Return the ids of the articles that a query finds, the latest added first."""
    from reader.library.querying import of_articles

    condition = of_articles(query)
    return library.listing.exactly(lambda: library.listing.matching(condition))


def _on_a_line(text: str) -> str:
    return clean(text).replace("\n", " ").replace("\t", " ")
