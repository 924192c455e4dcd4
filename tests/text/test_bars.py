"""Numbers drawn as bars."""

from hypothesis import given
from hypothesis import strategies as st

from reader.text.bars import bars
from reader.text.cells import width


def test_bars_are_as_long_as_their_numbers() -> None:
    rows = [str(bar) for bar in bars([("refuted", 40), ("mixed", 20), ("none", 0)], 20)]
    assert rows == [
        "refuted  ███████  40",
        "mixed    ███▌     20",
        "none               0",
    ]


def test_a_small_number_is_seen_and_a_sum_takes_no_room_from_others() -> None:
    first, second, rest = bars([("a", 1000), ("b", 1), ("9 more", 90_000)], 40, {2})
    assert first.bar.strip() == "█" * len(first.bar)
    assert second.bar.strip() == "▏"
    assert rest.bar.strip() == ""
    assert rest.number == "90,000"


def test_wide_characters_take_two_cells() -> None:
    one, two = bars([("東京都知事", 1), ("a", 1)], 20)
    assert width(one.label) == width(two.label) <= 8
    assert one.label.startswith("東京")
    assert "…" in one.label


def test_what_acts_on_a_terminal_is_not_drawn() -> None:
    [bar] = bars([("\x1b]52;c;evil\x07a\nb", 1)], 40)
    assert "\x1b" not in str(bar)
    assert "\n" not in str(bar)


def test_nothing_is_drawn_of_nothing() -> None:
    assert bars([], 40) == []


@given(
    st.lists(st.tuples(st.text(max_size=30), st.integers(0, 10**9)), max_size=8),
    st.integers(0, 120),
)
def test_rows_are_all_of_one_width_and_fit_where_the_numbers_do(
    counts: list[tuple[str, int]], cells: int
) -> None:
    rows = bars(counts, cells)
    assert len({tuple(map(width, row)) for row in rows}) <= 1
    needed = max((len(f"{number:,}") for _, number in counts), default=0) + 3
    if cells >= needed:
        assert all(width(str(row)) <= cells for row in rows)
    longer = sorted(zip(counts, rows, strict=True), key=lambda each: each[0][1])
    drawn = [len(row.bar.rstrip()) for _, row in longer]
    assert drawn == sorted(drawn)
