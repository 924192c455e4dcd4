"""Words looked for in the whole library, within what a query lets through."""

from typing import TYPE_CHECKING, NamedTuple

from reader.errors import InputError
from reader.index.conditions import Condition, Phrase, phrase_of
from reader.library.querying import of_articles
from reader.query.tree import And, Not, Or, Query, Words

if TYPE_CHECKING:
    from reader.index.full_text import Passage
    from reader.library.library import Library


class Sought(NamedTuple):
    """What a search is for.

    Attributes:
        phrases: What the passages have to hold, all of it.
        within: What has to hold of the articles they are in, None for nothing.
    """

    phrases: tuple[Phrase, ...]
    within: Condition | None = None


def sought(query: Query) -> Sought:
    """Return what a query is for when it is asked as a search.

    Raises:
        InputError: there are no words in it, or they are alternatives or excluded.
    """
    terms = query.terms if isinstance(query, And) else (query,)
    phrases = [phrase_of(term.text, open=term.open) for term in terms if isinstance(term, Words)]
    others = And(tuple(term for term in terms if not isinstance(term, Words)))
    if _has_words(others):
        raise InputError("A search finds words that all stand together; OR and - are for fields.")
    wanted = tuple(phrase for phrase in phrases if phrase.words)
    if not wanted:
        raise InputError("A search needs words; fields narrow it down, as in mill tag:health.")
    return Sought(wanted, of_articles(others) if others.terms else None)


def search(library: "Library", query: Query, limit: int) -> "list[Passage]":
    """Return the passages that hold all words of a query, in the articles all else in it finds.

    Args:
        library: What is searched: texts, notes, tags, titles and claims; a claim is in the
            articles in which it is made.
        query: What is asked.
        limit: How many passages are wanted of each kind.

    Raises:
        InputError: there are no words in the query, or they are alternatives or excluded.
        StorageError: the files cannot be looked at.
    """
    wanted = sought(query)
    full_text = library.listing.full_text

    def found() -> "list[Passage]":
        records = full_text.records(wanted.phrases, limit=limit, within=wanted.within)
        return list(full_text.passages(records, wanted.phrases).values())

    return library.listing.exactly(found)


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
