"""The place in a text: what it survives."""

import pytest
from textual.geometry import Region
from textual.strip import Strip

from reader.library import Library
from reader.text.document import Range
from reader.tui.widgets.reading_pane import ReadingPane
from tests.tui.reading_app import Reading, reading
from tests.tui.test_finding import RIVERS, place

SMALL = (80, 24)


@pytest.fixture
def rivers(library: Library) -> str:
    return library.add(RIVERS.encode(), "rivers.txt").article


@pytest.mark.parametrize(
    "keys",
    [
        ("space", "space", "w", "w"),
        ("G",),
        ("space", "full_stop", "semicolon"),
        ("space", "ctrl+e", "ctrl+e", "ctrl+e"),
        ("space", "space", "ctrl+y", "ctrl+y", "ctrl+y", "ctrl+y", "ctrl+y", "ctrl+y", "ctrl+y"),
    ],
    ids=" ".join,
)
async def test_a_restart_shows_the_same_rows_and_the_same_focus(
    library: Library, rivers: str, keys: tuple[str, ...]
) -> None:
    async with reading(library, rivers, size=SMALL) as person:
        await person.press(*keys)
        was = place(person)
        top = person.screen.pane.top_offset
        not_in_view = not person.screen.pane.is_visible(person.screen.pane.target)
        person.screen.bookmark.keep()
        person.screen.remembered.save()
    async with reading(library, rivers, size=SMALL) as person:
        assert place(person) == was
        await person.pilot.resize_terminal(60, 20)
        await person.settle()
        pane = person.screen.pane
        row = pane.layout_rows.row(pane.top_row)
        # Unless what is in focus would be below the window then.
        assert row.start <= top <= max(row.end, row.start + 1) or keys == ("G",)
        assert pane.is_visible(pane.target) or not_in_view


async def test_a_place_the_record_does_not_agree_with_is_not_used(
    library: Library, rivers: str
) -> None:
    async with reading(library, rivers, size=SMALL) as person:
        await person.press("space", "space", "w")
        person.screen.bookmark.keep()
        person.screen.remembered.save()
        elsewhere = person.session.units.next_sentence(8000)
        assert elsewhere is not None
        person.session.save_position(elsewhere.start, 0)
        person.screen.bookmark.forget()
    library.flush()
    async with reading(library, rivers, size=SMALL) as person:
        assert person.screen.pane.focus_range == elsewhere


async def test_resizing_there_and_back_and_another_theme_change_nothing(
    library: Library, rivers: str
) -> None:
    async with reading(library, rivers, size=SMALL) as person:
        await person.press("space", "space", "ctrl+e", "w")
        was = place(person)
        for size in ((51, 30), (140, 40), (33, 12), SMALL):
            await person.pilot.resize_terminal(*size)
            await person.settle()
        assert place(person) == was
        person.screen.looks.light()
        await person.settle()
        assert place(person) == was


async def test_a_restart_shows_the_caret_in_code_that_is_scrolled_sideways(
    library: Library,
) -> None:
    code = library.add(b"Before.\n\n```\n" + b"number " * 40 + b"\n```\n", "code.md").article
    async with reading(library, code, size=SMALL) as person:
        await person.press("j", "j", "dollar_sign")
        rows = [person.screen.pane.render_line(y).text for y in range(4)]
        assert any("‹" in row for row in rows)
        person.screen.bookmark.keep()
        person.screen.remembered.save()
    async with reading(library, code, size=SMALL) as person:
        assert [person.screen.pane.render_line(y).text for y in range(4)] == rows


async def test_a_restart_has_the_text_in_its_very_first_frame(
    library: Library, rivers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library, rivers, size=SMALL) as person:
        await person.press("space", "w")
        person.screen.bookmark.keep()
        person.screen.remembered.save()
        rows = [strip.text for strip in person.screen.pane.render_lines(_whole(person))]
    frames: list[list[str]] = []
    whole = ReadingPane.render_lines

    def kept(pane: ReadingPane, crop: Region) -> list[Strip]:
        strips = whole(pane, crop)
        frames.append([strip.text for strip in strips])
        return strips

    monkeypatch.setattr(ReadingPane, "render_lines", kept)
    async with reading(library, rivers, size=SMALL):
        assert any(row.strip() for row in rows)
        assert frames[0] == rows


def _whole(person: Reading) -> Region:
    return person.screen.pane.size.region


@pytest.mark.parametrize(
    "keys", [("right_parenthesis", "l"), ("full_stop",)], ids=["the caret", "the focus"]
)
async def test_what_the_reader_looks_at_stays_in_view_in_a_smaller_window_and_all_comes_back(
    library: Library, rivers: str, keys: tuple[str, ...]
) -> None:
    async with reading(library, rivers, size=SMALL) as person:
        await person.press("space", "space", *keys)
        pane = person.screen.pane
        was, caret = place(person), Range(pane.caret, pane.caret + 1)
        for size in ((50, 24), (80, 12), (40, 9), (120, 20)):
            await person.pilot.resize_terminal(*size)
            await person.settle()
            assert pane.is_visible(caret if "l" in keys else pane.target)
        await person.pilot.resize_terminal(*SMALL)
        await person.settle()
        assert place(person) == was
