import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import words
from reader.text.document import Range
from tests.growth import LINEAR, growth


def split(text: str) -> list[str]:
    found: list[str] = []
    offset = 0
    while offset < len(text):
        word = words.word_at(text, offset, Range(0, len(text)))
        found.append(text[word.start : word.end])
        offset = word.end
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two words", ["two", " ", "words"]),
        ("don't (say) it…", ["don't", " ", "(", "say", ")", " ", "it", "…"]),
        ("it’s 1,200.5!", ["it’s", " ", "1,200.5", "!"]),
        ("well-known", ["well", "-", "known"]),
        ("'quoted'", ["'", "quoted", "'"]),
        ("漢字かなカナ、文", ["漢字", "かな", "カナ", "、", "文"]),
        ("नमस्ते दुनिया", ["नमस्ते", " ", "दुनिया"]),
        ("مُحَمَّد", ["مُحَمَّد"]),
        ("한국어 문장", ["한국어", " ", "문장"]),
        ("a_b2 №5", ["a_b2", " ", "№", "5"]),
    ],
)
def test_words_are_what_a_reader_takes_for_words(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def only_space(text: str, start: int) -> bool:
    """Whether there is only white space from an offset on, marks upon it included."""
    return all(words.sort_at(text, each) is words.Sort.SPACE for each in range(start, len(text)))


TEXTS = st.text("ab'’.,1- \n漢かе́", min_size=1, max_size=30)


@given(TEXTS)
def test_words_partition_a_text(text: str) -> None:
    assert "".join(split(text)) == text


@given(TEXTS, st.data())
def test_every_character_of_a_word_leads_to_the_same_word(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    bounds = Range(0, len(text))
    word = words.word_at(text, offset, bounds)
    assert word.start <= offset < word.end
    assert {words.word_at(text, each, bounds) for each in range(*word)} == {word}


@given(TEXTS, st.data())
def test_the_next_word_and_the_one_before_it_are_neighbours(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    following = words.next_word(text, offset)
    if following is None:
        assert only_space(text, words.word_at(text, offset, Range(0, len(text))).end)
    else:
        assert following > offset
        before = words.previous_word(text, following)
        assert before is None or before <= offset


@given(TEXTS, st.data())
def test_a_word_ends_where_its_run_ends(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    end = words.word_end(text, offset)
    if end is None:
        assert only_space(text, offset)
    else:
        assert words.word_at(text, end - 1, Range(0, len(text))).end == end
        assert words.sort_at(text, end - 1) is not words.Sort.SPACE


def test_there_is_no_word_at_the_end_of_the_bounds() -> None:
    assert words.word_at("word\n", 4, Range(0, 4)) == Range(4, 4)


@pytest.mark.parametrize("unit", ["\u0301", "a\u0301", " \u0301", "'", "a'", "\u200d."])
def test_time_grows_no_faster_than_a_run(unit: str) -> None:
    def motions(text: str) -> None:
        words.next_word(text, 0)
        words.previous_word(text, len(text))
        words.word_end(text, 0)
        words.word_at(text, len(text) // 2, Range(0, len(text)))

    assert growth(motions, unit, 80_000) < LINEAR
