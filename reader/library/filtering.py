"""A query as the filter of a list: plain words are looked for in what the list shows."""

from typing import TYPE_CHECKING, NamedTuple

from reader.index.conditions import AllOf, Condition
from reader.library.querying import of_articles, understood
from reader.query.fields import Field
from reader.query.tree import And, Match, Not, Or, Query, Words, all_of, any_of, negated

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.saved_queries import SavedQuery


class Filter(NamedTuple):
    """What the articles of a list have to meet.

    Attributes:
        words: Each must occur in title, source, authors or tags; parted by spaces.
        rest: What else is asked, for the index; it asks for nothing if there is no more.
    """

    words: str = ""
    rest: Query = And()


def as_filter(query: Query) -> Filter:
    """Return a query as a filter; `mill` asks for the same as `article:mill`."""
    terms = query.terms if isinstance(query, And) else (query,)
    words = [term.text for term in terms if isinstance(term, Words) and _is_plain(term)]
    rest = [_about_article(term) for term in terms if not _is_plain(term)]
    return Filter(" ".join(words), all_of(rest))


def as_saved(query: Query) -> Query:
    """Return the query that finds everywhere what this one lets through as a filter."""
    return _about_article(query)


def condition_of(library: "Library", saved: "SavedQuery | None", rest: Query) -> Condition | None:
    """Return what the articles of a saved query have to meet that a filter lets through as well.

    Returns:
        None if that is nothing.

    Raises:
        QueryError: what was saved is wrong; another program may have written it.
    """
    conditions = [of_articles(rest)] if rest != And() else []
    if saved is not None:
        conditions.append(of_articles(understood(library, saved.query)))
    return AllOf(conditions) if conditions else None


def _is_plain(query: Query) -> bool:
    return isinstance(query, Words) and len(query.text.split()) == 1


def _about_article(query: Query) -> Query:
    match query:
        case Words(text) if text.strip():
            return Match(Field.ARTICLE, text.strip())
        case Not(term):
            return negated(_about_article(term))
        case And(terms):
            return all_of(map(_about_article, terms))
        case Or(terms):
            return any_of(map(_about_article, terms))
        case _:
            return query
