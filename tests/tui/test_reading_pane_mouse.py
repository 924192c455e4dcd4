import pytest
from textual import events
from textual.geometry import Offset
from textual.pilot import Pilot

from reader.tui.widgets.reading_pane import ReadingPane
from tests.tui.pane_app import BoundPane, PaneApp, long_text, mark, paragraphs

TEXT = paragraphs(
    "The envoy was calm. She said that the talks would go on, but that nobody had signed.",
    "A second paragraph follows.",
)


@pytest.fixture(autouse=True)
def _clicks_belong_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let clicks in the same place count as two or three, however slow the machine is."""
    monkeypatch.setattr(PaneApp, "CLICK_CHAIN_TIME_THRESHOLD", 600.0)


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


async def test_after_two_clicks_a_drag_goes_by_words_and_after_three_by_sentences() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        here = place(app, "envoy")
        await pilot.click(BoundPane, offset=here)
        await drag(pilot, here, place(app, "calm"))
        assert app.words(app.pane.selection) == "envoy was calm"
        await pilot.hover(BoundPane, offset=place(app, "The"))
        await drag(pilot, place(app, "was"), place(app, "was"))
        await drag(pilot, place(app, "was"), place(app, "The"))
        assert app.words(app.pane.selection) == "The envoy was"
        await pilot.click(BoundPane, offset=here, times=2)
        await drag(pilot, here, place(app, "second"))
        assert app.words(app.pane.selection) == TEXT.text[:-1]


async def test_a_press_at_an_end_of_the_selection_moves_that_end() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        await drag(pilot, place(app, "envoy"), place(app, "was", end=True))
        await drag(pilot, place(app, "was", end=True), place(app, "calm", end=True))
        assert app.words(app.pane.selection) == "envoy was calm"
        await drag(pilot, place(app, "envoy"), place(app, "was"))
        assert app.words(app.pane.selection) == "was calm"


async def test_a_click_with_control_selects_from_the_caret_where_nothing_is_selected() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        await pilot.click(BoundPane, offset=place(app, "envoy"))
        await pilot.click(BoundPane, offset=place(app, "was", end=True), control=True)
        assert app.words(app.pane.selection) == "envoy was"
        await pilot.click(BoundPane, offset=place(app, "The"), control=True)
        assert app.words(app.pane.selection) == "The e"


async def test_escape_ends_a_drag_and_leaves_all_as_it_was() -> None:
    app = PaneApp(TEXT, [mark(TEXT, "envoy was", "one"), mark(TEXT, "calm", "two")])
    async with app.run_test() as pilot:
        end = place(app, "envoy was", end=True)
        await drag(pilot, end, place(app, "calm", end=True), release=False)
        assert app.pane.pointer.moving_mark
        assert app.words(app.pane.selection) == "envoy was calm"
        await pilot.press("escape")
        assert app.pane.selection is None
        assert app.pane.current == "one"
        await pilot.hover(BoundPane, offset=place(app, "signed"))
        await pilot.mouse_up(BoundPane, offset=place(app, "signed"))
        await pilot.pause()
        assert app.pane.selection is None
        assert not [said for said in app.said if isinstance(said, ReadingPane.MarkDragged)]


async def test_an_end_of_a_mark_is_dragged_over_others_and_past_its_other_end() -> None:
    marks = [mark(TEXT, "calm", "one"), mark(TEXT, "She said", "two"), mark(TEXT, "envoy", "three")]
    app = PaneApp(TEXT, marks)
    async with app.run_test() as pilot:
        await pilot.click(BoundPane, offset=place(app, "calm"))
        await drag(pilot, place(app, "calm", end=True), place(app, "the talks", end=True))
        await pilot.click(BoundPane, offset=place(app, "calm"))
        await drag(pilot, place(app, "calm", end=True), place(app, "envoy"))
        dragged = [said for said in app.said if isinstance(said, ReadingPane.MarkDragged)]
        assert [(said.id, app.words(said.range)) for said in dragged] == [
            ("one", "calm. She said that the talks"),
            ("one", "envoy was c"),
        ]


async def test_the_wheel_takes_a_drag_along() -> None:
    app = PaneApp(long_text(300))
    async with app.run_test(size=(80, 24)) as pilot:
        await drag(pilot, place(app, "number"), Offset(20, 5), release=False)
        selected = app.pane.selection
        pane = app.pane
        pane.post_message(events.MouseScrollDown(pane, 20, 5, 0, 0, 1, False, False, False))
        await pilot.pause()
        assert selected is not None
        assert pane.selection is not None
        assert pane.selection.start == selected.start
        assert pane.selection.end > selected.end
        await pilot.mouse_up(BoundPane, offset=Offset(20, 5))


async def test_a_drag_held_beyond_the_end_stops_there_and_goes_faster_on_the_way() -> None:
    app = PaneApp(long_text(900))
    async with app.run_test(size=(80, 12)) as pilot:
        app.pane.styles.height = 8
        await pilot.pause()
        await drag(pilot, place(app, "number"), Offset(20, 3), Offset(20, 9), release=False)
        for _ in range(200):
            await pilot.pause(0.05)
            if app.pane.max_scroll_y <= app.pane.top_row:
                break
        assert app.pane.bottom_row == app.pane.layout_rows.row_count
        await pilot.hover(BoundPane, offset=Offset(20, 4))
        await pilot.mouse_up(BoundPane, offset=Offset(20, 4))


async def test_at_the_edge_of_the_terminal_the_last_row_scrolls() -> None:
    app = PaneApp(long_text(300))
    async with app.run_test(size=(80, 12)) as pilot:
        await drag(pilot, place(app, "number"), Offset(20, 11), release=False)
        for _ in range(50):
            await pilot.pause(0.02)
            if app.pane.top_row > 2:
                break
        assert app.pane.top_row > 2
        await pilot.mouse_up(BoundPane, offset=Offset(20, 11))


async def test_other_buttons_do_nothing() -> None:
    app = PaneApp(TEXT, [mark(TEXT, "envoy", "one")])
    async with app.run_test() as pilot:
        before = app.pane.shown(), app.pane.current
        await pilot.click(BoundPane, offset=place(app, "talks"), button=2)
        await pilot.click(BoundPane, offset=place(app, "talks"), button=3)
        assert (app.pane.shown(), app.pane.current) == before


async def test_words_are_selected_by_mouse_in_a_pane_of_ten_columns() -> None:
    app = PaneApp(TEXT)
    async with app.run_test(size=(10, 20)) as pilot:
        await drag(pilot, place(app, "envoy"), place(app, "talks", end=True))
        assert app.words(app.pane.selection) == "envoy was calm. She said that the talks"
        await pilot.click(BoundPane, offset=place(app, "signed"), times=2)
        assert app.words(app.pane.selection) == "signed"


async def test_a_click_says_on_which_character() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        await pilot.click(BoundPane, offset=place(app, "talks"))
        clicked = [said.offset for said in app.said if isinstance(said, ReadingPane.Clicked)]
        assert clicked == [TEXT.text.index("talks")]


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
