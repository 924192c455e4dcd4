import re
from pathlib import Path

import pytest
from rich.style import Style
from textual.app import App

from reader.model.annotation import Kind
from reader.text.document import Block, BlockKind, Document, Range, Span, SpanKind
from reader.tui.themes import THEMES
from reader.tui.widgets.reading_pane.palette import LOOKS
from tests.tui.pane_app import BoundPane, Mark, PaneApp, blocks, long_text, mark, paragraphs

STYLES = Path(__file__).parents[2] / "styles" / "reading_pane.tcss"
TEXT = paragraphs("The envoy was calm. She said nothing.", "A second paragraph follows.")


def style_of(app: PaneApp, words: str, row: int | None = None) -> Style:
    """Return the style in which the first character of `words` is painted."""
    index, cell = app.pane.layout_rows.cell_of(app.document.text.index(words))
    position = app.pane.column.left + cell
    for segment in app.pane.render_line((index if row is None else row) - app.pane.top_row):
        position -= segment.cell_length
        if position < 0:
            assert segment.style is not None
            return segment.style
    raise AssertionError(f"{words!r} is not on its row")


async def test_the_bar_stands_beside_the_rows_of_the_focus() -> None:
    app = PaneApp(TEXT)
    async with app.run_test(size=(80, 5)) as pilot:
        bars = [row.lstrip().startswith("▎") for row in app.rows()]
        assert bars == [True, False, False, False, False]
        await pilot.press("full_stop", "full_stop")
        bars = [row.lstrip().startswith("▎") for row in app.rows()]
        assert bars == [False, False, True, False, False]


async def test_kinds_have_signs_of_their_own_and_a_count_where_several_begin() -> None:
    document = paragraphs("One two three.", "Four.", "Five.", "Six.", "Seven.")
    marks = [
        mark(document, "One", "a", kind=Kind.CLAIM, noted=True),
        mark(document, "two", "b", kind=Kind.QUESTION),
        mark(document, "Four", "c", kind=Kind.HIGHLIGHT),
        mark(document, "Five", "d", kind=Kind.QUESTION),
        mark(document, "Six", "e", kind=Kind.EVIDENCE),
        mark(document, "Seven", "f", kind=Kind.CLAIM, suggested=True),
    ]
    app = PaneApp(document, marks)
    async with app.run_test(size=(60, 9)):
        gutters = [row[: app.pane.column.left].replace("▎", " ").rstrip() for row in app.rows()]
        assert gutters == [" ◆2¶", "", " ●", "", " ?", "", " +", "", " ◇"]


async def test_a_mark_tints_its_words_and_no_others() -> None:
    app = PaneApp(TEXT, [mark(TEXT, "second paragraph", "one", kind=Kind.CLAIM)])
    async with app.run_test():
        plain = style_of(app, "follows").bgcolor
        assert style_of(app, "A second").bgcolor == plain
        assert style_of(app, "second").bgcolor == style_of(app, "paragraph").bgcolor != plain


async def test_overlapping_marks_are_stronger_and_touching_ones_alternate() -> None:
    document = paragraphs("Zero. One two three four.")
    marks = [
        mark(document, "One two", "outer", kind=Kind.CLAIM),
        mark(document, "two", "inner", kind=Kind.CLAIM),
        mark(document, "three", "next", kind=Kind.CLAIM),
    ]
    app = PaneApp(document, marks)
    async with app.run_test():
        tints = {style_of(app, words).bgcolor for words in ("Zero", "One", "two", "three")}
        assert len(tints) == 4


async def test_the_current_annotation_is_underlined() -> None:
    app = PaneApp(TEXT, [mark(TEXT, "envoy", "one"), mark(TEXT, "second", "two")])
    async with app.run_test():
        assert style_of(app, "envoy").underline
        assert not style_of(app, "second").underline
        app.pane.current = "two"
        assert not style_of(app, "envoy").underline
        assert style_of(app, "second").underline


async def test_a_color_that_is_unknown_falls_back_to_that_of_the_kind() -> None:
    marks = [
        mark(TEXT, "second", "a", kind=Kind.EVIDENCE, color="octarine"),
        mark(TEXT, "follows", "b", kind=Kind.EVIDENCE),
    ]
    app = PaneApp(TEXT, marks)
    async with app.run_test():
        assert style_of(app, "second").bgcolor == style_of(app, "follows").bgcolor


async def test_exactly_the_narrowed_part_stands_out() -> None:
    document = paragraphs("She said that the talks would go on, but that nobody had signed.")
    app = PaneApp(document)
    async with app.run_test() as pilot:
        await pilot.press("semicolon")
        start, end = app.pane.target
        shown = app.document.text[start:end]
        assert style_of(app, shown).bold
        outside = "She" if start else "signed"
        assert not style_of(app, outside).bold


async def test_the_caret_and_the_selection_are_painted_over_the_marks() -> None:
    app = PaneApp(TEXT, [mark(TEXT, "The envoy was calm", "one", kind=Kind.CLAIM)])
    async with app.run_test() as pilot:
        tint = style_of(app, "envoy").bgcolor
        await pilot.press("v", "w", "w")
        assert style_of(app, "envoy").bgcolor != tint
        assert style_of(app, "was").reverse
        assert not style_of(app, "envoy").reverse
        assert style_of(app, "calm").bgcolor == tint


async def test_a_caret_on_an_empty_line_is_seen() -> None:
    document = Document("a\n\nb\n", (Block(BlockKind.PREFORMATTED, 0, 5),))
    app = PaneApp(document)
    async with app.run_test() as pilot:
        await pilot.press("j")
        assert app.pane.caret == 2
        assert any(segment.style and segment.style.reverse for segment in app.pane.render_line(1))


async def test_hits_are_painted_and_the_current_one_apart() -> None:
    app = PaneApp(TEXT)
    async with app.run_test():
        first, second = (mark(TEXT, words, "").range for words in ("said", "second"))
        app.pane.set_hits([first, second], second)
        assert style_of(app, "said").reverse
        assert style_of(app, "second").reverse
        app.pane.set_hits(())
        assert not style_of(app, "said").reverse


async def test_type_follows_the_structure_of_the_text() -> None:
    text = "Title\nsome strong words\nshare\n"
    document = Document(
        text,
        (
            Block(BlockKind.HEADING, 0, 6, level=1),
            Block(BlockKind.PARAGRAPH, 6, 24),
            Block(BlockKind.FURNITURE, 24, 30),
        ),
        (Span(SpanKind.EMPHASIS, 6, 23), Span(SpanKind.STRONG, 11, 17)),
    )
    app = PaneApp(document)
    async with app.run_test():
        assert style_of(app, "Title").bold
        assert style_of(app, "some").italic
        assert not style_of(app, "some").bold
        assert style_of(app, "strong").bold
        assert style_of(app, "strong").italic
        assert style_of(app, "share").color != style_of(app, "some").color


async def test_marks_cover_the_cells_of_a_table_but_not_the_lines_between() -> None:
    document = blocks((BlockKind.TABLE, "alpha\tbeta\nc\td"), (BlockKind.PARAGRAPH, "End."))
    app = PaneApp(document, [Mark("all", 0, 10, Kind.CLAIM)])
    async with app.run_test():
        app.pane.current = "all"
        assert app.rows()[0].split() == ["◆", "alpha", "│", "beta"]
        line = next(part for part in app.pane.render_line(0) if "│" in part.text)
        assert line.style is not None
        assert not line.style.underline
        assert style_of(app, "alpha").underline
        assert style_of(app, "beta").underline


async def test_text_that_looks_like_markup_is_shown_as_it_is() -> None:
    app = PaneApp(paragraphs("[bold] [sic] [/foo] [@click=app.quit] stays."))
    async with app.run_test():
        assert "[bold] [sic] [/foo] [@click=app.quit] stays." in app.rows()[0]


async def test_wide_characters_keep_the_row_as_wide_as_the_pane_beside_its_scrollbar() -> None:
    app = PaneApp(paragraphs("中文句子" * 30, "e\u0301" * 90, "\U0001f469\u200d\U0001f680" * 50))
    async with app.run_test(size=(50, 20)):
        for y in range(20):
            strip = app.pane.render_line(y)
            assert strip.cell_length == sum(segment.cell_length for segment in strip) == 49


async def test_a_change_of_theme_is_seen() -> None:
    app = PaneApp(TEXT, [mark(TEXT, "second", "one", kind=Kind.CLAIM)])
    async with app.run_test() as pilot:
        before = style_of(app, "second")
        app.theme = "textual-light"
        await pilot.pause()
        assert style_of(app, "second") != before


async def test_a_row_is_painted_once_until_something_on_it_changes() -> None:
    app = PaneApp(TEXT)
    async with app.run_test() as pilot:
        first, third = app.pane.render_line(0), app.pane.render_line(2)
        assert app.pane.render_line(0) is first
        await pilot.press("l")
        assert app.pane.render_line(0) is not first
        assert app.pane.render_line(2) is third


async def test_without_colors_marks_differ_by_their_attributes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = PaneApp(TEXT)
    async with app.run_test():
        assert app.pane.has_class("-colorless")


@pytest.mark.parametrize(
    "theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name
)
async def test_the_style_sheet_gives_every_look_its_colors_in_every_theme(theme: object) -> None:
    source = STYLES.read_text()
    plain = {"emphasis", "strong", "strike", "table"}
    for look in set(LOOKS) - plain:
        assert re.search(rf"reading-pane--{look}\b", source), look

    class StyledApp(App[None]):
        CSS = source

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return dict(THEMES[0].variables)

        def on_mount(self) -> None:
            for known in THEMES:
                self.register_theme(known)
            self.theme = theme.name  # type: ignore[attr-defined]

    app = StyledApp()
    async with app.run_test() as pilot:
        pane = BoundPane()
        await app.mount(pane)
        await pilot.pause()
        marks = {kind: pane.palette.style((kind.value,)).bgcolor for kind in Kind}
        assert len(set(marks.values())) == len(Kind)
        assert pane.palette.base.bgcolor not in marks.values()
        assert pane.palette.style(("focus",)) != pane.palette.base
        assert pane.in_view == Range(0, 0)


async def test_rows_are_kept_as_far_as_they_may_soon_be_seen_again() -> None:
    app = PaneApp(long_text(2_000))
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(30):
            await pilot.press("space")
        await pilot.press(*["l"] * 30)
        kept = app.pane.painter._rows
        assert len(kept) <= 7 * 24
        assert kept.keys() >= set(range(app.pane.top_row, app.pane.bottom_row))
        assert max(len(row.made) for row in kept.values()) <= 4
