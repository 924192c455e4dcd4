"""Motions over text of many scripts, in blocks of all kinds."""

from hypothesis import given
from hypothesis import strategies as st

from reader.text.document import Document
from reader.text.motion import Motions
from reader.text.units import Units
from reader.text.wrap import Layout
from tests.text.mixed import DOCUMENTS, STRETCHES, WIDTHS, grapheme_starts, stretches_of

SHARES = st.integers(0, 999)


def motions(found: Document, width: int) -> Motions:
    return Motions(Units(found), Layout(found, width))


def walked(moving: Motions, name: str, offset: int) -> list[int]:
    """Every place a motion comes to until it leads no farther."""
    places = [offset]
    while (moved := moving.move(name, places[-1]).offset) != places[-1]:
        places.append(moved)
        assert len(places) <= len(moving.units.document.text) + 1
    return places


@given(
    DOCUMENTS,
    WIDTHS,
    STRETCHES,
    st.sampled_from("hjklwbe0$gG"),
    st.none() | st.integers(1, 5),
    SHARES,
)
def test_no_motion_ends_inside_a_grapheme(
    found: Document, width: int, stretch: int, name: str, count: int | None, share: int
) -> None:
    with stretches_of(stretch):
        moved = motions(found, width).move(name, len(found.text) * share // 1_000, count).offset
        assert grapheme_starts(found.text)[moved] == moved
        assert found.text[moved] != "\n" or moved == 0 or found.text[moved - 1] == "\n"


@given(DOCUMENTS, WIDTHS, SHARES)
def test_words_are_walked_forwards_and_backwards_to_the_ends(
    found: Document, width: int, share: int
) -> None:
    moving = motions(found, width)
    start = moving.caret(len(found.text) * share // 1_000)
    for name in ("w", "e", "l"):
        places = walked(moving, name, start)
        assert places == sorted(set(places))
    for name in ("b", "h"):
        places = walked(moving, name, start)
        assert places == sorted(set(places), reverse=True)


@given(DOCUMENTS, WIDTHS)
def test_words_are_walked_back_as_they_were_walked(found: Document, width: int) -> None:
    moving = motions(found, width)
    forth = walked(moving, "w", walked(moving, "b", len(found.text))[-1])
    back = walked(moving, "b", forth[-1])
    # The last step forwards may lead to the last character of the last word.
    assert set(forth[:-1]) <= set(back)


@given(DOCUMENTS, WIDTHS, STRETCHES, SHARES, st.integers(1, 9))
def test_going_down_and_up_again_keeps_the_cell(
    found: Document, width: int, stretch: int, share: int, times: int
) -> None:
    with stretches_of(stretch):
        moving = motions(found, width)
        start = moving.caret(len(found.text) * share // 1_000)
        down = moving.move("j", start, times)
        goal = moving.layout.cell_of(start)[1]
        assert down.goal == goal
        steps, offset = 0, start
        while steps < times and (step := moving.move("j", offset, goal=goal).offset) != offset:
            steps, offset = steps + 1, step
        assert offset == down.offset
        if steps:
            back = moving.move("k", down.offset, steps, goal=goal).offset
            row = moving.layout.row(moving.layout.row_of(start))
            # White space at the end of a row is no place to come back to.
            seen = len(found.text[row.start : row.end].rstrip())
            assert back == start or row.start + seen <= start


@given(DOCUMENTS, WIDTHS, STRETCHES, SHARES)
def test_rows_are_gone_down_one_by_one_to_the_last(
    found: Document, width: int, stretch: int, share: int
) -> None:
    with stretches_of(stretch):
        moving = motions(found, width)
        start = moving.caret(len(found.text) * share // 1_000)
        places = walked(moving, "j", start)
        layout = moving.layout
        layout.extend()
        rows = [layout.row_of(place) for place in places]
        assert rows == sorted(set(rows))
        passed = set(range(rows[0], layout.row_count)) - set(rows)
        assert all(not found.text[row.start : row.end] for row in map(layout.row, passed))
