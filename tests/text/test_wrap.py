from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.text import cells, wrap
from reader.text.document import BlockKind, Document
from reader.text.folding import Folding
from reader.text.wrap import Layout, Row
from tests.text.mixed import (
    DOCUMENTS,
    STRETCHES,
    WIDTHS,
    document,
    grapheme_starts,
    paragraph,
    stretches_of,
)

if TYPE_CHECKING:
    from array import array

UNWRAPPED = {BlockKind.PREFORMATTED, BlockKind.TABLE}


def rows_of(layout: Layout) -> list[str]:
    layout.extend()
    return [layout.decoration(row) + layout.shown(row).text for row in range(layout.row_count)]


def wrapped(text: str, width: int) -> list[str]:
    return rows_of(Layout(paragraph(text), width))


def all_rows(layout: Layout) -> list[Row]:
    layout.extend()
    return [layout.row(index) for index in range(layout.row_count)]


@given(DOCUMENTS, WIDTHS, STRETCHES)
def test_every_offset_maps_to_a_cell_and_back_to_its_grapheme(
    found: Document, width: int, stretch: int
) -> None:
    with stretches_of(stretch):
        layout = Layout(found, width)
        for offset, start in enumerate(grapheme_starts(found.text)):
            assert layout.offset_at(*layout.cell_of(offset)) == start


@given(DOCUMENTS, WIDTHS, STRETCHES)
def test_rows_partition_the_text_in_order(found: Document, width: int, stretch: int) -> None:
    with stretches_of(stretch):
        layout = Layout(found, width)
        rows = all_rows(layout)
    filled = [row for row in rows if not row.blank]
    assert filled[0].start == 0
    for row, below in pairwise(filled):
        gap = found.text[row.end : below.start]
        in_table = found.blocks[row.block].kind is BlockKind.TABLE
        assert (gap.strip("\t") if in_table else gap) in {"", "\n"}
        assert (row.block == below.block) or gap.endswith("\n")
        assert below.start > row.start
    assert found.text[filled[-1].end :].strip("\t") == "\n"
    assert [row.block for row in filled if row.first] == list(range(len(found.blocks)))
    assert all(row.start == row.end and not row.first for row in rows if row.blank)


@given(DOCUMENTS, WIDTHS, STRETCHES)
def test_no_row_breaks_a_grapheme(found: Document, width: int, stretch: int) -> None:
    with stretches_of(stretch):
        layout = Layout(found, width)
        starts = set(grapheme_starts(found.text))
        assert all(row.start in starts for row in all_rows(layout))


@given(DOCUMENTS, WIDTHS, st.integers(0, 30))
def test_what_is_painted_fits_and_knows_its_offsets(found: Document, width: int, more: int) -> None:
    layout = Layout(found, width, width + more)
    layout.extend()
    for index in range(layout.row_count):
        row = layout.row(index)
        shown = layout.shown(index)
        wraps = found.blocks[row.block].kind not in UNWRAPPED
        assert cells.width(layout.decoration(index)) == row.indent
        assert len(shown.text) == len(shown.offsets)
        assert "\t" not in shown.text
        assert "\n" not in shown.text
        # One grapheme always stands, even where the column is narrower than it.
        room = width if wraps else width + more
        assert row.indent + cells.width(shown.text) <= max(room, row.indent + 2)
        assert not (wraps and (shown.before or shown.after))
        placed = [offset for offset in shown.offsets if offset >= 0]
        assert all(before < after for before, after in pairwise(placed))
        for character, offset in zip(shown.text, shown.offsets, strict=True):
            if offset >= 0 and found.text[offset] != "\t":
                assert found.text[offset] == character
                assert row.start <= offset < row.end


@given(DOCUMENTS, WIDTHS)
def test_nothing_goes_unpainted_but_hanging_white_space_and_what_a_sign_tells_of(
    found: Document, width: int
) -> None:
    layout = Layout(found, width)
    layout.extend()
    for index in range(layout.row_count):
        row = layout.row(index)
        shown = layout.shown(index)
        painted = set(shown.offsets)
        lost = [offset for offset in range(row.start, row.end) if offset not in painted]
        if not shown.after:
            assert found.text[row.start : row.end].strip() == "" or not any(
                found.text[offset].strip() for offset in lost
            )


@given(DOCUMENTS, WIDTHS)
def test_a_painted_character_stands_in_the_cell_of_its_offset(found: Document, width: int) -> None:
    layout = Layout(found, width)
    layout.extend()
    starts = set(grapheme_starts(found.text))
    for index in range(layout.row_count):
        row = layout.row(index)
        text, offsets, *_ = layout.shown(index)
        for place, offset in enumerate(offsets):
            # A mark with nothing to stand on is painted on a circle, which has the cell.
            alone = offset >= 0 and cells.width(found.text[offset]) == 0
            if offset in starts and (not alone or found.text[offset] == "\t"):
                expected = (index, row.indent + cells.width(text[:place]))
                assert layout.cell_of(offset) == expected


@given(DOCUMENTS, WIDTHS, st.integers(0, 40))
def test_scrolled_sideways_the_rest_is_where_it_was(found: Document, width: int, skip: int) -> None:
    layout = Layout(found, width)
    layout.extend()
    for index in range(layout.row_count):
        row = layout.row(index)
        kind = found.blocks[row.block].kind
        whole, part = layout.shown(index, 0, 9_999), layout.shown(index, skip, 9_999)
        if kind not in UNWRAPPED:
            assert part == whole
        if kind is not BlockKind.PREFORMATTED:
            continue
        assert part.before == (skip > 0 and row.end > row.start)
        assert not part.after
        rest = [offset for offset in part.offsets if offset >= 0]
        assert rest == [offset for offset in whole.offsets if offset >= 0][-len(rest) or 10_000 :]
        if rest:
            assert cells.width(whole.text) - cells.width(part.text) == skip


QUERIES = st.lists(
    st.tuples(
        st.sampled_from(["row_of", "row", "extend", "around", "settle"]), st.integers(0, 999)
    ),
    max_size=8,
)


def asked(layout: Layout, queries: list[tuple[str, int]]) -> Layout:
    """Ask a layout for this and that, in shares of a thousand of what there is."""
    for name, share in queries:
        row = layout.row_count * share // 1_000
        offset = len(layout.document.text) * share // 1_000
        if name == "row_of":
            layout.row_of(offset)
        elif name == "around":
            layout.around(offset, share % 20)
        elif name == "settle":
            layout.settle(row, share % 20)
        elif name == "extend":
            layout.extend(seconds=0)
        else:
            layout.extend(rows=row + 1)
            layout.row(min(row, layout.row_count - 1))
    return layout


@given(DOCUMENTS, WIDTHS, STRETCHES, QUERIES)
def test_a_layout_asked_in_any_order_is_the_layout_made_at_once(
    found: Document, width: int, stretch: int, queries: list[tuple[str, int]]
) -> None:
    with stretches_of(stretch):
        assert all_rows(asked(Layout(found, width), queries)) == all_rows(Layout(found, width))


@given(DOCUMENTS, WIDTHS, STRETCHES, QUERIES, st.integers(0, 999), st.integers(0, 30))
def test_rows_around_one_asked_for_are_its_neighbours(
    found: Document, width: int, stretch: int, queries: list[tuple[str, int]], share: int, many: int
) -> None:
    with stretches_of(stretch):
        whole, layout = Layout(found, width), asked(Layout(found, width), queries)
        rows = [(row.start, row.blank) for row in all_rows(whole)]
        offset = len(found.text) * share // 1_000
        number, known = layout.around(offset, many), layout.renumberings
        middle = whole.row_of(offset)
        for step in range(max(-many, -middle), min(many + 1, len(rows) - middle)):
            row = layout.row(number + step)
            assert row.index == number + step
            assert (row.start, row.blank) == rows[middle + step]
        assert layout.renumberings == known


@given(DOCUMENTS, WIDTHS, STRETCHES, QUERIES)
def test_rows_above_and_below_a_row_have_the_next_numbers(
    found: Document, width: int, stretch: int, queries: list[tuple[str, int]]
) -> None:
    with stretches_of(stretch):
        rows = [(row.start, row.blank) for row in all_rows(Layout(found, width))]
        layout = asked(Layout(found, width), queries)
        row = layout.row(layout.row_of(0))
        down = [(row.start, row.blank)]
        row = layout.row(layout.row_of(len(found.text) - 1))
        up = [(row.start, row.blank)]
        while row.start > 0 or row.blank:
            row = layout.row(row.index - 1)
            up.append((row.start, row.blank))
        row = layout.row(layout.row_of(0))
        while len(down) < len(rows):
            row = layout.row(row.index + 1)
            down.append((row.start, row.blank))
        assert down == rows
        assert up[::-1] == rows


@given(DOCUMENTS, WIDTHS, STRETCHES, QUERIES, st.integers(0, 999))
def test_a_row_known_keeps_its_number_until_it_is_told(
    found: Document, width: int, stretch: int, queries: list[tuple[str, int]], share: int
) -> None:
    with stretches_of(stretch):
        layout = Layout(found, width)
        offset = len(found.text) * share // 1_000
        number, known = layout.around(offset, 5), layout.renumberings
        for query in queries:
            asked(layout, [query])
            if layout.renumberings != known:
                number, known = layout.row_of(offset), layout.renumberings
            assert layout.row_of(offset) == number


@given(DOCUMENTS, WIDTHS, WIDTHS, STRETCHES, st.integers(0, 999))
def test_the_top_character_survives_a_change_of_width(
    found: Document, width: int, other: int, stretch: int, share: int
) -> None:
    with stretches_of(stretch):
        before, after = Layout(found, width), Layout(found, other)
        top = before.row(before.around(len(found.text) * share // 1_000, 20)).start
        row = after.row(after.around(top, 20))
        assert row.start <= top <= row.end
        back = before.row(before.around(row.start, 20))
        assert back.start <= row.start


@given(DOCUMENTS, WIDTHS, st.integers(0, 400), st.integers(-5, 250))
def test_every_cell_of_a_row_stands_for_an_offset_of_it(
    found: Document, width: int, index: int, cell: int
) -> None:
    layout = Layout(found, width)
    layout.extend()
    row = layout.row(index % layout.row_count)
    found_there = layout.row(layout.row_of(layout.offset_at(row.index, cell)))
    assert found_there == row or (row.blank and found_there.start == row.start)


@given(st.text("ab -—é漢、e\u0301\u200d🇫👍", min_size=1, max_size=60), st.integers(1, 6))
@example("\u200d", 1)
@example("漢" * 5, 1)
def test_any_text_wraps_at_any_width(text: str, width: int) -> None:
    layout = Layout(paragraph(text), width)
    assert layout.extend()
    assert 1 <= layout.row_count <= len(text)


def test_a_long_block_is_laid_out_in_slices() -> None:
    layout = Layout(paragraph("word " * 20_000), 40)
    assert not layout.extend(seconds=0)
    steps = 1
    while not layout.extend(seconds=0):
        steps += 1
    assert steps > 5
    assert layout.row_count == pytest.approx(2_500, rel=0.01)


def test_only_as_much_is_laid_out_as_is_asked_for() -> None:
    folded: list[int] = []

    class Counting(Folding):
        def rows(self, stretch: int) -> "array[int]":
            folded.append(stretch)
            return super().rows(stretch)

    found = document(*[(BlockKind.PARAGRAPH, "some words", 0, "", 0)] * 10_000)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(wrap, "Folding", Counting)
        layout = Layout(found, 40)
        layout.row_of(50_000)
        assert len(folded) <= 3
        layout.row(layout.row_of(50_000))
        assert len(folded) <= 3
        layout.around(50_000, 10)
        assert len(folded) <= 5
        assert not layout.complete


def test_words_keep_whole_and_white_space_hangs() -> None:
    assert wrapped("The quick brown fox", 10) == ["The quick ", "brown fox"]
    layout = Layout(paragraph("The quick brown fox"), 9)
    assert layout.row(0).end == 10
    assert layout.shown(0).text == "The quick"
    assert layout.cell_of(9) == (0, 9)


def test_a_word_longer_than_the_row_is_cut() -> None:
    assert wrapped("x abcdefghij", 4) == ["x ", "abcd", "efgh", "ij"]


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("a well-known thing", 8, ["a well-", "known ", "thing"]),
        ("the word—the deed", 10, ["the word—", "the deed"]),
        ("he said—“no” then", 9, ["he said—", "“no” then"]),
        ("minus -5 apart", 7, ["minus ", "-5 ", "apart"]),
        ("from 1990-1995 on", 11, ["from ", "1990-1995 ", "on"]),
        ("see --option now", 9, ["see ", "--option ", "now"]),
        ("word--another", 8, ["word--", "another"]),
    ],
)
def test_a_row_may_end_after_the_hyphen_or_dash_inside_a_word(
    text: str, width: int, rows: list[str]
) -> None:
    assert [row.rstrip() for row in wrapped(text, width)] == [row.rstrip() for row in rows]


def test_ideographs_part_anywhere_but_before_closing_and_after_opening_punctuation() -> None:
    assert wrapped("漢字漢字漢字", 6) == ["漢字漢", "字漢字"]
    assert wrapped("漢字漢。漢字", 6) == ["漢字", "漢。漢", "字"]
    assert wrapped("漢字（漢字）", 6) == ["漢字", "（漢", "字）"]


def test_korean_words_keep_whole() -> None:
    assert wrapped("한국어 문장이다", 12) == ["한국어 ", "문장이다"]


def test_a_wide_character_in_a_column_of_one_cell_has_a_row_of_its_own() -> None:
    layout = Layout(paragraph("漢字"), 1)
    layout.extend()
    assert [layout.row(index).start for index in range(layout.row_count)] == [0, 1]


def test_a_mark_with_nothing_to_stand_on_is_shown_on_a_circle() -> None:
    layout = Layout(paragraph("\u0301"), 20)
    assert layout.shown(0)[:2] == ("◌\u0301", [-1, 0])
    assert layout.cell_of(1) == (0, 1)


def test_blocks_are_spaced_and_lists_and_footnotes_are_tight() -> None:
    kinds = BlockKind
    layout = Layout(
        document(
            (kinds.HEADING, "Head", 1, "", 0),
            (kinds.PARAGRAPH, "Text", 0, "", 0),
            (kinds.LIST_ITEM, "one", 1, "•", 0),
            (kinds.LIST_ITEM, "two times two", 2, "10.", 0),
            (kinds.RULE, "", 0, "", 0),
            (kinds.FOOTNOTE, "note", 0, "[1]", 0),
            (kinds.FOOTNOTE, "more", 0, "[2]", 0),
        ),
        17,
    )
    assert rows_of(layout) == [
        "Head",
        "",
        "Text",
        "",
        " • one",
        "   10. two times ",
        "       two",
        "",
        "─" * 17,
        "",
        "[1] note",
        "[2] more",
    ]


def test_a_list_right_after_another_is_parted_from_it() -> None:
    items = [
        (1, "•", "apples"),
        (2, "1.", "red"),
        (2, "2.", "green"),
        (2, "", "and sour"),
        (1, "•", "pears"),
        (2, "1.", "yellow"),
        (2, "◦", "ripe"),
        (1, "1.", "wash"),
        (1, "2.", "peel"),
        (2, "◦", "thinly"),
        (1, "3.", "eat"),
        (1, "1.", "rest"),
        (1, "1.", "sleep"),
    ]
    kind = BlockKind.LIST_ITEM
    made = document(*((kind, text, level, marker, 0) for level, marker, text in items))
    assert [row.strip() for row in rows_of(Layout(made, 20))] == [
        "• apples",
        "1. red",
        "2. green",
        "and sour",
        "• pears",
        "1. yellow",
        "",
        "◦ ripe",
        "",
        "1. wash",
        "2. peel",
        "◦ thinly",
        "3. eat",
        "",
        "1. rest",
        "1. sleep",
    ]


def test_lists_that_follow_each_other_in_a_quotation_keep_its_bar() -> None:
    kind = BlockKind.LIST_ITEM
    made = document((kind, "one", 1, "•", 1), (kind, "two", 1, "1.", 1), (kind, "three", 1, "•", 0))
    assert rows_of(Layout(made, 20)) == ["▌  • one", "▌ ", "▌  1. two", " • three"]


def test_quotations_have_a_bar_on_every_row_and_between_their_paragraphs() -> None:
    kinds = BlockKind
    layout = Layout(
        document(
            (kinds.PARAGRAPH, "Before", 0, "", 0),
            (kinds.QUOTATION, "first one", 0, "", 1),
            (kinds.QUOTATION, "deeper", 0, "", 2),
            (kinds.LIST_ITEM, "item", 1, "•", 1),
        ),
        14,
    )
    assert rows_of(layout) == [
        "Before",
        "",
        "▌ first one",
        "▌ ",
        "▌ ▌ deeper",
        "▌ ",
        "▌  • item",
    ]


def test_preformatted_text_is_set_in_and_keeps_its_lines() -> None:
    found = document((BlockKind.PREFORMATTED, "if x:\n\treturn 12345\n\nend", 0, "", 0))
    layout = Layout(found, 12)
    assert rows_of(layout) == ["  if x:", "      return", "  ", "  end"]
    assert layout.shown(1)[2:] == (False, True)
    assert layout.shown(1, 5)[::2] == ("eturn 1234", True)
    assert layout.shown(1, 6) == ("turn 12345", list(range(9, 19)), True, False)
    assert layout.overhang(0) == 6
    assert layout.cell_of(18) == (1, 17)
    assert Layout(found, 12, 18).overhang(0) == 0


def test_a_very_long_line_of_preformatted_text_wraps_after_all() -> None:
    layout = Layout(document((BlockKind.PREFORMATTED, "word " * 1_000, 0, "", 0)), 12)
    assert rows_of(layout)[:2] == ["  word word ", "  word word "]
    assert layout.overhang(0) == 0


def test_indents_shrink_before_the_text_does() -> None:
    layout = Layout(document((BlockKind.LIST_ITEM, "abcdefghij", 3, "•", 2)), 10)
    assert rows_of(layout) == ["• abcdefgh", "  ij"]
    assert rows_of(Layout(layout.document, 5)) == ["abcde", "fghij"]


def test_a_newline_stands_in_the_cell_after_the_last_character() -> None:
    layout = Layout(paragraph("one two"), 4)
    assert layout.cell_of(7) == (1, 3)
    assert layout.offset_at(1, 3) == 7
    assert layout.offset_at(1, 30) == 7
    assert layout.offset_at(0, 30) == 3


def test_an_empty_document_has_no_rows() -> None:
    layout = Layout(Document("", ()), 40)
    assert layout.complete
    assert layout.row_count == 0
    with pytest.raises(IndexError):
        layout.row_of(0)
    with pytest.raises(IndexError):
        layout.row(0)
