import pytest
from textual.events import MouseScrollDown

from reader.text.document import Block, BlockKind, Document, Range, Span, SpanKind
from tests.tui.pane_app import PaneApp, blocks, long_text, mark, paragraphs
from tests.tui.test_reading_pane_painting import style_of

LONG = "a = [" + ", ".join(str(number) for number in range(100)) + "]"
CODE = blocks(
    (BlockKind.PARAGRAPH, "Before."),
    (BlockKind.PREFORMATTED, f"{LONG}\nshort"),
    (BlockKind.PARAGRAPH, "After."),
)


def caret_cells(app: PaneApp) -> list[tuple[int, int]]:
    """Return the row and the first cell of every stretch painted as the caret."""
    style = app.pane.palette.style
    found = []
    for y in range(app.pane.size.height):
        x = 0
        for segment in app.pane.render_line(y):
            if segment.style in {style(("caret",)), style(("preformatted", "caret"))}:
                found.append((y, x))
            x += segment.cell_length
    return found


async def test_code_takes_the_room_at_the_right_of_the_column() -> None:
    app = PaneApp(CODE)
    async with app.run_test(size=(140, 10)):
        assert len(app.rows()[2]) > app.pane.column.left + 72


async def test_the_caret_is_followed_sideways_and_is_always_seen() -> None:
    app = PaneApp(CODE)
    async with app.run_test(size=(60, 10)):
        app.pane.put_caret(CODE.text.index("a ="))
        for motion in ("row_end", "caret_left", "previous_word", "row_start", "caret_right"):
            getattr(app.pane, f"action_{motion}")()
            ((_, x),) = caret_cells(app)
            assert app.pane.column.left <= x < 60
        app.pane.put_caret(CODE.text.index("]") + 1)
        assert len(caret_cells(app)) == 1


async def test_the_caret_stays_in_view_when_the_window_or_the_column_changes() -> None:
    app = PaneApp(CODE)
    async with app.run_test(size=(60, 10)) as pilot:
        app.pane.put_caret(CODE.text.index(" 70"))
        for change in (
            lambda: pilot.resize_terminal(40, 10),
            lambda: pilot.resize_terminal(60, 10),
            lambda: setattr(app.pane, "measure", 30),
        ):
            if (resized := change()) is not None:
                await resized
            await pilot.pause()
            ((y, x),) = caret_cells(app)
            assert app.pane.offset_under(x, y) == CODE.text.index(" 70")


async def test_a_click_finds_the_character_that_is_shown_there() -> None:
    app = PaneApp(CODE)
    async with app.run_test(size=(60, 10)):
        app.pane.put_caret(CODE.text.index(" 70"))
        ((y, x),) = caret_cells(app)
        assert app.pane.offset_under(x, y) == CODE.text.index(" 70")


async def test_code_in_view_is_scrolled_even_if_the_focus_is_elsewhere() -> None:
    app = PaneApp(CODE)
    async with app.run_test(size=(60, 10)):
        app.pane.action_scroll_right()
        assert "‹" in app.rows()[2]
        app.pane.action_scroll_left()
        assert "‹" not in app.rows()[2]


async def test_the_wheel_scrolls_the_code_under_it_sideways() -> None:
    app = PaneApp(CODE)
    async with app.run_test(size=(60, 10)) as pilot:
        event = MouseScrollDown(app.pane, 10, 2, 0, 0, 0, True, False, False, 10, 2)
        app.pane.post_message(event)
        await pilot.pause()
        assert "‹" in app.rows()[2]
        assert app.pane.top_row == 0


async def test_text_without_wide_code_is_not_scrolled_sideways() -> None:
    app = PaneApp(long_text(9))
    async with app.run_test(size=(40, 10)):
        before = app.rows()
        app.pane.action_scroll_right()
        assert app.rows() == before


async def test_a_change_of_width_begins_with_the_start_of_the_lines() -> None:
    app = PaneApp(CODE)
    async with app.run_test(size=(60, 10)) as pilot:
        app.pane.action_scroll_right()
        await pilot.resize_terminal(50, 10)
        assert "‹" not in app.rows()[2]


async def test_the_focus_mode_dims_all_but_the_target() -> None:
    document = paragraphs("The envoy was calm. She said nothing.", "A second one.")
    app = PaneApp(document)
    async with app.run_test(size=(80, 6)):

        def dim(words: str) -> bool:
            return style_of(app, words).color != app.pane.palette.base.color

        app.pane.focus_mode = True
        assert [dim(words) for words in ("The envoy", "She", "A second")] == [False, True, True]
        app.pane.action_next_sentence()
        assert [dim(words) for words in ("The envoy", "She", "A second")] == [True, False, True]
        app.pane.focus_mode = False
        assert not dim("A second")


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://example.org/é", "https://example.org/%C3%A9"),
        ("https://example.org/\x1b]8;;evil\x07", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("#below", None),
    ],
)
async def test_only_a_clean_address_is_handed_to_the_terminal(
    target: str, link: str | None
) -> None:
    text = "See this page.\n"
    span = Span(SpanKind.LINK, 4, 8, target)
    document = Document(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), (span,))
    app = PaneApp(document)
    async with app.run_test():
        painted = style_of(app, "this").link
        if link is None and painted is not None:
            assert painted.isascii()
            assert painted.isprintable()
            assert "\x1b" not in painted
        else:
            assert painted == link
        assert style_of(app, "page").link is None


async def test_changing_a_mark_paints_its_rows_anew_and_no_others() -> None:
    document = long_text(30)
    marks = [mark(document, "number 2 is", "two"), mark(document, "number 8 is", "eight")]
    app = PaneApp(document, marks)
    async with app.run_test(size=(80, 20)):
        before = [app.pane.render_line(y) for y in range(20)]
        app.pane.set_marks([*marks, mark(document, "number 5 is", "five")])
        after = [app.pane.render_line(y) for y in range(20)]
        row = app.pane.layout_rows.row_of(document.text.index("number 5 is"))
        changed = [y for y in range(20) if before[y] is not after[y]]
        assert row in changed
        assert len(changed) <= 3
        assert app.pane.in_view.start == Range(0, 0).start


@pytest.mark.parametrize("size", [(60, 12), (10, 6)], ids=["60 columns", "10 columns"])
async def test_the_caret_is_seen_on_every_character_it_can_stand_on(size: tuple[int, int]) -> None:
    document = blocks(
        (BlockKind.HEADING, "Heading"),
        (
            BlockKind.PARAGRAPH,
            "中文句子 and a line that is broken somewhere in the middle.\n\nThen.",
        ),
        (BlockKind.PREFORMATTED, "\tif x:\n\n\t\t" + "long " * 30),
        (BlockKind.TABLE, "one\ttwo\nthree\t四"),
        (BlockKind.RULE, ""),
        (BlockKind.FOOTNOTE, "e\u0301 and 👩‍👩‍👧."),
    )
    app = PaneApp(document)
    async with app.run_test(size=size):
        for offset in range(len(document.text)):
            app.pane.put_caret(offset)
            carets = [
                segment
                for y in range(app.pane.size.height)
                for segment in app.pane.render_line(y)
                if segment.style and segment.style.reverse and segment.text.strip("‹›") != ""
            ]
            assert carets, (offset, document.text[offset])
