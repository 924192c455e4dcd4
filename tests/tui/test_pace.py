"""The reader's own pace, measured on a clock of the test's own."""

from hypothesis import given
from hypothesis import strategies as st

from reader.library import Library
from reader.tui.pace import USUAL, Pace
from tests.tui.reading_app import reading

PAGE = 1_500


def read(pace: Pace, rate: float, minutes: float, step: float = 15.0, start: int = 0) -> int:
    """Go on through a text at so many characters a minute; return how far it went."""
    now, end = 1_000.0, float(start)
    pace.restart(start, now)
    while now < 1_000.0 + minutes * 60:
        now += step
        end += rate * step / 60
        pace.moved(round(end), PAGE, now)
    return round(end)


def test_the_first_minutes_of_reading_replace_the_usual_pace() -> None:
    pace = Pace()
    assert pace.rate == USUAL
    assert pace.seconds == 0
    read(pace, 900, 5)
    assert abs(pace.rate - 900) < 10


def test_rows_sentences_and_pages_give_the_same_pace() -> None:
    by_row, by_page = Pace(), Pace()
    read(by_row, 1_000, 10, step=4)
    read(by_page, 1_000, 10, step=70)
    assert abs(by_row.rate - by_page.rate) < 20


def test_a_changed_pace_is_learned_within_half_an_hour() -> None:
    pace = Pace(800, 1_800)
    read(pace, 1_600, 60)
    assert abs(pace.rate - 1_600) < 150


def test_skimming_jumping_going_back_and_resting_do_not_count() -> None:
    pace = Pace(1_000, 600)
    read(pace, 60_000, 2, step=1)
    pace.restart(0, 0.0)
    pace.moved(90_000, PAGE, 30.0)
    pace.moved(80_000, PAGE, 60.0)
    pace.moved(80_100, PAGE, 3_000.0)
    assert (pace.rate, pace.seconds) == (1_000, 600)


def test_a_row_after_a_rest_and_seven_at_once_are_one_stretch() -> None:
    pace = Pace()
    now, end = 0.0, 0
    pace.restart(end, now)
    for _ in range(20):
        now += 30
        for _ in range(8):
            end += 70
            now += 0.1
            pace.moved(end, PAGE, now)
    assert abs(pace.rate - 560 * 60 / 30.8) < 120


def test_what_is_left_takes_whole_minutes_and_nothing_takes_none() -> None:
    pace = Pace(1_000, 100)
    assert [pace.minutes(left) for left in (0, 1, 1_400, 1_600, 60_000)] == [0, 1, 1, 2, 60]


@given(
    st.lists(
        st.tuples(st.integers(0, 10**7), st.integers(1, 10**5), st.floats(0, 10**4)), max_size=40
    )
)
def test_whatever_the_view_does_the_pace_stays_a_pace(
    moves: list[tuple[int, int, float]],
) -> None:
    pace, now = Pace(), 0.0
    for end, page, later in moves:
        now += later
        pace.moved(end, page, now)
    assert 200 <= pace.rate <= 5_000
    assert 0 <= pace.seconds <= 1_800


async def test_the_top_row_tells_what_is_left_at_the_pace_that_was_measured(
    library: Library, canal: str
) -> None:
    async with reading(library, canal, size=(120, 16)) as person:
        pace, top = person.screen.remembered.pace, person.screen.top_row
        assert "min left" in str(top.render())
        pace.rate = 200
        await person.press("ctrl+e")
        slow = str(top.render())
        await person.press("G")
        assert "1 min left" not in slow
        assert "left" not in str(top.render())


async def test_the_pace_is_remembered_for_the_next_start(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        read(person.screen.remembered.pace, 700, 10)
        await person.press("ctrl+q")
    async with reading(library, canal) as person:
        assert abs(person.screen.remembered.pace.rate - 700) < 10
        assert person.screen.remembered.pace.seconds > 500
