import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.text.document import Range
from reader.text.find import Finder, Query, find
from reader.text.letters import FoldedText, letters
from reader.text.patterns import PatternError, TooLongError

LETTERS = "aAbß sSİiıﬁfΣσς\n\téÉe\u0301ñłŁæ한하힣カガ\u200dｆ²…¨का≠"


def words_at(text: str, query: Query | str) -> list[str]:
    return [text[start:end] for start, end in find(text, query)]


def test_a_query_in_lower_case_ignores_case() -> None:
    assert words_at("Whale, whale, WHALE", "whale") == ["Whale", "whale", "WHALE"]


def test_a_capital_makes_case_count() -> None:
    assert words_at("Whale, whale, WHALE", "Whale") == ["Whale"]


def test_case_counts_or_not_as_asked() -> None:
    assert words_at("Whale, whale", Query("whale", case=True)) == ["whale"]
    assert words_at("Whale, whale", Query("WHALE", case=False)) == ["Whale", "whale"]


def test_white_space_matches_across_rows_blocks_and_cells() -> None:
    text = "the white\nwhale\nthe white\twhale the  white whale\n"
    assert words_at(text, "white whale") == ["white\nwhale", "white\twhale", "white whale"]
    assert words_at("a\n" + "\n" * 5000 + "b", "a b") == ["a\n" + "\n" * 5000 + "b"]


def test_letters_that_folding_lengthens_keep_the_offsets_right() -> None:
    text = "Die Straße in İstanbul, die STRASSE"
    assert find(text, "strasse") == [Range(4, 10), Range(28, 35)]
    assert find(text, "in") == [Range(11, 13)]
    assert find(text, "straße") == find(text, "strasse")
    assert words_at("ﬁnd the end", "end") == ["end"]
    assert words_at("ßx", "s") == ["ß"]
    assert words_at("aİb", "b") == ["b"]


def test_accents_count_unless_they_are_folded() -> None:
    text = "résumé, resume, RÉSUMÉ, re\u0301sume\u0301."
    assert words_at(text, "resume") == ["resume"]
    folded = words_at(text, Query("resume", accents=True))
    assert folded == ["résumé", "resume", "RÉSUMÉ", "re\u0301sume\u0301"]
    assert words_at(text, Query("RÉSUMÉ", accents=True)) == ["RÉSUMÉ"]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Łódź, İzmir", "lodz", ["Łódź"]),
        ("in Izmir: İzmir", "izmir", ["Izmir", "İzmir"]),
        ("the ﬁrst ½", "first", ["ﬁrst"]),
        ("한글 하나", "하", ["하"]),
        ("ガス カス", "カス", ["ガス", "カス"]),
        ("क का कि", "क", ["क", "क", "क"]),
        ("שָׁלוֹם", "שלום", ["שָׁלוֹם"]),
        ("a ¨ b", "a b", []),
        ("1 ≠ 2 = 3", "=", ["="]),
        ("Smørrebrød, Æsop", "smorrebrod", ["Smørrebrød"]),
    ],
)
def test_accents_are_folded_in_many_scripts(text: str, query: str, found: list[str]) -> None:
    assert words_at(text, Query(query, accents=True)) == found


def test_whole_words_are_found_as_a_reader_sees_them() -> None:
    text = "a cat, the cat's cats; concat CAT don’t"
    assert words_at(text, Query("cat", whole=True)) == ["cat", "CAT"]
    assert words_at(text, Query("don", whole=True)) == []
    assert words_at(text, Query("the cat's", whole=True)) == ["the cat's"]
    assert find("xa a a", Query("a a", whole=True)) == [Range(3, 6)]
    assert words_at("我们的猫 ねこ ネコ", Query("ねこ", whole=True)) == ["ねこ"]


def test_a_pattern_in_a_query_is_plain_text() -> None:
    assert words_at("what? (a.b) [sic]", "(a.b)") == ["(a.b)"]
    assert words_at("what? (a.b) [sic]", "[sic]") == ["[sic]"]


def test_a_query_without_words_finds_nothing() -> None:
    assert find("some text", "") == []
    assert find("some text", " \n") == []
    assert find("e\u0301", Query("\u0301", accents=True)) == []
    assert find("", "a") == []


def test_a_limit_keeps_the_first() -> None:
    assert find("a b a b a", "a", limit=2) == [Range(0, 1), Range(4, 5)]


# Regular expressions


def test_a_regular_expression_is_one_on_request() -> None:
    text = "4,000 crowns in 2019,\nStraße and 17 boats"
    assert words_at(text, Query(r"\d+", pattern=True)) == ["4", "000", "2019", "17"]
    assert words_at(text, Query(r"^\w+", pattern=True)) == ["4", "Straße"]
    assert words_at(text, Query(r"strasse", pattern=True)) == ["Straße"]
    assert words_at(text, Query(r"STRASSE", pattern=True)) == []
    assert words_at(text, Query(r"\Sowns", pattern=True)) == ["rowns"]
    assert words_at(text, Query(r"\bC\D+", pattern=True, case=False)) == ["crowns in "]
    assert words_at(text, Query("x*", pattern=True)) == []


def test_a_regular_expression_may_ignore_accents_and_want_whole_words() -> None:
    text = "élève, Eleves, relève"
    query = Query("[eé]l.ves?", pattern=True, accents=True)
    assert words_at(text, query) == ["élève", "Eleves", "elève"]
    whole = Query("eleve", pattern=True, accents=True, whole=True)
    assert words_at(text, whole) == ["élève"]


@pytest.mark.parametrize(
    ("pattern", "place", "expected"),
    [
        ("(ab", 4, ")"),
        ("[ab", 4, "]"),
        ("a)", 2, "( somewhere before this )"),
        ("*a", 1, "something to repeat before this"),
        ("a**", 3, "one sign of repetition, not two"),
        ("(?P<n", 6, ">"),
        ("[z-a]", 5, "a range such as a-z"),
        ("a\\", 3, "a character after \\ "),
        ("((a{1000}){1000}){1000}", 11, "a smaller number"),
        (r"(?:[)](?:bc){99,}\)){999}", 21, "a smaller number"),
        ("(" * 9_000 + "a" + ")" * 9_000, 18_001, "fewer groups in groups"),
        ("a{" + "9" * 5_000 + "}", 2, "a smaller number"),
    ],
)
def test_a_wrong_regular_expression_is_answered_with_place_and_expectation(
    pattern: str, place: int, expected: str
) -> None:
    with pytest.raises(PatternError) as caught:
        find("text", Query(pattern, pattern=True))
    assert (caught.value.place, caught.value.expected) == (place, expected)


@pytest.mark.parametrize("pattern", [r"[0-9]{4}(-[0-9]{2}){2}", r"\([a-z{]{3,999}\)", "x{0}y{1,}"])
def test_a_regular_expression_may_count(pattern: str) -> None:
    assert len(find("2024-03-18 (abc) y\n", Query(pattern, pattern=True))) == 1


def test_a_regular_expression_that_calls_itself_without_end_is_given_up() -> None:
    with pytest.raises(TooLongError):
        find("text\n", Query("(?R)", pattern=True))


def test_a_regular_expression_that_explodes_is_given_up() -> None:
    began = time.process_time()
    with pytest.raises(TooLongError):
        find("x" * 5000 + "\n", Query("(x+x+)+y", pattern=True))
    assert time.process_time() - began < 6


# A little at a time


def test_a_search_begins_at_its_origin_and_ends_with_every_hit_in_order() -> None:
    text = "eel " * 20_000
    search = Finder(text).search(Query("eel"), origin=40_002)
    steps = 0
    while not search.advance(0):
        steps += 1
        if search.hits and not search.done:
            assert search.hits[0].start >= 40_002
    assert steps > 2
    assert list(search.hits) == find(text, "eel")
    assert not search.capped


def test_more_hits_than_are_kept_are_those_from_the_origin_on() -> None:
    search = Finder("a" * 1000).search(Query("a"), origin=500, most=100)
    search.advance()
    assert search.capped
    assert (search.hits[0], len(search.hits)) == (Range(500, 501), 100)


def test_a_search_nobody_wants_any_more_ends() -> None:
    search = Finder("a" * 1_000_000).search(Query("a"))
    search.advance(0)
    search.given_up = True
    search.advance()
    assert len(search.hits) < 1_000_000


# Against a slow way to do the same


def slowly(text: str, query: Query) -> list[Range]:
    """Fold character by character, try every place, and map back by a list of owners."""
    way = letters(case=not query.case_counts, accents=query.accents)
    owners = [number for number, one in enumerate(text) for _ in way.fold(one)]
    folded = "".join(map(way.fold, text))
    words = [way.fold(word) for word in unicodedata.normalize("NFC", query.words).split()]
    words = [word for word in words if word]
    found: list[Range] = []
    place = 0
    while words and place < len(folded):
        end = place
        for number, word in enumerate(words):
            begin = end
            while number and end < len(folded) and folded[end].isspace():
                end += 1
            if (number and begin == end) or not folded.startswith(word, end):
                end = -1
                break
            end += len(word)
        if end < 0:
            place += 1
            continue
        start, stop = owners[place], owners[end - 1] + 1
        while stop < len(text) and not way.fold(text[stop]):
            stop += 1
        if not found or start >= found[-1].end:
            found.append(Range(start, stop))
        place = end
    return found


queries = st.builds(
    Query,
    st.text(LETTERS, min_size=1, max_size=3),
    st.sampled_from([None, True, False]),
    st.booleans(),
)


@given(st.text(LETTERS, max_size=30), queries)
@example("한하", Query("하", accents=True))
@example("e\u0301\u0301e", Query("e", accents=True))
@example("ßß", Query("s"))
@example("ﬁﬁ", Query("i"))
def test_what_is_found_is_what_the_slow_way_finds(text: str, query: Query) -> None:
    assert find(text, query) == slowly(text, query)


@given(st.text(LETTERS, max_size=30), queries, st.integers(0, 30))
def test_wherever_a_search_begins_its_hits_are_places_of_the_words(
    text: str, query: Query, origin: int
) -> None:
    search = Finder(text).search(query, min(origin, len(text)))
    search.advance()
    way = letters(case=not query.case_counts, accents=query.accents)
    wanted = "".join(map(way.fold, query.words.split()))
    for start, end in search.hits:
        assert wanted in "".join(way.fold(text[start:end]).split())
    assert all(before.end <= after.start for before, after in pairwise(search.hits))
    assert bool(search.hits) == bool(slowly(text, query))


@given(st.text(LETTERS, max_size=40), st.booleans(), st.booleans())
def test_every_character_is_found_again_from_where_it_is_in_the_folded_text(
    text: str, case: bool, accents: bool
) -> None:
    folded = FoldedText(text, letters(case=case, accents=accents))
    while not folded.advance():
        pass
    assert folded.folded == "".join(map(folded.way.fold, text))
    for offset, one in enumerate(text):
        begin = folded.place_of(offset)
        if size := len(folded.way.fold(one)):
            assert folded.original(begin, begin + size).start == offset
