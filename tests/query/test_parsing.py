"""What a query means, and what is said of a wrong one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query.errors import QueryError
from reader.query.fields import Field
from reader.query.parsing import parse
from reader.query.printing import printed
from reader.query.tree import EVERYTHING, And, Dated, Match, Not, Or, Query, Relation, Words
from tests.query.trees import queries

A, B, C = Words("a"), Words("b"), Words("c")


@given(queries())
def test_what_is_printed_is_understood_as_the_same(query: Query) -> None:
    assert parse(printed(query)) == query


@given(st.text(st.sampled_from('ab(")-:*\\ ORtag7d.<>=\x1b\n'), max_size=20) | st.text(max_size=9))
def test_any_text_is_either_understood_and_printed_or_refused_with_its_place(text: str) -> None:
    outcome = _outcome(text)
    if isinstance(outcome, QueryError):
        assert 0 <= outcome.offset <= len(text)
        assert outcome.expected
        return
    canonical = printed(outcome)
    assert parse(canonical) == outcome
    assert printed(parse(canonical)) == canonical


def _outcome(text: str) -> Query | QueryError:
    try:
        return parse(text)
    except QueryError as error:
        return error


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", EVERYTHING),
        ("  a  ", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("(a b) c", And((A, B, C))),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("--a", A),
        ("-(a OR b)", Not(Or((A, B)))),
        ("or", Words("or")),
        ('"OR"', Words("OR")),
        ('"a phrase"', Words("a phrase")),
        (r'"a \"b\" \\"', Words('a "b" \\')),
        ("vacc*", Words("vacc", open=True)),
        ('"the mi"*', Words("the mi", open=True)),
        ("covid-19", Words("covid-19")),
        ("12:30", Words("12:30")),
        ("tag:health/*", Match(Field.TAG, "health/", open=True)),
        ("tag:#syria", Match(Field.TAG, "syria")),
        ("TAG:x", Match(Field.TAG, "x")),
        ('status:"To Check"', Match(Field.STATUS, "to check")),
        ('speaker:"health minister"', Match(Field.SPEAKER, "health minister")),
        ('article:"(draft)"', Match(Field.ARTICLE, "(draft)")),
        ("added:2026-01", Dated(Field.ADDED, Relation.ON, "2026-01")),
        ("added:>=7d", Dated(Field.ADDED, Relation.SINCE, "7d")),
        ("said:2026..today", Dated(Field.SAID, Relation.WITHIN, "2026", "today")),
        ("said:2026..", Dated(Field.SAID, Relation.SINCE, "2026")),
        ("said:..2026", Dated(Field.SAID, Relation.UNTIL, "2026")),
    ],
)
def test_a_query_means_what_the_manual_says(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "offset", "words"),
    [
        ("mill tga:x", 5, "there is no field “tga:”; one of tag, is,"),
        ("tag:", 4, "after “tag:” a tag such as health"),
        ("tag:#/", 4, "a tag"),
        ("is:great", 3, "after “is:” one of highlight, claim,"),
        ("status:don", 7, "one of to check, checking,"),
        ("added:soon", 6, "after “added:” a date such as 2026-01-01"),
        ("added:2026-02-30", 6, "a date"),
        ("added:", 6, "a date"),
        ("added:..", 6, "a date"),
        ("added:>2026..2027", 6, "a date"),
        ("added:2026-02..2026-01", 6, "after “2026-02..” a later date"),
        ("added:7d..30d", 6, "a later date"),
        ("mill OR", 7, "after “OR” something"),
        ("OR mill", 0, "before “OR”"),
        ("mill OR OR a", 8, "before “OR”"),
        ("a NOT", 5, "after “NOT”"),
        ("a -", 3, "after “-”"),
        ("a ()", 3, "before “)”"),
        ("(a b", 0, "has no end"),
        ("a) b", 1, "no parenthesis"),
        ('a "b c', 2, "the quotation mark that opens here has no end"),
        ("(" * 60 + "a" + ")" * 60, 50, "nested too deeply"),
        ("a " * 300, 400, "no more than this"),
        ("-" * 5000 + "a", 200, "no more than this"),
    ],
)
def test_a_wrong_query_is_answered_with_its_place_and_what_was_expected(
    text: str, offset: int, words: str
) -> None:
    with pytest.raises(QueryError) as raised:
        parse(text)
    assert raised.value.offset == offset
    assert words in raised.value.expected
    assert str(raised.value) == (
        f"The query is wrong at character {offset + 1}: {raised.value.expected}."
    )


def test_a_verdict_is_one_of_those_there_are_in_whatever_case() -> None:
    query = parse("verdict:pants", verdicts=["Refuted", "Pants"])
    assert query == Match(Field.VERDICT, "Pants")
    with pytest.raises(QueryError, match="one of Refuted, Pants is expected"):
        parse("verdict:refute", verdicts=["Refuted", "Pants"])


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a mi", And((A, Words("mi", open=True)))),
        ("mi ", Words("mi")),
        ('"the mi', Words("the mi", open=True)),
        ('"mi"', Words("mi")),
        ("tag:mi", Match(Field.TAG, "mi")),
    ],
)
def test_the_last_word_may_go_on_while_it_is_typed(text: str, query: Query) -> None:
    assert parse(text, typing=True) == query
