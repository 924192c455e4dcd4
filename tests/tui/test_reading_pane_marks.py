from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.annotation import Kind
from reader.text.document import Range
from reader.tui.widgets.reading_pane.marks import MarkIndex
from tests.tui.pane_app import Mark

OUTER = Mark("outer", 0, 30)
INNER = Mark("inner", 10, 20)
LATER = Mark("later", 40, 50)


def best(index: MarkIndex, start: int, end: int, caret: int | None = None) -> str | None:
    found = index.best(Range(start, end), caret)
    return found.id if found else None


def test_a_mark_with_exactly_these_words_is_the_one_that_is_meant() -> None:
    index = MarkIndex([OUTER, INNER, LATER])
    assert best(index, 10, 20) == "inner"
    assert best(index, 0, 30) == "outer"


def test_the_innermost_mark_at_the_caret_is_meant_before_those_around_the_focus() -> None:
    index = MarkIndex([OUTER, INNER, LATER])
    assert best(index, 0, 60, caret=12) == "inner"
    assert best(index, 0, 60, caret=5) == "outer"


def test_the_shortest_mark_around_a_part_is_meant() -> None:
    assert best(MarkIndex([OUTER, INNER]), 12, 15) == "inner"


def test_the_first_mark_inside_a_sentence_is_meant() -> None:
    assert best(MarkIndex([INNER, LATER]), 5, 60) == "inner"


def test_no_mark_is_meant_where_none_shares_a_character() -> None:
    assert best(MarkIndex([OUTER, LATER]), 30, 40) is None


def test_annotations_are_gone_through_in_reading_order() -> None:
    index = MarkIndex([LATER, INNER, OUTER])
    assert index.after(0, "outer") == INNER
    assert index.after(35, None) == LATER
    assert index.before(35, None) == INNER
    assert index.after(0, "outer", count=9) == LATER
    assert index.before(0, "outer") == OUTER


def test_no_annotation_follows_in_a_text_without_marks() -> None:
    assert MarkIndex().after(0, None) is None
    assert MarkIndex().before(0, None) is None
    assert MarkIndex().cycled(Range(0, 9), None) is None


def test_overlapping_marks_are_cycled_through_and_come_round() -> None:
    index = MarkIndex([OUTER, INNER, LATER])
    here = Range(12, 13)
    assert index.cycled(here, None) == OUTER
    assert index.cycled(here, "outer") == INNER
    assert index.cycled(here, "inner") == OUTER


def test_every_second_of_touching_marks_of_one_look_is_painted_the_other_way() -> None:
    marks = [Mark(str(n), n * 10, n * 10 + 9, Kind.CLAIM) for n in range(4)]
    other = Mark("other", 39, 49, Kind.QUESTION)
    index = MarkIndex([*marks, other])
    assert [index.is_alternate(mark.id) for mark in marks] == [False, True, False, True]
    assert not index.is_alternate("other")


def test_a_mark_without_characters_is_left_out() -> None:
    assert "empty" not in MarkIndex([Mark("empty", 5, 5)])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=12),
    st.integers(0, 80),
)
def test_the_marks_at_a_character_are_those_that_hold_it(
    ends: list[tuple[int, int]], offset: int
) -> None:
    marks = [Mark(str(n), start, start + size) for n, (start, size) in enumerate(ends)]
    at = {mark.id for mark in MarkIndex(marks).at(offset)}
    assert at == {mark.id for mark in marks if mark.start <= offset < mark.end}
    over = {mark.id for mark in MarkIndex(marks).over(Range(offset, offset + 5))}
    assert over == {mark.id for mark in marks if mark.start < offset + 5 and offset < mark.end}


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9), st.sampled_from(Kind)), max_size=9),
    st.sets(st.integers(0, 8)),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)), max_size=3),
)
@settings(max_examples=200)
def test_an_index_that_follows_another_is_as_one_made_anew(
    marks: list[tuple[int, int, Kind]], gone: set[int], new: list[tuple[int, int]]
) -> None:
    before = [Mark(str(n), start, start + size, k) for n, (start, size, k) in enumerate(marks)]
    after = [mark for n, mark in enumerate(before) if n not in gone]
    after += [Mark(f"new {n}", start, start + size) for n, (start, size) in enumerate(new)]
    former = MarkIndex(before)
    following, anew = MarkIndex(after, former), MarkIndex(after)
    assert list(following.ordered) == list(anew.ordered)
    assert following.runs(0, 50) == anew.runs(0, 50)
    changed = following.changed
    assert changed is not None
    for mark in anew.ordered:
        assert following.is_alternate(mark.id) == anew.is_alternate(mark.id)
    for offset in range(50):
        if not any(start <= offset < end for start, end in changed):
            assert following.at(offset) == former.at(offset)


def test_an_index_of_the_same_marks_has_not_changed() -> None:
    former = MarkIndex([OUTER, INNER])
    assert MarkIndex([INNER, OUTER], former).changed == []
