import pytest

from reader.text.document import BlockKind, Document, Range
from reader.tui.widgets.reading_pane import ReadingPane
from tests.tui.pane_app import Mark, PaneApp, blocks, long_text, mark, paragraphs

TEXT = paragraphs(
    "The envoy was calm. She said that the talks would go on, but that nobody had signed.",
    "A second paragraph follows.",
)


async def test_the_caret_is_unseen_until_it_is_used() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        seen = []
        for key in ("full_stop", "l", "full_stop"):
            await pilot.press(key)
            seen.append(app.pane.attention.caret_shown)
        assert seen == [False, True, False]


async def test_sentences_are_gone_through_across_paragraphs() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        assert app.words(app.pane.target) == "The envoy was calm."
        await pilot.press("full_stop", "full_stop")
        assert app.words(app.pane.target) == "A second paragraph follows."
        await pilot.press("comma", "comma")
        assert app.words(app.pane.target) == "The envoy was calm."


async def test_a_count_repeats_the_motion_after_it() -> None:
    app = PaneApp(long_text(30))
    async with app.run_test() as pilot:
        await pilot.press("1", "0", "full_stop")
        assert app.words(app.pane.target).startswith("Sentence number 11 ")
        await pilot.press("3", "w")
        assert app.words(app.pane.units.word_at(app.pane.caret)) == "is"


async def test_zero_without_a_count_goes_to_the_start_of_the_row() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        await pilot.press("w", "w", "0")
        assert app.pane.caret == 0


async def test_the_caret_keeps_its_cell_over_a_short_row() -> None:
    app = PaneApp(
        paragraphs("A first row of some length.", "Short.", "A third row of some length.")
    )
    async with app.run_test() as pilot:
        await pilot.press("2", "0", "l", "j")
        assert app.pane.caret == app.document.blocks[1].end - 2
        await pilot.press("j")
        assert app.pane.caret == app.document.blocks[2].start + 20


async def test_the_view_follows_the_caret_with_a_margin() -> None:
    app = PaneApp(long_text(300))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "0", "j")
        row = app.pane.layout_rows.row_of(app.pane.caret)
        assert app.pane.top_row + 8 <= row <= app.pane.bottom_row - 8
        await pilot.press("G")
        assert app.pane.in_view.end == len(app.document.text) - 1
        await pilot.press("g")
        assert app.pane.top_row == 0


async def test_paging_moves_the_focus_to_the_first_whole_sentence_in_view() -> None:
    app = PaneApp(long_text(300))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        view = app.pane.in_view
        assert view.start <= app.pane.target.start
        assert app.pane.units.previous_sentence(app.pane.target.start).start < view.start  # type: ignore[union-attr]
        await pilot.press("pageup")
        assert app.pane.top_row == 0
        assert app.words(app.pane.target).startswith("Sentence number 1 ")


async def test_paging_at_the_end_reaches_the_last_sentence() -> None:
    app = PaneApp(long_text(60))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["space"] * 6)
        assert app.words(app.pane.target).startswith("Sentence number 60 ")


async def test_scrolling_by_rows_leaves_the_focus() -> None:
    app = PaneApp(long_text(300))
    async with app.run_test(size=(80, 24)) as pilot:
        before = app.pane.target
        await pilot.press("5", "ctrl+e")
        assert app.pane.top_row == 5
        await pilot.press("ctrl+y")
        assert app.pane.top_row == 4
        assert app.pane.target == before


async def test_a_focus_out_of_sight_is_scrolled_to_before_anything_is_done() -> None:
    app = PaneApp(long_text(300))
    async with app.run_test(size=(80, 24)):
        assert app.pane.ensure_target_visible()
        app.pane.scroll_rows(60)
        assert not app.pane.ensure_target_visible()
        assert app.pane.is_visible(app.pane.target)
        assert app.pane.ensure_target_visible()


async def test_a_motion_from_a_focus_out_of_sight_starts_where_the_reader_looks() -> None:
    app = PaneApp(long_text(300))
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.scroll_rows(60)
        view = app.pane.in_view
        await pilot.press("full_stop")
        assert view.start <= app.pane.target.start < view.end


async def test_furniture_is_passed_over_by_sentences_and_reached_by_rows() -> None:
    document = blocks(
        (BlockKind.PARAGRAPH, "One."),
        (BlockKind.FURNITURE, "Share."),
        (BlockKind.PARAGRAPH, "Two."),
    )
    app = PaneApp(document)
    async with app.run_test() as pilot:
        await pilot.press("full_stop")
        assert app.words(app.pane.target) == "Two."
        await pilot.press("k")
        assert app.words(app.pane.target) == "Share."


async def test_shift_and_arrows_select_and_escape_lets_go() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        await pilot.press("w", "shift+right", "shift+right", "shift+right")
        assert app.words(app.pane.selection) == "env"
        assert app.pane.target == app.pane.selection
        await pilot.press("escape")
        assert app.pane.selection is None


async def test_the_first_step_sideways_selects_one_character() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        await pilot.press("w", "3", "l", "shift+left")
        assert app.words(app.pane.selection) == "v"
        await pilot.press("escape", "3", "shift+right")
        assert app.words(app.pane.selection) == "voy"
        await pilot.press("escape", "R", "2", "l")
        assert app.words(app.pane.selection) == "voy w"


async def test_text_objects_are_selected_after_v() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        await pilot.press("w", "v", "i", "w")
        assert app.words(app.pane.selection) == "envoy"
        await pilot.press("a", "p", "o")
        assert app.pane.caret == 0
        await pilot.press("escape", "V")
        assert app.pane.selection == app.document.content(app.document.blocks[0])


async def test_sentences_extend_a_selection() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        await pilot.press("v", "full_stop")
        assert app.words(app.pane.selection).endswith("had signed.")
        assert app.pane.selection is not None
        assert app.pane.selection.start == 0


async def test_annotations_are_visited_in_order_and_their_words_become_the_focus() -> None:
    app = PaneApp(TEXT, [mark(TEXT, "calm", "one"), mark(TEXT, "second", "two")])
    async with app.run_test() as pilot:
        assert app.pane.current == "one"
        await pilot.press("right_square_bracket")
        assert app.pane.current == "two"
        assert app.words(app.pane.target) == "second"
        await pilot.press("left_square_bracket")
        assert app.words(app.pane.target) == "calm"
        assert app.pane.annotation_under_focus() == "one"


async def test_overlapping_annotations_are_cycled_through_at_the_caret() -> None:
    app = PaneApp(TEXT, [mark(TEXT, "The envoy was", "outer"), mark(TEXT, "envoy", "inner")])
    async with app.run_test() as pilot:
        await pilot.press("w")
        assert app.pane.current == "inner"
        await pilot.press("O")
        assert app.pane.current == "outer"
        await pilot.press("O")
        assert app.pane.current == "inner"


async def test_a_new_mark_on_the_focus_becomes_the_current_one() -> None:
    outer = mark(TEXT, "The envoy was calm.", "outer")
    app = PaneApp(TEXT, [outer])
    async with app.run_test() as pilot:
        app.pane.select(mark(TEXT, "envoy", "").range)
        assert app.pane.current == "outer"
        app.pane.set_marks([outer, mark(TEXT, "envoy", "inner")])
        assert app.pane.current == "inner"
        app.pane.set_marks([outer])
        await pilot.pause()
        assert app.pane.current == "outer"


async def test_the_screen_is_told_where_the_focus_is_and_on_what() -> None:
    app = PaneApp(TEXT, [mark(TEXT, "second", "two")])
    async with app.run_test() as pilot:
        app.said.clear()
        await pilot.press("full_stop", "full_stop")
        moved = [said for said in app.said if isinstance(said, ReadingPane.FocusMoved)]
        assert app.words(moved[-1].range) == "A second paragraph follows."
        assert moved[-1].annotation == "two"
        assert moved[-1].control is app.pane


async def test_the_screen_is_told_of_a_selection_and_of_its_end() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        app.said.clear()
        await pilot.press("v", "escape")
        ranges = [said.range for said in app.said if isinstance(said, ReadingPane.SelectionChanged)]
        assert ranges[-1] is None
        assert ranges[0] is not None


@pytest.mark.parametrize("size", [(20, 5), (10, 3), (1, 1), (3, 40)])
@pytest.mark.parametrize(
    "document",
    [
        Document("", ()),
        TEXT,
        paragraphs("\u0301\u0301\u0301", "中文句子。還有一句。", "x" * 500),
        blocks((BlockKind.RULE, ""), (BlockKind.TABLE, "a\tb\nc\td"), (BlockKind.IMAGE, "A tree.")),
    ],
    ids=["empty", "prose", "odd characters", "no paragraphs"],
)
async def test_no_key_breaks_a_small_pane_or_an_odd_text(
    size: tuple[int, int], document: Document
) -> None:
    marks = [Mark("all", 0, max(0, len(document.text) - 1))]
    app = PaneApp(document, marks)
    async with app.run_test(size=size):
        for name in dir(app.pane):
            if name.startswith("action_") and hasattr(type(app.pane), name):
                owner = next(cls for cls in type(app.pane).__mro__ if name in vars(cls))
                if owner.__module__.startswith("reader.") and name not in {
                    "action_text_object",
                    "action_escape",
                }:
                    getattr(app.pane, name)()
                    assert len(app.rows()) == size[1]
        for named in ("iw", "as", "iq", "ap"):
            if document.blocks:
                app.pane.action_text_object(named)
        app.pane.escape()


async def test_a_caret_that_was_scrolled_away_is_seen_again_where_a_motion_leads_nowhere() -> None:
    app = PaneApp(long_text(300))
    async with app.run_test() as pilot:
        pane = app.pane
        await pilot.press("v", "G", "j")
        caret = Range(pane.caret, pane.caret + 1)
        await pilot.press("9", "9", "ctrl+y")
        assert not pane.is_visible(caret)
        await pilot.press("j")
        assert pane.caret == caret.start
        assert pane.is_visible(caret)
