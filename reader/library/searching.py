"""Words looked for in the whole library, within what a query lets through."""

from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.index.conditions import phrase_of
from reader.library.querying import of_articles
from reader.query.tree import And, Not, Or, Query, Words

if TYPE_CHECKING:
    from reader.index.full_text import Passage
    from reader.library.library import Library

_MANY = 4_000
"""Passages of each kind that are looked through for those in the articles that are wanted."""


def search(library: "Library", query: Query, limit: int) -> "list[Passage]":
    """Return the passages that hold all words of a query, in the articles all else in it finds.

    Args:
        library: What is searched: texts, notes, tags, titles and claims.
        query: What is asked.
        limit: How many passages are wanted of each kind.

    Raises:
        InputError: there are no words in the query, or they are alternatives or excluded.
        StorageError: the files cannot be looked at.
    """
    terms = query.terms if isinstance(query, And) else (query,)
    words = [term for term in terms if isinstance(term, Words)]
    others = And(tuple(term for term in terms if not isinstance(term, Words)))
    phrases = [phrase_of(term.text, open=term.open) for term in words]
    if not any(phrase.words for phrase in phrases):
        raise InputError("A search needs words that all stand together, outside of any OR.")
    if _has_words(others):
        raise InputError("A search finds words that all stand together; OR and - are for fields.")
    listing = library.listing

    def found() -> "list[Passage]":
        if not others.terms:
            return listing.full_text.search(phrases, limit=limit)
        articles = set(listing.matching(of_articles(others)))
        passages = listing.full_text.search(phrases, limit=_MANY)
        counts: dict[str, int] = {}
        wanted: list[Passage] = []
        for passage in passages:
            if passage.article in articles and counts.get(passage.source, 0) < limit:
                counts[passage.source] = counts.get(passage.source, 0) + 1
                wanted.append(passage)
        return wanted

    return listing.exactly(found)


def _has_words(query: Query) -> bool:
    match query:
        case Words():
            return True
        case Not(term):
            return _has_words(term)
        case And(terms) | Or(terms):
            return any(map(_has_words, terms))
        case _:
            return False
