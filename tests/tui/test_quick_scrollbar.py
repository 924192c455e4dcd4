import pytest
from textual.geometry import Region
from textual.scrollbar import ScrollBar

from reader.tui.widgets.quick_scrollbar import QuickScrollBar
from tests.tui.pane_app import PaneApp, paragraphs


@pytest.mark.parametrize("paragraphs_in_all", [0, 3, 40, 4_000])
async def test_the_scrollbar_looks_as_the_one_of_any_other_widget(paragraphs_in_all: int) -> None:
    app = PaneApp(paragraphs(*(f"Number {number}." for number in range(paragraphs_in_all))))
    async with app.run_test(size=(60, 24)) as pilot:
        for key in ("space", "space", "G"):
            await pilot.press(key)
            await pilot.pause()
            bar = app.pane.vertical_scrollbar
            assert isinstance(bar, QuickScrollBar)
            whole = Region(0, 0, *bar.size)
            drawn = [[*strip] for strip in bar.render_lines(whole)]
            assert drawn == [[*strip] for strip in ScrollBar.render_lines(bar, whole)]
            assert len(drawn) == bar.size.height


async def test_part_of_the_scrollbar_is_drawn_as_it_is_in_the_whole() -> None:
    app = PaneApp(paragraphs(*(f"Number {number}." for number in range(300))))
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("space")
        bar = app.pane.vertical_scrollbar
        whole = bar.render_lines(Region(0, 0, *bar.size))
        part = bar.render_lines(Region(0, 3, bar.size.width, 5))
        assert [strip.text for strip in part] == [strip.text for strip in whole[3:8]]
