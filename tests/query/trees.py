"""Queries of any shape."""

from hypothesis import strategies as st

from reader.query.fields import DATES, WORDS, Field
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

DAYS = st.one_of(
    st.dates().map(str),
    st.sampled_from(("today", "yesterday", "7d", "2w", "3m", "10y", "2026", "2026-02")),
)
_SIGNS = st.sampled_from([sign for sign in Relation if sign is not Relation.WITHIN])
_TEXTS = st.text(st.sampled_from('abOR -:*"\\()#/é字\n'), max_size=6) | st.sampled_from(
    ("OR", "AND", "NOT", "tag:x", "-", "*", "a*", "“", "mill")
)
_NAMES = _TEXTS.map(str.strip).filter(bool)


def _matches() -> st.SearchStrategy[Query]:
    named = [field for field in Field if field not in DATES | WORDS.keys() | {Field.TAG}]
    tags = _NAMES.map(lambda name: name.lstrip("#")).filter(lambda name: name.strip("/ "))
    worded = [(field, word) for field, words in WORDS.items() for word in words]
    return st.one_of(
        st.builds(Match, st.sampled_from(named), _NAMES),
        st.builds(Match, st.just(Field.TAG), tags.map(str.strip), st.booleans()),
        st.sampled_from(worded).map(lambda each: Match(each[0], str(each[1]))),
    )


def terms() -> st.SearchStrategy[Query]:
    """Return queries that ask for one thing."""
    return st.one_of(
        st.builds(Words, _TEXTS, st.booleans()),
        _matches(),
        st.builds(Dated, st.sampled_from(sorted(DATES)), _SIGNS, DAYS),
        st.builds(
            lambda field, days: Dated(field, Relation.WITHIN, *sorted(days)),
            st.sampled_from(sorted(DATES)),
            st.tuples(st.dates().map(str), st.dates().map(str)),
        ),
    )


def joined(leaves: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    """Return queries made of others."""
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map(negated),
            st.lists(inner, min_size=2, max_size=3).map(all_of),
            st.lists(inner, min_size=2, max_size=3).map(any_of),
        ),
        max_leaves=6,
    )


def queries() -> st.SearchStrategy[Query]:
    """Return queries of any shape."""
    return st.just(EVERYTHING) | joined(terms())
