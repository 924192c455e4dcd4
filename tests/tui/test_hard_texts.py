"""Texts that are hard on a pane: it stays quick, nothing raises, what is cut has a sign."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from reader.text.cells import width
from reader.text.document import BlockKind, Document
from reader.text.folding import STRETCH, Folding
from reader.text.units import Units
from tests.tui.pane_app import Mark, PaneApp, blocks, paragraphs

SIZES = [(80, 24), (10, 8)]

_MOTIONS = (
    *("document_end", "document_start", "caret_down", "caret_right", "row_end", "caret_up"),
    *("row_start", "next_word", "word_end", "previous_word", "caret_left"),
    *("next_sentence", "next_paragraph", "previous_sentence", "previous_paragraph", "narrow"),
    *("page_down", "page_up", "half_page_down", "half_page_up", "scroll_row_down"),
    *("scroll_row_up", "scroll_right", "scroll_left", "document_end", "page_up"),
)
_WORDS = "the surveyor measured the harbour in winter and the council did not believe it. "


def one_line() -> Document:
    return paragraphs((_WORDS * (20_000_000 // len(_WORDS))).strip())


def blank_lines() -> Document:
    return blocks((BlockKind.PREFORMATTED, "first" + "\n" * 1_000_000 + "last"))


def endless_word() -> Document:
    return paragraphs("Before.", "x" * 10_000, "After.")


def endless_code() -> Document:
    return blocks((BlockKind.PREFORMATTED, "start = " + "1 + " * 900 + "1\nx = 2"))


def wide_table() -> Document:
    rows = [[f"r{row}c{column}" for column in range(200)] for row in range(30)]
    rows[0] = [f"head {column}" for column in range(200)]
    return blocks((BlockKind.TABLE, "\n".join("\t".join(row) for row in rows)))


def headings() -> Document:
    return blocks(*((BlockKind.HEADING, f"Heading {number}") for number in range(50_000)))


def combining_marks() -> Document:
    return paragraphs("\u0301" * 50_000, "\u0301\n\u0302", "\u0301")


TEXTS: list[Callable[[], Document]] = [
    one_line,
    blank_lines,
    endless_word,
    endless_code,
    wide_table,
    headings,
    combining_marks,
]


class Work:
    """How many characters were folded into rows."""

    def __init__(self) -> None:
        self.characters = 0


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    work = Work()
    folded = Folding.rows

    def rows(folding: Folding, stretch: int):  # type: ignore[no-untyped-def]
        work.characters += folding.start(stretch + 1) - folding.start(stretch)
        return folded(folding, stretch)

    with monkeypatch.context() as patch:
        patch.setattr(Folding, "rows", rows)
        yield work


@pytest.mark.parametrize("size", SIZES, ids=["80 columns", "10 columns"])
@pytest.mark.parametrize("make", TEXTS, ids=[make.__name__.replace("_", " ") for make in TEXTS])
async def test_a_hard_text_is_read_by_every_motion_with_little_work_each(
    make: Callable[[], Document], size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = make()
    end = len(document.text) - 1
    marks = [Mark("first", 0, 1), Mark("last", end - 1, end)]
    with counted(monkeypatch) as work:
        app = PaneApp(document, marks)
        async with app.run_test(size=size) as pilot:
            pane = app.pane
            for motion in _MOTIONS:
                before = work.characters
                getattr(pane, f"action_{motion}")()
                assert len(app.rows()) == size[1]
                # The rest is laid out in slices; a motion waits for what it shows.
                assert work.characters - before <= 16 * STRETCH
            pane.action_document_end()
            assert pane.is_visible(pane.target)
            pane.go_to_mark(pane.marks["first"])
            assert pane.top_row == 0
            pane.go_to_mark(pane.marks["last"])
            assert pane.in_view.start <= end - 1 < pane.in_view.end + 1
            before = work.characters
            await pilot.resize_terminal(size[0] + 7, size[1])
            assert pane.is_visible(pane.target)
            assert all(width(row) <= size[0] + 7 for row in app.rows())


async def test_a_slice_of_laying_out_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    app = PaneApp(Document("", ()))
    async with app.run_test():
        app.pane.load(document := one_line(), Units(document))
        with counted(monkeypatch) as work:
            app.pane.layout_rows.extend(seconds=0)
        assert work.characters <= 2 * STRETCH
        assert not app.pane.layout_rows.complete
        assert app.pane.virtual_size.height > len(document.text) / 100


@pytest.mark.parametrize("size", SIZES, ids=["80 columns", "10 columns"])
async def test_code_that_is_cut_has_a_sign_where_it_is_cut(size: tuple[int, int]) -> None:
    app = PaneApp(endless_code())
    async with app.run_test(size=size):
        assert app.rows()[0].endswith("›")
        assert "‹" not in app.rows()[0]
        assert "›" not in app.rows()[1]
        app.pane.action_scroll_right()
        assert "‹" in app.rows()[0]
        assert app.rows()[0].endswith("›")
        app.pane.action_caret_right()
        app.pane.action_row_end()
        assert "‹" in app.rows()[0]
        assert not app.rows()[0].endswith("›")
        app.pane.action_row_start()
        assert "‹" not in app.rows()[0]


async def test_every_cell_of_a_table_too_wide_for_the_pane_can_be_read() -> None:
    document = wide_table()
    app = PaneApp(document)
    async with app.run_test(size=(40, 24)):
        seen: list[str] = []
        for _ in range(len(document.text) // 40):
            seen += app.rows()
            if not app.pane.scroll_rows(app.pane.page):
                break
        shown = "\n".join(seen)
        assert all(f"r{row}c{column}" in shown for row in (1, 29) for column in (0, 99, 199))
