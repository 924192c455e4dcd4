"""What the claims board shows of an arrangement, and in which columns."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from reader.index.annotations import AnnotationRow, Group
from reader.library.claims_board import Arrangement, Section
from reader.tui.widgets.board_columns import EDGE, GAP, SIGN, columns
from reader.tui.widgets.board_listing import BoardListing, Heading


def row(number: int) -> AnnotationRow:
    fields = dict.fromkeys(AnnotationRow._fields, "")
    return AnnotationRow(**{**fields, "number": number, "tags": (), "id": f"{number}"})  # type: ignore[arg-type]


class Shelf:
    """Rows to be read; it remembers how many were asked for."""

    def __init__(self, gone: frozenset[int] = frozenset()) -> None:
        self.asked: list[int] = []
        self._gone = gone

    def read(self, numbers: Sequence[int]) -> list[AnnotationRow]:
        self.asked += numbers
        return [row(number) for number in numbers if number not in self._gone]


def listing(arrangement: Arrangement, shelf: Shelf | None = None) -> BoardListing:
    made = BoardListing((shelf or Shelf()).read)
    made.load(arrangement)
    return made


VERDICTS = Arrangement(
    Group.VERDICT, [Section("refuted", [5, 2]), Section("", [9, 1, 4])], found=5, total=5
)
REFUTED, NONE = Heading(Group.VERDICT, "refuted"), Heading(Group.VERDICT, "")
CLAIMS = Arrangement(
    Group.CLAIM, [Section("c1", [5, 2]), Section("", [9]), Section("c2", [1])], found=4, total=4
)
FIRST, SECOND = Heading(Group.CLAIM, "c1"), Heading(Group.CLAIM, "c2")


def test_groups_are_open_at_first_and_claims_are_folded() -> None:
    assert listing(VERDICTS).shown == [REFUTED, 5, 2, NONE, 9, 1, 4]
    assert listing(CLAIMS).shown == [FIRST, 9, SECOND]


def test_what_was_folded_stays_folded_when_other_rows_come() -> None:
    known = listing(VERDICTS)
    known.turn(REFUTED)
    assert known.shown == [REFUTED, NONE, 9, 1, 4]
    known.load(VERDICTS._replace(sections=[Section("refuted", [5]), Section("", [2])]))
    assert known.shown == [REFUTED, NONE, 2]
    known.load(CLAIMS)
    known.load(VERDICTS)
    assert known.is_folded(REFUTED)


def test_all_are_folded_and_then_all_are_shown() -> None:
    known = listing(VERDICTS)
    known.turn(NONE)
    known.turn_all()
    assert known.shown == [REFUTED, NONE]
    known.turn_all()
    assert known.shown == [REFUTED, 5, 2, NONE, 9, 1, 4]
    claims = listing(CLAIMS)
    claims.turn_all()
    assert claims.shown == [FIRST, 5, 2, 9, SECOND, 1]


def test_a_place_is_known_by_its_section() -> None:
    known = listing(VERDICTS)
    assert [known.section(place).value for place in range(7)] == ["refuted"] * 3 + [""] * 4
    assert [known.beginning(place) for place in range(7)] == [0, 0, 0, 3, 3, 3, 3]
    assert (known.below(3), known.below(4)) == ([9, 1, 4], [9])


def test_something_is_found_near_where_it_was_though_it_stands_twice() -> None:
    tags = Arrangement(Group.TAG, [Section("a", [5, 2]), Section("b", [5])], found=2, total=2)
    known = listing(tags)
    assert (known.find(5, 1), known.find(5, 4), known.find(5, 0), known.find(7, 0)) == (
        1,
        4,
        1,
        None,
    )


def test_a_hundred_thousand_are_read_by_the_screenful() -> None:
    shelf = Shelf()
    numbers = list(range(100_000))
    known = listing(Arrangement(None, [Section("", numbers)], 100_000, 100_000), shelf)
    assert known.shown is numbers
    for place in range(50_000, 50_040):
        found = known.row(place)
        assert found is not None
        assert found.number == place
    assert len(shelf.asked) < 200


def test_a_claim_is_read_with_a_few_of_its_sightings() -> None:
    shelf = Shelf()
    many = Arrangement(Group.CLAIM, [Section("c1", list(range(1_000)))], 1_000, 1_000)
    known = listing(many, shelf)
    assert [each.number for each in known.voices(0)] == list(range(8))
    assert len(shelf.asked) == 8


def test_what_is_gone_is_no_row() -> None:
    known = listing(VERDICTS, Shelf(gone=frozenset({2})))
    assert known.row(2) is None
    assert known.row(1) is not None


@pytest.mark.parametrize("group", [None, *Group])
@pytest.mark.parametrize("width", [1, 20, 40, 72, 80, 100, 130, 200, 400])
def test_columns_never_take_more_than_there_is(width: int, group: Group | None) -> None:
    found = columns(width, group)
    used = EDGE + found.text + sum(cells + GAP for cells in found[1:] if cells)
    assert found.text >= 1
    assert used <= max(width, EDGE + 1)


def test_a_wider_board_loses_no_column_and_its_text_stays_readable() -> None:
    known = [columns(width, None) for width in range(30, 250)]
    for narrow, wide in pairwise(known):
        assert all(after for before, after in zip(narrow, wide, strict=True) if before)
    assert all(found.text >= 18 for found in known)
    assert all(columns(132, None))


def test_what_all_have_in_common_below_a_heading_has_no_column() -> None:
    # A suggested speaker stays marked as one.
    assert columns(130, Group.SPEAKER).speaker == SIGN
    assert columns(130, Group.ARTICLE).article == 0
