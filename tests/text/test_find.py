from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.text.document import Range
from reader.text.find import find

LETTERS = "aAbß sSİiıﬁfΣσς\n\té"


def words_at(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in find(text, query)]


def test_a_query_in_lower_case_ignores_case() -> None:
    assert words_at("Whale, whale, WHALE", "whale") == ["Whale", "whale", "WHALE"]


def test_a_capital_makes_case_count() -> None:
    assert words_at("Whale, whale, WHALE", "Whale") == ["Whale"]


def test_white_space_matches_across_rows_blocks_and_cells() -> None:
    text = "the white\nwhale\nthe white\twhale the  white whale\n"
    assert words_at(text, "white whale") == ["white\nwhale", "white\twhale", "white whale"]


def test_letters_that_folding_lengthens_keep_the_offsets_right() -> None:
    text = "Die Straße in İstanbul, die STRASSE"
    assert find(text, "strasse") == [Range(4, 10), Range(28, 35)]
    assert find(text, "in") == [Range(11, 13)]
    assert find(text, "straße") == find(text, "strasse")
    assert words_at("ﬁnd the end", "end") == ["end"]
    assert words_at("ßx", "s") == ["ß"]
    assert words_at("aİb", "b") == ["b"]


def test_a_pattern_in_a_query_is_plain_text() -> None:
    assert words_at("what? (a.b) [sic]", "(a.b)") == ["(a.b)"]
    assert words_at("what? (a.b) [sic]", "[sic]") == ["[sic]"]


def test_a_query_without_words_finds_nothing() -> None:
    assert find("some text", "") == []
    assert find("some text", " \n") == []


def test_a_limit_keeps_the_first() -> None:
    assert find("a b a b a", "a", limit=2) == [Range(0, 1), Range(4, 5)]


@given(st.text(LETTERS, max_size=30), st.text(LETTERS, min_size=1, max_size=3))
def test_what_is_found_says_what_was_asked(text: str, query: str) -> None:
    wanted = " ".join(query.split())
    for start, end in find(text, query):
        found = " ".join(text[start:end].split())
        if query == query.lower():
            assert wanted.casefold() in found.casefold()
        else:
            assert found == wanted


@given(
    st.text(LETTERS, max_size=20),
    st.text("bßé", min_size=1, max_size=4),
    st.text(LETTERS, max_size=20),
)
def test_what_stands_in_the_text_is_found(before: str, query: str, after: str) -> None:
    places = find(f"{before} {query} {after}", query)
    assert any(start <= len(before) + 1 < end for start, end in places)


@given(st.text(LETTERS, max_size=30), st.text(LETTERS, min_size=1, max_size=2))
def test_places_are_in_order_and_apart(text: str, query: str) -> None:
    places = find(text, query)
    assert all(start < end for start, end in places)
    assert all(a.end <= b.start for a, b in pairwise(places))
