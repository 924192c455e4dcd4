"""What the start and the opening of an article leave behind."""

import gc
import weakref

import pytest

from reader.library import Library
from reader.paths import resource_folder
from reader.tui.app import ReaderApp
from reader.tui.sheets import LATER_SHEETS, SCREEN_SHEETS, SHEETS
from tests.tui.reading_app import MEDIUM, reading


def test_every_sheet_is_read_at_the_start_after_it_or_with_a_screen() -> None:
    every = [*SHEETS, *LATER_SHEETS, *SCREEN_SHEETS]
    assert sorted(every) == sorted(resource_folder("styles").glob("*.tcss"))


async def test_the_first_thing_painted_is_the_article(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    app = ReaderApp(library, (canal,))
    display = app._display

    def note(screen: object, frame: object) -> None:
        if frame is not None and app.screen_stack and app.reading.pane.region:
            painted.append("\n".join(app.reading.pane.render_line(y).text for y in range(4)))
        display(screen, frame)  # type: ignore[arg-type]

    monkeypatch.setattr(app, "_display", note)
    async with app.run_test(size=MEDIUM):
        assert "Canal to reopen in spring" in painted[0]


async def test_dialogs_are_styled_whether_or_not_their_sheet_was_read_ahead(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.app.LATER_SHEETS", ())
    async with reading(library, canal) as person:
        await person.press("colon")
        late = person.app.screen.query_one(".dialog--panel").styles.background
    monkeypatch.undo()
    async with reading(library, canal) as person:
        await person.press("colon")
        assert person.app.screen.query_one(".dialog--panel").styles.background == late
        assert late.a == 1


async def test_the_collector_runs_once_something_is_in_sight(library: Library, canal: str) -> None:
    gc.disable()
    try:
        async with reading(library, canal):
            assert gc.isenabled()
    finally:
        gc.enable()


async def test_an_article_that_was_left_gives_its_memory_back_without_the_collector(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, canal) as person:
        assert gc.get_freeze_count()
        gc.disable()
        try:
            former = weakref.ref(person.session)
            person.screen.articles.open(ferry)
            await person.settle()
            library.flush()
            assert former() is None
        finally:
            gc.enable()
