"""What the start and the opening of an article leave behind."""

import gc
import weakref
from collections.abc import Callable

import pytest
from textual.dom import DOMNode

from reader.library import Library
from reader.paths import resource_folder
from reader.tui.app import ReaderApp
from reader.tui.screens.reading import ReadingScreen
from reader.tui.sheets import BARS, COLORLESS, DIALOGS, SCREEN_SHEETS, SHEETS, TEXT_SHEETS
from tests.tui.reading_app import MEDIUM, reading


def test_every_sheet_is_read_with_the_first_frame_or_with_what_it_is_for() -> None:
    every = [*SHEETS, *TEXT_SHEETS, *SCREEN_SHEETS, BARS, COLORLESS]
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


async def test_the_sheet_of_dialogs_is_read_with_the_first_and_nothing_is_styled_anew_for_it(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library, canal) as person:
        app = person.app
        assert not app.stylesheet.has_source(str(DIALOGS))
        styled: list[object] = []
        update = app.stylesheet.update

        def note(root: DOMNode, animate: bool = False) -> None:
            styled.append(root)
            update(root, animate)

        monkeypatch.setattr(app.stylesheet, "update", note)
        await person.press("colon")
        assert app.screen.query_one(".dialog--panel").styles.background.a == 1
        assert app not in styled


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


async def test_where_nothing_is_asked_for_the_list_is_painted_first_and_the_text_follows(
    library: Library, canal: str, ferry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(library.rows())
    frames: list[tuple[str, bool]] = []
    app = ReaderApp(library)
    display = app._display

    def note(screen: object, frame: object) -> None:
        if frame is not None and app.screen_stack and app.reading.list.region:
            titles = "\n".join(app.reading.list.render_line(y).text for y in range(4))
            frames.append((titles, app.reading.session is not None))
        display(screen, frame)  # type: ignore[arg-type]

    monkeypatch.setattr(app, "_display", note)
    async with app.run_test(size=MEDIUM) as pilot:
        await pilot.pause()
        titles, text_is_open = frames[0]
        assert "Canal to reopen" in titles
        assert not text_is_open
        assert app.reading.article in (canal, ferry)


async def test_a_window_without_a_list_shows_the_text_at_once(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(library.rows())
    opened: list[bool] = []
    app = ReaderApp(library)
    display = app._display

    def note(screen: object, frame: object) -> None:
        if frame is not None and app.screen_stack and app.reading.pane.region:
            opened.append(app.reading.session is not None)
        display(screen, frame)  # type: ignore[arg-type]

    monkeypatch.setattr(app, "_display", note)
    async with app.run_test(size=(80, 24)):
        assert opened[0]


@pytest.mark.parametrize(
    ("key", "done"),
    [
        ("v", lambda screen: screen.pane.attention.selecting),
        ("slash", lambda screen: screen.find_bar.is_open and screen.focused is not None),
        ("c", lambda screen: screen.session is not None and screen.session.annotations),
    ],
)
async def test_a_key_typed_before_the_text_is_there_is_a_key_in_the_text(
    library: Library,
    canal: str,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    done: Callable[[ReadingScreen], object],
) -> None:
    list(library.rows())
    later = ReadingScreen.call_after_refresh

    def never(screen: ReadingScreen, callback: Callable[..., None]) -> object:
        # As where the key is taken before the list is painted.
        return callback != screen.starting.go_on and later(screen, callback)

    monkeypatch.setattr(ReadingScreen, "call_after_refresh", never)
    app = ReaderApp(library)
    async with app.run_test(size=MEDIUM) as pilot:
        assert app.reading.session is None
        await pilot.press(key)
        assert done(app.reading)
