"""Zen and the mode that dims all but the focus."""

from reader.library import Library
from tests.tui.reading_app import Reading, reading


def _in_sight(person: Reading) -> set[str]:
    names = ("TopRow", "BottomRow", "Card", "ArticleList", "NotesPane", "ReadingPane", "Overview")
    return {name for name in names if person.screen.query_one(name).region}


async def test_zen_leaves_the_text_alone_and_z_or_escape_bring_the_rest_back(
    library: Library, canal: str
) -> None:
    async with reading(library, canal, size=(160, 40)) as person:
        before = _in_sight(person)
        focus = person.focus
        for way_back in ("z", "escape"):
            await person.press("z")
            assert _in_sight(person) == {"ReadingPane"}
            assert person.focus == focus
            await person.press(way_back)
            assert _in_sight(person) == before


async def test_in_zen_keys_work_and_another_pane_ends_it(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("z", "full_stop", "c")
        assert len(person.annotations) == 1
        assert _in_sight(person) == {"ReadingPane"}
        await person.press("tab")
        assert "ReadingPane" in _in_sight(person)
        assert "TopRow" in _in_sight(person)


async def test_what_is_not_saved_is_loud_in_zen_too(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("z")
        # What is saved at last says so, and that all is well.
        person.screen.bookmark.keep()
        library.flush()
        await person.settle()
        person.screen.top_row.show_unsaved("The disk is full.")
        await person.settle()
        assert "TopRow" in _in_sight(person)


async def test_the_focus_mode_dims_all_but_the_focus(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        pane = person.screen.pane

        def colors_of_rows() -> list[set[object]]:
            return [
                {
                    piece.style.color
                    for piece in pane.render_line(y)
                    if piece.text.strip() and piece.style
                }
                for y in range(pane.page)
            ]

        plain = colors_of_rows()
        await person.press("Z")
        dimmed = colors_of_rows()
        assert dimmed != plain
        top, bottom = (
            pane.layout_rows.row_of(pane.target.start),
            pane.layout_rows.row_of(pane.target.end - 1),
        )
        inside = [y for y in range(pane.page) if top <= pane.top_row + y <= bottom]
        assert inside
        assert all(plain[y] <= dimmed[y] for y in inside)
        outside = [
            y for y in range(pane.page) if plain[y] and not top <= pane.top_row + y <= bottom
        ]
        assert outside
        assert all(plain[y] != dimmed[y] for y in outside)
        await person.press("Z")
        assert colors_of_rows() == plain


async def test_a_column_is_not_widened_beyond_the_window(library: Library, canal: str) -> None:
    async with reading(library, canal, size=(80, 24)) as person:
        for _ in range(4):
            await person.press("plus")
        widest = person.screen.pane.measure
        assert person.screen.pane.column.text < 80 <= widest + 8
        assert person.toasts[-1] == "the window has no room for more"
        await person.press("minus")
        assert person.screen.pane.measure == widest - 4
