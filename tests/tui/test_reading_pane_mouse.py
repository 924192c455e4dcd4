from textual import events
from textual.geometry import Offset
from textual.pilot import Pilot

from reader.tui.widgets.reading_pane import ReadingPane
from tests.tui.pane_app import BoundPane, PaneApp, long_text, mark, paragraphs

TEXT = paragraphs(
    "The envoy was calm. She said that the talks would go on, but that nobody had signed.",
    "A second paragraph follows.",
)


def place(app: PaneApp, words: str, *, end: bool = False) -> Offset:
    """Return the cell in the pane of the first, or last, character of `words`."""
    start = app.document.text.index(words)
    row, cell = app.pane.layout_rows.cell_of(start + len(words) - 1 if end else start)
    return Offset(app.pane.column.left + cell, row - app.pane.top_row)


async def drag(pilot: Pilot[None], start: Offset, *stops: Offset, release: bool = True) -> None:
    await pilot.mouse_down(BoundPane, offset=start)
    for stop in stops:
        await pilot.hover(BoundPane, offset=stop)
    if release:
        await pilot.mouse_up(BoundPane, offset=stops[-1])
    await pilot.pause()


async def test_a_click_puts_the_focus_on_the_sentence_and_the_caret_on_the_character() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        await pilot.click(BoundPane, offset=place(app, "talks"))
        assert app.words(app.pane.target).startswith("She said")
        assert app.pane.caret == TEXT.text.index("talks")
        assert app.pane.attention.caret_shown


async def test_a_click_on_a_mark_makes_it_current_and_says_so() -> None:
    app = PaneApp(TEXT, [mark(TEXT, "the talks", "talks"), mark(TEXT, "She said", "said")])
    async with app.run_test() as pilot:
        await pilot.click(BoundPane, offset=place(app, "talks"))
        assert app.pane.current == "talks"
        assert [m.id for m in app.said if isinstance(m, ReadingPane.MarkActivated)] == ["talks"]


async def test_a_click_on_a_sign_goes_to_its_mark() -> None:
    app = PaneApp(TEXT, [mark(TEXT, "second", "two")])
    async with app.run_test() as pilot:
        y = place(app, "second").y
        await pilot.click(BoundPane, offset=Offset(app.pane.column.left - 4, y))
        assert app.pane.current == "two"
        assert app.words(app.pane.target) == "second"


async def test_a_drag_selects_by_characters_either_way() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        await drag(pilot, place(app, "envoy"), place(app, "envoy was", end=True))
        assert app.words(app.pane.selection) == "envoy was"
        await pilot.click(BoundPane, offset=place(app, "calm"))
        assert app.pane.selection is None
        await drag(pilot, place(app, "calm", end=True), place(app, "was"))
        assert app.words(app.pane.selection) == "was calm"


async def test_clicking_twice_selects_the_word_and_thrice_the_sentence() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        here = place(app, "envoy")
        await pilot.click(BoundPane, offset=here, times=2)
        assert app.words(app.pane.selection) == "envoy"
        await pilot.click(BoundPane, offset=here, times=3)
        assert app.words(app.pane.selection) == "The envoy was calm."


async def test_a_click_with_control_extends_the_selection_to_there() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        await drag(pilot, place(app, "envoy"), place(app, "was", end=True))
        await pilot.click(BoundPane, offset=place(app, "calm", end=True), control=True)
        assert app.words(app.pane.selection) == "envoy was calm"


async def test_a_drag_held_below_the_pane_scrolls_on() -> None:
    app = PaneApp(long_text(300))
    async with app.run_test(size=(80, 12)) as pilot:
        app.pane.styles.height = 8
        await pilot.pause()
        await drag(pilot, place(app, "number"), Offset(20, 3), Offset(20, 9), release=False)
        selected = app.pane.selection
        for _ in range(50):
            await pilot.pause(0.02)
            if app.pane.top_row > 4:
                break
        assert app.pane.top_row > 4
        await pilot.mouse_up(BoundPane, offset=Offset(20, 9))
        await pilot.pause()
        assert selected is not None
        assert app.pane.selection is not None
        assert app.pane.selection.end > selected.end
        top = app.pane.top_row
        await pilot.pause(0.15)
        assert app.pane.top_row == top


async def test_dragging_an_end_of_the_current_mark_moves_that_end() -> None:
    app = PaneApp(TEXT, [mark(TEXT, "envoy was", "one")])
    async with app.run_test() as pilot:
        await drag(pilot, place(app, "envoy was", end=True), place(app, "calm", end=True))
        await drag(pilot, place(app, "envoy"), place(app, "The"))
        dragged = [said for said in app.said if isinstance(said, ReadingPane.MarkDragged)]
        assert [(said.id, app.words(said.range)) for said in dragged] == [
            ("one", "envoy was calm"),
            ("one", "The envoy was"),
        ]
        assert app.pane.selection is None


async def test_the_wheel_scrolls_three_rows_and_leaves_the_focus() -> None:
    app = PaneApp(long_text(300))
    async with app.run_test(size=(80, 24)) as pilot:
        before = app.pane.target
        pane = app.pane
        for event in (events.MouseScrollDown, events.MouseScrollDown, events.MouseScrollUp):
            pane.post_message(event(pane, 10, 5, 0, 0, 0, False, False, False))
            await pilot.pause()
        assert app.pane.top_row == 3
        assert app.pane.target == before
