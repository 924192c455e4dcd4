import gc
from collections.abc import Iterator
from contextlib import contextmanager

from rich.segment import Segment
from textual.strip import Strip

from reader.tui.widgets.row_strip import RowStrip
from tests.tui.pane_app import PaneApp, paragraphs

LONG = paragraphs(*(f"Paragraph {number} is counted." for number in range(400)))


@contextmanager
def left_to_the_collector() -> Iterator[list[object]]:
    """Fill the list with what only the garbage collector could free of all made in the block."""
    found: list[object] = []
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        yield found
        gc.collect()
        found += gc.garbage
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def test_a_strip_divided_into_itself_goes_when_it_is_let_go_of() -> None:
    with left_to_the_collector() as left:
        for _ in range(10):
            RowStrip([Segment("Wolverine")], 9).divide([9])
    assert not [each for each in left if isinstance(each, Strip)]


def test_a_strip_is_divided_as_any_other() -> None:
    line = [Segment("Wol"), Segment("verine")]
    for cuts in ([9], [4, 9], [2, 5], [9, 12], [0]):
        ours, theirs = RowStrip(line, 9).divide(cuts), Strip(line, 9).divide(cuts)
        assert [strip.text for strip in ours] == [strip.text for strip in theirs]


async def test_paging_leaves_no_rows_to_the_garbage_collector() -> None:
    app = PaneApp(LONG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "space", "pageup")
        with left_to_the_collector() as left:
            for _ in range(20):
                await pilot.press("space")
        # Rows and the cells of the scrollbar would be a thousand.
        assert len([each for each in left if isinstance(each, Strip)]) < 20
