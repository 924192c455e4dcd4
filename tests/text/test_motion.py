import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.cells import graphemes
from reader.text.document import Block, BlockKind, Document
from reader.text.motion import END_OF_ROW, Motions, Moved
from reader.text.units import Units
from reader.text.wrap import Layout

KINDS = BlockKind


def document(*parts: tuple[BlockKind, str]) -> Document:
    found: list[Block] = []
    position = 0
    for kind, content in parts:
        found.append(Block(kind, position, position + len(content) + 1))
        position = found[-1].end
    return Document("".join(f"{content}\n" for _, content in parts), tuple(found))


def motions(found: Document, width: int = 20) -> Motions:
    return Motions(Units(found), Layout(found, width))


PLAIN = document(
    (KINDS.HEADING, "A title"),
    (KINDS.PARAGRAPH, "Don't wrap me, please: I am a row and then some."),
    (KINDS.RULE, ""),
    (KINDS.PARAGRAPH, "漢字かな e\u0301t\u0301e end"),
)


def test_words_are_walked_across_rows_and_blocks_and_back() -> None:
    moving = motions(PLAIN)
    offset, seen = 0, [0]
    while (moved := moving.move("w", offset).offset) != offset:
        offset = moved
        seen.append(offset)
    starts = ["A", "title", "Don't", "wrap", "me", ",", "please", ":", "I", "am"]
    for start, word in zip(seen[:10], starts, strict=True):
        assert PLAIN.text[start:].startswith(word)
    back = [offset]
    while (moved := moving.move("b", offset).offset) != offset:
        offset = moved
        back.append(offset)
    # The last step of w went to the last character of the last word.
    assert back[1:] == seen[-2::-1]


def test_the_end_of_a_word_is_its_last_grapheme() -> None:
    moving = motions(PLAIN)
    assert moving.move("e", 0).offset == PLAIN.text.index("e\nDon't")
    accented = PLAIN.text.index("e\u0301t")
    assert moving.move("e", accented).offset == PLAIN.text.index("e end")
    ideographs = PLAIN.text.index("漢")
    assert moving.move("e", ideographs).offset == ideographs + 1
    assert moving.move("w", ideographs).offset == ideographs + 2


def test_counts_repeat_a_motion() -> None:
    moving = motions(PLAIN)
    assert moving.move("w", 0, 3).offset == PLAIN.text.index("wrap")
    assert moving.move("l", 0, 3).offset == 3
    assert moving.move("h", 3, 2).offset == 1
    assert moving.move("b", PLAIN.text.index("wrap"), 2).offset == PLAIN.text.index("title")


def test_left_and_right_go_by_grapheme_and_over_the_ends_of_blocks() -> None:
    moving = motions(PLAIN)
    accented = PLAIN.text.index("e\u0301t")
    assert moving.move("l", accented).offset == accented + 2
    assert moving.move("h", accented + 2).offset == accented
    end_of_title = PLAIN.text.index("\n") - 1
    assert moving.move("l", end_of_title).offset == end_of_title + 2
    assert moving.move("h", end_of_title + 2).offset == end_of_title
    assert moving.move("h", PLAIN.text.index("漢")).offset == PLAIN.text.index(".\n")
    assert moving.move("l", len(PLAIN.text) - 2).offset == len(PLAIN.text) - 2


def test_rows_are_gone_down_and_up_in_the_goal_cell() -> None:
    moving = motions(PLAIN)
    start = PLAIN.text.index("row") + 2
    down = moving.move("j", start)
    assert down == Moved(PLAIN.text.index(".\n"), 17)
    below = moving.move("j", down.offset, goal=down.goal)
    assert below == Moved(PLAIN.text.index("d\n"), 17)
    assert moving.move("k", below.offset, 2, goal=below.goal) == Moved(start, 17)


def test_spacing_and_rules_are_passed_over() -> None:
    moving = motions(PLAIN)
    assert moving.move("j", 0).offset == PLAIN.text.index("Don't")
    last = PLAIN.text.index("some.")
    assert moving.layout.row_of(moving.move("j", last).offset) == moving.layout.row_count - 1
    assert moving.move("k", PLAIN.text.index("漢"), 99).offset == 0
    assert moving.move("j", 0, 99).offset == PLAIN.text.index("漢")


def test_the_ends_of_a_row_are_those_on_the_screen() -> None:
    moving = motions(PLAIN)
    inside = PLAIN.text.index("wrap")
    assert moving.move("0", inside).offset == PLAIN.text.index("Don't")
    end = moving.move("$", inside)
    assert end.offset == PLAIN.text.index(", please")
    assert end.goal == END_OF_ROW
    assert PLAIN.text[moving.move("j", end.offset, goal=end.goal).offset :].startswith("w and")
    assert moving.move("$", inside, 2).offset == PLAIN.text.index("w and")


def test_the_first_and_last_row_and_a_block_by_number() -> None:
    moving = motions(PLAIN)
    assert moving.move("g", 30).offset == 0
    assert moving.move("G", 0).offset == PLAIN.text.index("漢")
    assert moving.move("G", 0, 2).offset == PLAIN.text.index("Don't")
    assert moving.move("g", 0, 99).offset == PLAIN.text.index("漢")


def test_an_empty_line_inside_preformatted_text_is_a_place() -> None:
    found = document((KINDS.PREFORMATTED, "one\n\ntwo"))
    moving = motions(found)
    assert moving.move("j", 1).offset == 4
    assert moving.move("j", 4, goal=3).offset == 5 + 1
    assert moving.move("l", 2).offset == 4
    assert moving.move("l", 4).offset == 5


def test_an_unknown_motion_is_refused() -> None:
    with pytest.raises(KeyError):
        motions(PLAIN).move("?", 0)


DOCUMENTS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from([KINDS.PARAGRAPH, KINDS.PREFORMATTED, KINDS.TABLE]),
            st.text("ab-.漢字かe\u0301👍🇫🇷 \t\n", min_size=0, max_size=40),
        ),
        st.just((KINDS.RULE, "")),
    ),
    min_size=1,
    max_size=4,
).map(lambda parts: document(*parts))


@given(
    DOCUMENTS,
    st.integers(8, 30),
    st.sampled_from("hjklwbe0$gG"),
    st.none() | st.integers(1, 5),
    st.integers(0, 200),
)
def test_every_motion_ends_where_a_caret_may_stand(
    found: Document, width: int, name: str, count: int | None, offset: int
) -> None:
    moving = motions(found, width)
    moved = moving.move(name, offset, count).offset
    assert moved in {start for start, _, _ in graphemes(found.text)}
    assert found.text[moved] != "\n" or moved == 0 or found.text[moved - 1] == "\n"


@given(DOCUMENTS, st.integers(8, 30), st.integers(0, 200))
def test_right_then_left_comes_back(found: Document, width: int, offset: int) -> None:
    moving = motions(found, width)
    start = moving.caret(offset)
    right = moving.move("l", start).offset
    if right != start and found.text[start] != "\n":
        assert moving.move("h", right).offset == start


@given(DOCUMENTS, st.integers(8, 30), st.integers(0, 200))
def test_every_row_with_text_is_reached_going_down(
    found: Document, width: int, offset: int
) -> None:
    moving = motions(found, width)
    position = moving.caret(offset)
    rows = [moving.layout.row_of(position)]
    while (moved := moving.move("j", position).offset) != position:
        position = moved
        rows.append(moving.layout.row_of(position))
    assert rows == sorted(set(rows))
    layout = moving.layout
    layout.extend()
    filled = [
        index
        for index in range(rows[0] + 1, layout.row_count)
        if layout.row(index).start < layout.row(index).end
    ]
    assert set(filled) <= set(rows)
