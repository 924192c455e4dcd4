"""Which panes are in sight at which width."""

import pytest
from textual.messages import Layout
from textual.screen import Screen
from textual.widget import Widget

from reader.library import Library
from tests.tui.reading_app import Reading, reading
from tests.tui.textual_members import lean_on

PANES = ("list", "text", "notes")


def in_sight(person: Reading) -> set[str]:
    shown = {name for name in PANES if person.screen.query_one(f"#{name}-pane").display}
    return shown | ({"card"} if person.screen.card.region else set())


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((200, 50), {"list", "text", "notes"}),
        ((150, 40), {"list", "text", "notes"}),
        ((149, 40), {"list", "text", "card"}),
        ((100, 30), {"list", "text", "card"}),
        ((99, 30), {"text", "card"}),
        ((80, 24), {"text", "card"}),
    ],
)
async def test_the_width_decides(
    library: Library, canal: str, size: tuple[int, int], expected: set[str]
) -> None:
    async with reading(library, canal, size=size) as person:
        assert in_sight(person) == expected


async def test_tab_swaps_the_list_for_the_notes(library: Library, canal: str) -> None:
    async with reading(library, canal, size=(120, 36)) as person:
        await person.press("tab")
        assert in_sight(person) == {"list", "text", "card"}
        await person.press("tab")
        assert in_sight(person) == {"text", "notes"}
        await person.press("q")
        assert person.screen.panes.front == "text"
        assert in_sight(person) == {"text", "notes"}


async def test_on_a_narrow_terminal_each_pane_has_the_whole_screen(
    library: Library, canal: str
) -> None:
    async with reading(library, canal, size=(80, 24)) as person:
        await person.press("tab")
        assert in_sight(person) == {"list"}
        await person.press("tab")
        assert in_sight(person) == {"notes"}
        await person.press("q")
        assert in_sight(person) == {"text", "card"}


async def test_a_terminal_too_small_says_so_and_recovers(library: Library, canal: str) -> None:
    async with reading(library, canal, size=(20, 5)) as person:
        assert person.screen.query_one("#too-small").region
        assert not person.screen.query_one("#panes").display
        await person.pilot.resize_terminal(80, 24)
        await person.settle()
        assert in_sight(person) == {"text", "card"}


@pytest.mark.parametrize("size", [(10, 4), (10, 20), (20, 5), (29, 24), (200, 3)])
async def test_what_a_terminal_too_small_needs_is_said_whole(
    library: Library, canal: str, size: tuple[int, int]
) -> None:
    async with reading(library, canal, size=size) as person:
        sentence = person.screen.query_one("#too-small")
        rows = sentence.render_lines(sentence.size.region)
        said = " ".join(strip.text.strip() for strip in rows if strip.text.strip())
        assert said == "Too small: 30 columns by 8 rows needed."


def test_what_it_leans_on_is_still_there() -> None:
    lean_on(Widget, "_exchange_repaint_regions")


async def test_another_width_of_the_same_panes_lays_them_out_once(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Widget] = []
    take = Screen._on_layout

    async def noted(self: Screen[None], message: Layout) -> None:
        asked.append(message.widget)
        await take(self, message)

    async with reading(library, canal, size=(140, 36)) as person:
        monkeypatch.setattr(Screen, "_on_layout", noted)
        await person.pilot.resize_terminal(110, 36)
        await person.settle()
        assert person.screen.pane.layout_rows.width == person.screen.pane.column.text
        assert asked == []


async def test_a_dialog_does_not_keep_the_panes_from_following_the_window(
    library: Library, canal: str
) -> None:
    async with reading(library, canal, size=(80, 24)) as person:
        await person.press("s")
        await person.pilot.resize_terminal(160, 40)
        await person.press("escape")
        assert in_sight(person) == {"list", "text", "notes"}


async def test_the_column_is_widened_and_stays_so(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("minus", "minus")
        assert person.screen.pane.measure == 64
        await person.press("ctrl+q")
    async with reading(library, canal) as person:
        assert person.screen.pane.measure == 64


async def test_the_top_row_tells_title_claims_and_position(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("c")
        row = person.screen.top_row.render().plain
        assert "Canal to reopen in spring" in row
        assert "◆1 ?1" in row
        assert "100 %" in row


async def test_a_click_in_the_bottom_row_does_what_it_says(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.pilot.click("#bottom", offset=(2, 0))
        await person.settle()
        assert len(person.annotations) == 1


@pytest.mark.parametrize("width", [40, 80, 200])
async def test_a_title_of_any_length_leaves_room_for_the_position(
    library: Library, width: int
) -> None:
    long = library.add(f"# {'A title that goes on ' * 20}\n\nText.\n".encode(), "long.md").article
    async with reading(library, long, size=(width, 24)) as person:
        row = person.screen.top_row.render().plain
        assert len(row) <= width
        assert row.rstrip().endswith("%")
        assert "A title that goes on" in row
        assert "…" in row


async def test_a_short_window_gives_the_text_the_room_of_a_card_without_an_annotation(
    library: Library, canal: str
) -> None:
    async with reading(library, canal, size=(40, 12)) as person:
        pane = person.screen.pane
        await person.press("g", "full_stop")
        assert in_sight(person) == {"text"}
        assert pane.page == 10
        await person.press("c")
        assert in_sight(person) == {"text", "card"}
        assert pane.page == 6
        await person.press("full_stop", "full_stop", "full_stop")
        assert in_sight(person) == {"text"}
        assert pane.page == 10


async def test_the_card_of_a_short_window_does_not_cover_the_words_it_is_about(
    library: Library, canal: str
) -> None:
    async with reading(library, canal, size=(40, 12)) as person:
        pane = person.screen.pane
        await person.press("g", *["full_stop"] * 4)
        row = pane.layout_rows.row_of(pane.target.start) - pane.top_row
        assert row >= 4
        await person.press("m")
        assert in_sight(person) == {"text", "card"}
        last = pane.layout_rows.row_of(pane.target.end - 1)
        assert pane.top_row <= pane.layout_rows.row_of(pane.target.start)
        assert last < pane.bottom_row
