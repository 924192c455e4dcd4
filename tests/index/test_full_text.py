"""Words looked for in everything the library holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.index.conditions import Condition, Field, Is, Not
from reader.index.database import Database
from reader.index.folding import WordPlaces, words_in
from reader.index.full_text import FullText, Record, Source, phrases_in
from reader.text.document import Range
from tests.index.conftest import Shelves
from tests.index.test_contents import mark


def found(shelves: Shelves, typed: str, *, prefix: bool = False) -> set[tuple[Source, str]]:
    hits = shelves.full_text.search(typed, prefix=prefix)
    return {(hit.source, hit.text[slice(*hit.hits[0])]) for hit in hits}


@pytest.fixture
def filled(shelves: Shelves) -> Shelves:
    shelves.write_text("a", "t1", "The Harbour of Łódź.", "東京都の “Straße”; don’t.")
    shelves.write(
        "a",
        title="A ferry",
        text="t1",
        tags={"sea/boats": True},
        annotations={
            "x": mark("x", exact="The Harbour", note="Who paid?", tags={"money": True}, claim="c"),
            "y": mark("y", exact="kept", deleted="2026"),
        },
    )
    shelves.write_shared("claims/c", {"claim": {"c": {"id": "c", "text": "It was paid twice."}}})
    shelves.write_text("b", "t1", "The harbour again.")
    shelves.write("b", title="Gone", text="t1", deleted="2026")
    shelves.fill()
    return shelves


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("harbour", {(Source.TEXT, "Harbour"), (Source.ANNOTATION, "Harbour")}),
        ("HARBOUR of", {(Source.TEXT, "Harbour")}),
        ("of harbour", {(Source.TEXT, "Harbour")}),
        ('"harbour of"', {(Source.TEXT, "Harbour of")}),
        ('"of harbour"', set()),
        ("lodz", {(Source.TEXT, "Łódź")}),
        ("strasse", {(Source.TEXT, "Straße")}),
        ("京都", {(Source.TEXT, "京都")}),
        ("東都", set()),
        ("don't", {(Source.TEXT, "don’t")}),
        ("paid", {(Source.ANNOTATION, "paid"), (Source.CLAIM, "paid")}),
        ("money", {(Source.ANNOTATION, "money")}),
        ("ferry", {(Source.HEAD, "ferry")}),
        ("boats", {(Source.HEAD, "boats")}),
        ("har", set()),
        ("kept", set()),
        ("", set()),
        ("…", set()),
    ],
)
def test_words_are_found_where_they_are(
    filled: Shelves, typed: str, hits: set[tuple[Source, str]]
) -> None:
    assert found(filled, typed) == hits


@pytest.mark.parametrize(
    ("typed", "there"),
    [("h", True), ("har", True), ("the har", True), ('"the har', True), ("har ", False)],
)
def test_the_last_word_may_go_on_while_it_is_typed(
    filled: Shelves, typed: str, there: bool
) -> None:
    assert bool(found(filled, typed, prefix=True)) is there


def test_a_hit_says_where_in_the_text_it_is(filled: Shelves) -> None:
    (hit,) = filled.full_text.search("strasse", sources=[Source.TEXT])
    text = filled.document("a", "t1").text
    assert hit.place is not None
    assert (hit.article, hit.block, text[slice(*hit.place)]) == ("a", 1, "Straße")
    assert text[hit.start : hit.place.end].endswith(hit.text[: hit.hits[0].end])


def test_what_says_most_of_it_comes_first_and_unranked_what_came_last(shelves: Shelves) -> None:
    for number in range(30):
        name = f"{number:02}"
        shelves.write_text(name, "t1", "harbour " * (number == 7) + "harbour and much else")
        shelves.write(name, text="t1", accessed_on=f"2026-01-{number + 1:02}")
    shelves.fill()
    ranked = shelves.full_text.search("harbour", limit=3)
    assert [hit.article for hit in ranked] == ["07", "29", "28"]
    latest = shelves.full_text.search("harbour", ranked=False, limit=3)
    assert [hit.article for hit in latest] == ["29", "28", "27"]


def test_what_nobody_waits_for_any_more_is_no_loss(filled: Shelves) -> None:
    with filled.database.searching() as connection:
        # SQLite breaks a query off where its handler says so, as after an interruption.
        connection.set_progress_handler(lambda: 1, 1)
    assert found(filled, "lodz") == set()
    with filled.database.searching() as connection:
        connection.set_progress_handler(None, 0)
    filled.full_text.stop()
    assert found(filled, "lodz") == {(Source.TEXT, "Łódź")}
    assert filled.database.generation == 0


@given(st.text(max_size=12), st.text(alphabet='"()*:^-+{}\\ ANDORNOTNEARab', max_size=20))
@settings(deadline=None, max_examples=60)
def test_whatever_is_typed_is_looked_for_and_nothing_else(first: str, second: str) -> None:
    database = Database(None)
    full_text = FullText(database)
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO files (id, path, mtime_ns, size, inode) VALUES (1, 'a', 0, 0, 0)"
        )
        connection.execute("INSERT INTO heads VALUES (1, ?)", (first,))
    for typed in (first, second, first + second):
        assert full_text.search(typed, prefix=True) == []
    database.close()


@given(st.text(max_size=20), st.text(max_size=20))
def test_every_character_becomes_the_same_whatever_is_around_it(before: str, after: str) -> None:
    assert words_in(before + after) == words_in(before) + words_in(after)


@given(st.text(alphabet="aé\u0301ßﬁ港 .x", max_size=20))
def test_every_word_is_where_it_is_said_to_be(text: str) -> None:
    places = WordPlaces(text)
    start = 0
    for word in places.words.split():
        start = places.words.index(word, start)
        found = places.original(start, start + len(word))
        assert word in words_in(text[slice(*found)]).split(" ")
        start += len(word)


def test_a_mark_of_its_own_goes_with_its_letter() -> None:
    places = WordPlaces("re\u0301al")
    assert places.words == "real"
    assert places.original(1, 2) == Range(1, 3)


def test_a_word_is_open_only_while_it_is_typed() -> None:
    assert [phrase.open for phrase in phrases_in('one "two three', prefix=True)] == [False, True]
    assert [phrase.open for phrase in phrases_in('one "two"', prefix=True)] == [False, False]
    assert not any(phrase.open for phrase in phrases_in("one two"))


@pytest.mark.parametrize("ranked", [False, True])
def test_words_are_looked_for_only_in_the_articles_that_meet_a_condition(
    filled: Shelves, ranked: bool
) -> None:
    filled.write_text("c", "t1", "Another harbour.")
    filled.write("c", title="A harbour", text="t1", site="Daily")
    filled.fill()

    def where(within: Condition | None, word: str = "harbour") -> set[tuple[Source, str]]:
        phrases = phrases_in(word)
        records = filled.full_text.records(phrases, within=within, ranked=ranked)
        found = filled.full_text.passages(records, phrases).values()
        return {(passage.source, passage.article) for passage in found}

    elsewhere = Not(Is(Field.SITE, "Daily"))
    everywhere = {
        (Source.HEAD, "c"),
        (Source.ANNOTATION, "a"),
        (Source.TEXT, "a"),
        (Source.TEXT, "c"),
    }
    assert where(None) == everywhere
    assert where(elsewhere) == {hit for hit in everywhere if hit[1] == "a"}
    assert where(elsewhere.condition) == {hit for hit in everywhere if hit[1] == "c"}
    # A claim is in the articles in which it is made.
    assert (Source.CLAIM, "") in where(elsewhere, "paid")
    assert (Source.CLAIM, "") not in where(elsewhere.condition, "paid")


def test_a_condition_is_asked_again_once_something_changed(filled: Shelves) -> None:
    phrases, elsewhere = phrases_in("harbour"), Not(Is(Field.SITE, "Daily"))
    assert filled.full_text.records(phrases, within=elsewhere)
    filled.write("a", title="A ferry", text="t1", site="Daily")
    filled.fill()
    assert not filled.full_text.records(phrases, within=elsewhere)


def test_a_record_that_is_gone_is_left_out(filled: Shelves) -> None:
    phrases = phrases_in("harbour")
    records = filled.full_text.records(phrases)
    there = filled.full_text.passages([*records, Record(Source.TEXT, 999)], phrases)
    assert list(there) == records
