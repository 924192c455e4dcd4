import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size, split_graphemes

from reader.text import cells

# Pieces that belong together, so that what is drawn looks like text and not like noise.
LETTERS = st.sampled_from("aé ñßж,.-1#©™—“”…\xa0İאبकामथ漢字かなカ한국어、。（」①★")
CLUSTERS = st.sampled_from(
    [
        "e\u0301",
        "क्षि",
        "שָׁ",
        "مُحَمَّد",
        "กำ",
        "각",
        "❤\ufe0f",
        "❤\ufe0e",
        "1\ufe0f\u20e3",
        "👍🏽",
        "👨\u200d👩\u200d👧",
        "👩\u200d❤\ufe0f\u200d👨",
        "🇫🇷",
        "🏴\U000e0067\U000e0062\U000e007f",
        "☀\ufe0f",
        "⌚",
        "🇫🇷🇩",
        "1\ufe0f\u20e3\u0301",
        "❤\ufe0f\u200d🔥",
        "தமிழ்",
        "ក្រុម",
        "می\u200cخواهم",
        "한",
    ]
)
MIXED = st.lists(LETTERS | CLUSTERS, max_size=24).map("".join)


def test_every_assigned_character_is_as_wide_as_the_terminal_library_takes_it_to_be() -> None:
    wrong = [
        f"U+{code:04X}"
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in {"Cs", "Cn"}
        and cells.character_width(chr(code)) != get_character_cell_size(chr(code))
    ]
    assert wrong == []


@given(MIXED)
@example("The quick brown fox, naïve café")
@example("漢字かな交じり文、（括弧）。한국어 문장")
def test_a_text_is_as_wide_as_the_terminal_library_measures_it(text: str) -> None:
    assert cells.width(text) == cell_len(text)


@given(MIXED)
def test_graphemes_partition_a_text_and_their_cells_add_up(text: str) -> None:
    spans = list(cells.graphemes(text))
    assert "".join(text[start:end] for start, end, _ in spans) == text
    assert all(start < end for start, end, _ in spans)
    assert sum(size for _, _, size in spans) == cells.width(text)


@given(MIXED)
def test_graphemes_never_end_inside_one_of_the_terminal_library(text: str) -> None:
    theirs = {start for start, _, _ in split_graphemes(text)[0]}
    assert {start for start, _, _ in cells.graphemes(text)} <= theirs


@given(MIXED.filter(bool), st.data())
def test_the_grapheme_at_an_offset_is_the_one_found_from_the_start(
    text: str, data: st.DataObject
) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    expected = next(
        (start, end) for start, end, _ in cells.graphemes(text) if start <= offset < end
    )
    assert cells.grapheme_at(text, offset) == expected


@given(MIXED, st.integers(0, 30))
def test_a_cut_text_fits_and_loses_no_more_than_it_must(text: str, limit: int) -> None:
    head = cells.cut(text, limit)
    assert text.startswith(head)
    assert cells.width(head) <= limit
    if head != text:
        following = next(size for start, _, size in cells.graphemes(text) if start == len(head))
        assert cells.width(head) + following > limit


@given(MIXED)
def test_what_is_called_narrow_is_one_cell_a_character(text: str) -> None:
    until = cells.narrow_until(text, 0, len(text))
    assert cell_len(text[:until]) == until
    assert [end - start for start, end, _ in cells.graphemes(text) if start < until] == [1] * until


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("👨\u200d👩\u200d👧!", [2, 1]),
        ("🇫🇷🇩🇪", [2, 2]),
        ("e\u0301x", [1, 1]),
        ("👍🏽", [2]),
        ("❤\ufe0f", [2]),
        ("❤\ufe0e", [1]),
        ("漢\t字\n", [2, 0, 2, 0]),
        ("🇫🇷🇩x", [2, 1, 1]),
        ("1\ufe0f\u20e3", [2]),
        ("한", [2]),
        ("مُحَمَّد", [1, 1, 1, 1]),
        ("می\u200cخ", [1, 1, 1]),
        ("ශ්\u200dරී", [1, 1]),
    ],
)
def test_what_a_person_sees_as_one_character_is_one_grapheme(
    text: str, expected: list[int]
) -> None:
    assert [size for _, _, size in cells.graphemes(text)] == expected


@given(MIXED | st.text("a\u0301\u200d🇫👍é字\n", max_size=30), st.integers(0, 9))
def test_the_cells_of_characters_add_up_to_those_of_graphemes(text: str, tab: int) -> None:
    widths = cells.painted_widths(text, 0, len(text), tab)
    for start, end, size in cells.graphemes(text):
        own = max(size, text[start] != "\n")
        assert list(widths[start:end]) == [own] + [0] * (end - start - 1)


@pytest.mark.parametrize("endless", ["\u0301", "\u1161", "👨\u200d", "a\u0301", "🇫", "ه\u200d"])
def test_endless_graphemes_are_cut_and_found_at_once(endless: str) -> None:
    text = f"x {endless * 500} y"
    spans = {start: end for start, end, _ in cells.graphemes(text)}
    assert max(end - start for start, end in spans.items()) <= 130
    for offset in range(len(text)):
        start, end = cells.grapheme_at(text, offset)
        assert start <= offset < end
        assert spans[start] == end


def test_a_mark_never_joins_the_line_before() -> None:
    assert list(cells.graphemes("a\n\u0301b")) == [
        (0, 1, 1),
        (1, 2, 0),
        (2, 3, 0),
        (3, 4, 1),
    ]


@pytest.mark.parametrize("offset", [-1, 3])
def test_an_offset_outside_the_text_is_refused(offset: int) -> None:
    with pytest.raises(IndexError):
        cells.grapheme_at("abc", offset)
