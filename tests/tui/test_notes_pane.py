"""The notes pane: all annotations, however many, following the reader and leading it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from textual.app import ComposeResult

from reader.model.annotation import Kind
from reader.model.claim import Status
from reader.tui.widgets.card import CardContent
from reader.tui.widgets.notes_list import NotesList
from reader.tui.widgets.notes_pane import NotesPane
from tests.tui.dialog_app import StyledApp, rows_of

if TYPE_CHECKING:
    from textual.message import Message


def card(number: int, **fields: object) -> CardContent:
    values: dict[str, object] = {"speaker": f"speaker {number}", **fields}
    return CardContent(str(number), Kind.CLAIM, f"words of {number}", **values)  # type: ignore[arg-type]


class NotesApp(StyledApp):
    """Shows a pane over the whole screen and keeps its messages."""

    def __init__(self, count: int) -> None:
        super().__init__("notes_pane")
        self._count = count
        self.heard: list[tuple[type[Message], str]] = []
        self.read: list[str] = []

    def compose(self) -> ComposeResult:
        yield NotesPane()

    def on_mount(self) -> None:
        self.show([card(number) for number in range(self._count)])
        self.pane.focus()

    def show(self, cards: Sequence[CardContent]) -> None:
        """Show cards, and note which are read."""
        known = {each.id: each for each in cards}

        def read(identity: str) -> CardContent:
            self.read.append(identity)
            return known[identity]

        self.pane.show(cards, read, claims=self._count, suggested=2)

    @property
    def pane(self) -> NotesPane:
        return self.query_one(NotesPane)

    def on_notes_pane_highlighted(self, message: NotesPane.Highlighted) -> None:
        self.heard.append((type(message), message.annotation))

    def on_notes_pane_opened(self, message: NotesPane.Opened) -> None:
        self.heard.append((type(message), message.annotation))


async def test_it_counts_claims_and_suggested_speakers() -> None:
    app = NotesApp(3)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        assert "claims ◆3   suggested ?2" in rows_of(app)[0]


async def test_an_article_without_annotations_says_so() -> None:
    app = NotesApp(0)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("down", "pagedown", "end")
        app.pane.action_open()
        await pilot.pause()
        assert "nothing marked yet" in rows_of(app)[0]
        assert app.heard == []


async def test_moving_says_so_and_stops_at_the_ends() -> None:
    app = NotesApp(3)
    async with app.run_test(size=(40, 20)) as pilot:
        for _ in range(5):
            app.pane.action_next()
        app.pane.action_previous()
        await pilot.pause()
        assert [annotation for _, annotation in app.heard] == [
            "0",
            "1",
            "2",
            "1",
        ]
        assert app.pane.highlighted == "1"


async def test_opening_names_the_annotation() -> None:
    app = NotesApp(3)
    async with app.run_test(size=(40, 20)) as pilot:
        app.pane.highlight("2")
        app.pane.action_open()
        await pilot.pause()
        assert app.heard == [(NotesPane.Opened, "2")]


async def test_following_the_reader_posts_nothing_and_comes_into_sight() -> None:
    app = NotesApp(500)
    async with app.run_test(size=(40, 20)) as pilot:
        app.pane.highlight("400")
        await pilot.pause()
        assert app.heard == []
        assert any("words of 400" in row for row in rows_of(app))
        app.pane.highlight(None)
        assert app.pane.highlighted is None


async def test_first_and_last_and_pages() -> None:
    app = NotesApp(200)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("end")
        assert app.pane.highlighted == "199"
        await pilot.press("home")
        assert app.pane.highlighted == "0"
        await pilot.press("pagedown")
        paged = app.pane.highlighted
        assert paged is not None
        assert int(paged) > 2
        await pilot.press("pageup")
        assert app.pane.highlighted == "0"


async def test_a_click_highlights_and_a_double_click_opens() -> None:
    app = NotesApp(5)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.click(NotesList, offset=(5, 4))
        await pilot.pause()
        assert app.heard == [(NotesPane.Highlighted, "1")]
        await pilot.click(NotesList, offset=(5, 4), times=2)
        await pilot.pause()
        assert app.heard[-1] == (NotesPane.Opened, "1")


async def test_a_card_is_shown_anew_in_place() -> None:
    app = NotesApp(3)
    async with app.run_test(size=(40, 20)) as pilot:
        changed = card(
            1,
            speaker="Bo Ek",
            suggested=True,
            status=Status.DONE,
            verdict="refuted",
            tags=("oil",),
            note="\nlook again\nmore",
        )
        app.show([card(0), changed, card(2)])
        await pilot.pause()
        rows = [row.replace("▎", " ").strip("│ ") for row in rows_of(app)]
        start = next(place for place, row in enumerate(rows) if "Bo Ek ?" in row)
        assert rows[start].endswith("● refuted")
        assert rows[start + 1 : start + 4] == ["“words of 1”", "#oil", "¶ look again"]


async def test_the_highlight_stays_on_its_annotation_when_others_come() -> None:
    app = NotesApp(3)
    async with app.run_test(size=(40, 20)) as pilot:
        app.pane.highlight("1")
        app.show([card(number) for number in (9, 0, 1, 2)])
        assert app.pane.highlighted == "1"
        app.show([card(number) for number in (9, 0, 2)])
        await pilot.pause()
        assert app.pane.highlighted == "2"


async def test_controls_and_markup_are_shown_as_harmless_text() -> None:
    nasty = "\x1b[31m[bold]x[/foo]\u202e"
    app = NotesApp(0)
    async with app.run_test(size=(80, 20)) as pilot:
        card_of_it = CardContent(
            "id", Kind.CLAIM, nasty, speaker=nasty, verdict=nasty, tags=(nasty,), note=nasty
        )
        app.show([card_of_it])
        await pilot.pause()
        shown = "".join(rows_of(app))
        assert shown.count("[bold]x[/foo]") == 5
        assert not {"\x1b", "\u202e"} & set(shown)


async def test_of_five_thousand_only_those_in_sight_are_read() -> None:
    app = NotesApp(5000)
    async with app.run_test(size=(40, 40)) as pilot:
        await pilot.pause()
        assert 0 < len(set(app.read)) < 40
        app.read.clear()
        app.pane.highlight("2500")
        await pilot.pause()
        assert "2500" in app.read
        assert 0 < len(set(app.read)) < 40
        assert len(set(app.read)) == len(app.read)


@pytest.mark.parametrize("size", [(1, 1), (12, 5), (40, 10), (200, 50)])
async def test_it_opens_at_any_size(size: tuple[int, int]) -> None:
    app = NotesApp(30)
    async with app.run_test(size=size) as pilot:
        await pilot.press("down", "end", "pageup")
        await pilot.pause()
        assert app.pane.highlighted is not None


async def test_what_is_known_of_a_claim_elsewhere_stands_after_its_verdict() -> None:
    app = NotesApp(0)
    async with app.run_test(size=(60, 20)) as pilot:
        known = card(1, status=Status.DONE, verdict="mixed", articles=3, evidence="+2 −1")
        bearing = CardContent("2", Kind.EVIDENCE, "words", bears_on="refutes “the mill”")
        app.show([known._replace(id="0", speaker="Bo"), known, bearing])
        await pilot.pause()
        rows = rows_of(app)
        assert rows[2].endswith("◆ Bo  ● mixed · +2 −1 · in 3 articles")
        assert rows[5].startswith("│  ◆ speaker 1")
        assert rows[5].endswith("● mixed · +2 −1")
        assert any("+ refutes “the mill”" in row for row in rows)
