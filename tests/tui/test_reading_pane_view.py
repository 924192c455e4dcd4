import re

from reader.text.document import Block, BlockKind, Document, Range
from reader.text.units import Units
from reader.tui.widgets.reading_pane import ReadingPane
from tests.tui.pane_app import Mark, PaneApp, long_text, paragraphs


async def test_a_text_opens_where_it_was_left() -> None:
    document = long_text(600)
    position = document.text.index("Sentence number 401 ")
    app = PaneApp(document, position=position)
    async with app.run_test(size=(80, 24)):
        assert app.words(app.pane.target).startswith("Sentence number 401 ")
        assert app.pane.is_visible(app.pane.target)
        assert app.pane.position == position


async def test_a_text_below_a_long_menu_opens_where_its_first_words_are_in_view() -> None:
    menu = "".join(f"Entry {number}\n" for number in range(60))
    story = "The first words of the story.\n"
    blocks = [
        Block(BlockKind.FURNITURE, match.start(), match.end())
        for match in re.finditer(r".*\n", menu)
    ]
    blocks.append(Block(BlockKind.PARAGRAPH, len(menu), len(menu) + len(story)))
    app = PaneApp(Document(menu + story, tuple(blocks)))
    async with app.run_test(size=(80, 24)):
        assert app.words(app.pane.target) == story.strip()
        assert app.pane.is_visible(app.pane.target)


async def test_a_long_text_is_shown_before_it_is_laid_out_and_then_finished() -> None:
    document = long_text(60_000)
    app = PaneApp(Document("", ()))
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.load(document, Units(document))
        assert "Sentence number 1 is here" in app.rows()[0]
        layout = app.pane.layout_rows
        complete_at_first, estimate = layout.complete, app.pane.virtual_size.height
        while not layout.complete:
            await pilot.pause(0.02)
        rows = layout.row_count
        assert not complete_at_first
        assert app.pane.virtual_size.height == rows
        assert abs(estimate - rows) < rows / 5


async def test_the_end_of_a_long_text_is_reached_at_once() -> None:
    document = long_text(30_000)
    app = PaneApp(document)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("G")
        assert app.pane.in_view.end == len(document.text) - 1
        assert app.pane.progress == 1.0


async def test_the_first_character_in_view_survives_a_change_of_width() -> None:
    document = long_text(900)
    app = PaneApp(document)
    async with app.run_test(size=(100, 30)) as pilot:
        app.pane.scroll_to_row(200)
        top = app.pane.top_offset
        for width in (50, 30, 100):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            row = app.pane.layout_rows.row(app.pane.top_row)
            assert row.start <= top <= row.end


async def test_the_measure_is_the_width_of_the_text_where_there_is_room() -> None:
    app = PaneApp(long_text(30))
    async with app.run_test(size=(120, 30)):
        assert app.pane.layout_rows.width == 72
        app.pane.measure = 40
        assert app.pane.layout_rows.width == 40
        app.pane.measure = 200
        assert app.pane.layout_rows.width <= 120 - 6


async def test_the_text_is_centred_beside_a_gutter() -> None:
    app = PaneApp(paragraphs("Here."))
    async with app.run_test(size=(121, 5)):
        scrollbar = app.pane.scrollbar_size_vertical
        assert app.rows()[0].index("Here.") == (121 - scrollbar - 72) // 2


async def test_the_screen_is_told_what_is_in_view() -> None:
    document = long_text(300)
    app = PaneApp(document)
    async with app.run_test(size=(80, 24)) as pilot:
        app.said.clear()
        app.pane.scroll_to_row(30)
        await pilot.pause()
        told = [said for said in app.said if isinstance(said, ReadingPane.PositionChanged)]
        assert (told[-1].top, told[-1].bottom) == app.pane.in_view
        assert told[-1].top == app.pane.layout_rows.row(30).start


async def test_progress_grows_to_one() -> None:
    app = PaneApp(long_text(300))
    async with app.run_test(size=(80, 24)) as pilot:
        seen = [app.pane.progress]
        for _ in range(16):
            await pilot.press("space")
            seen.append(app.pane.progress)
        assert seen == sorted(seen)
        assert 0 < seen[0] < 0.3
        assert seen[-1] == 1.0


async def test_a_place_left_behind_by_scrolling_is_not_the_one_to_come_back_to() -> None:
    app = PaneApp(long_text(300))
    async with app.run_test(size=(80, 24)):
        assert app.pane.position == 0
        app.pane.scroll_rows(90)
        assert app.pane.position == app.pane.top_offset


async def test_going_somewhere_without_the_focus_only_scrolls() -> None:
    document = long_text(300)
    app = PaneApp(document)
    async with app.run_test(size=(80, 24)):
        offset = document.text.index("Sentence number 200 ")
        app.pane.go_to(offset, focus=False)
        assert app.pane.is_visible(Range(offset, offset + 1))
        assert app.pane.focus_range.start == 0
        app.pane.go_to(offset)
        assert app.pane.focus_range.start == offset


async def test_another_text_replaces_the_first_and_its_marks() -> None:
    first, second = long_text(300), paragraphs("Another text. It is short.")
    app = PaneApp(first, [Mark("gone", 0, 8000)])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "v", "3")
        assert app.pane.current == "gone"
        app.pane.load(second, Units(second))
        await pilot.pause()
        moved = [said for said in app.said if isinstance(said, ReadingPane.FocusMoved)]
        assert (moved[-1].range, moved[-1].annotation) == (Range(0, 13), None)
        assert app.pane.selection is None
        assert app.pane.top_row == 0
        assert "Another text." in app.rows()[0]
        assert app.pane.virtual_size.height == 1


async def test_the_screen_hears_what_is_in_view_when_only_the_height_changes() -> None:
    app = PaneApp(long_text(600))
    async with app.run_test(size=(80, 24)) as pilot:
        for height in (30, 12):
            await pilot.resize_terminal(80, height)
            await pilot.pause()
            told = [said for said in app.said if isinstance(said, ReadingPane.PositionChanged)]
            assert (told[-1].top, told[-1].bottom) == app.pane.in_view
