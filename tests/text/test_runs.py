from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.text.runs import Mark, Marks, Run

END = 40
RANGES = st.lists(st.tuples(st.integers(0, END), st.integers(0, END)), max_size=12)
MARKS = RANGES.map(lambda ranges: [Mark(f"m{number}", *ends) for number, ends in enumerate(ranges)])


@given(MARKS)
def test_every_mark_keeps_exactly_its_own_text(marks: list[Mark]) -> None:
    runs = Marks(marks).between(0, END)
    for mark in marks:
        kept = {
            offset for run in runs if mark.id in run.ids for offset in range(run.start, run.end)
        }
        assert kept == set(range(mark.start, mark.end))


@given(MARKS)
def test_runs_are_in_order_and_never_overlap(marks: list[Mark]) -> None:
    runs = Marks(marks).between(0, END)
    assert all(run.start < run.end and run.ids for run in runs)
    assert all(before.end <= after.start for before, after in pairwise(runs))


@given(MARKS, st.integers(0, END))
def test_the_shortest_mark_over_a_character_comes_last(marks: list[Mark], offset: int) -> None:
    lengths = {mark.id: mark.end - mark.start for mark in marks}
    ids = [mark.id for mark in Marks(marks).at(offset)]
    assert {mark.id for mark in marks if mark.start <= offset < mark.end} == set(ids)
    assert [lengths[id_] for id_ in ids] == sorted((lengths[id_] for id_ in ids), reverse=True)


@given(MARKS, st.integers(0, END), st.integers(0, END))
def test_the_runs_of_a_row_are_those_of_the_text_cut_at_its_ends(
    marks: list[Mark], start: int, end: int
) -> None:
    runs = Marks(marks)
    cut = [
        Run(max(run.start, start), min(run.end, end), run.ids)
        for run in runs.between(0, END)
        if run.end > start and run.start < end
    ]
    assert runs.between(start, end) == (cut if start < end else [])


@given(MARKS, st.integers(0, END), st.integers(0, END))
def test_the_marks_over_a_range_are_those_that_share_a_character_with_it(
    marks: list[Mark], start: int, end: int
) -> None:
    over = Marks(marks).over(start, end)
    sharing = {mark.id for mark in marks if max(mark.start, start) < min(mark.end, end)}
    assert {mark.id for mark in over} == sharing
    assert over == Marks(over).ordered


def test_a_mark_is_found_at_its_far_end_behind_hundreds_of_others() -> None:
    long = Mark("long", 0, 5_000)
    marks = Marks([long, *(Mark(str(n), n * 10, n * 10 + 5) for n in range(400))])
    assert marks.at(4_500) == [long]
    assert [mark.id for mark in marks.over(3_001, 3_012)] == ["long", "300", "301"]


def test_the_overlap_of_two_marks_is_a_run_of_its_own() -> None:
    runs = Marks([Mark("long", 0, 10), Mark("short", 6, 12)])
    assert runs.between(0, 20) == [
        Run(0, 6, ("long",)),
        Run(6, 10, ("long", "short")),
        Run(10, 12, ("short",)),
    ]


def test_marks_that_touch_stay_apart() -> None:
    runs = Marks([Mark("a", 0, 5), Mark("b", 5, 9)])
    assert [mark.id for mark in runs.at(4)] == ["a"]
    assert [mark.id for mark in runs.at(5)] == ["b"]
    assert runs.at(9) == []


def test_an_empty_range_holds_no_runs() -> None:
    assert Marks([Mark("a", 0, 10)]).between(5, 5) == []
