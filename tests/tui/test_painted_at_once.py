import asyncio

import pytest
from textual._compositor import ChopsUpdate, Compositor
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from reader.tui.widgets.painted_at_once import PaintedAtOnce
from tests.tui.textual_members import lean_on


class _Frame(PaintedAtOnce, Screen[None]):
    def compose(self) -> ComposeResult:
        yield Static("Wolverine", id="word")
        yield Static("Zebrafinch", id="other")


class _Framed(App[None]):
    def get_default_screen(self) -> Screen[None]:
        return _Frame()


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[ChopsUpdate]:
    """Collect what is painted of a screen that Textual itself would paint once an hour."""
    painted: list[ChopsUpdate] = []
    render = Compositor.render_partial_update

    def kept(self: Compositor) -> ChopsUpdate | None:
        update = render(self)
        if update is not None:
            painted.append(update)
        return update

    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 3_600.0)
    monkeypatch.setattr(Compositor, "render_partial_update", kept)
    return painted


async def settle() -> None:
    """Let every message be handled; a pilot's pause would paint, too."""
    for _ in range(50):
        await asyncio.sleep(0)


async def test_what_it_leans_on_is_still_there() -> None:
    lean_on(Screen, "_on_idle", "event", awaited=True)
    lean_on(Screen, "_on_timer_update")
    async with App[None]().run_test() as pilot:
        screen = pilot.app.screen
        assert {type(screen._layout_required), type(screen._scroll_required)} == {bool}
        assert isinstance(screen._dirty_widgets, set)


async def test_what_changed_is_painted_without_waiting_for_the_beat(
    frames: list[ChopsUpdate], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _Framed().run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        frames.clear()
        monkeypatch.setattr("reader.tui.widgets.painted_at_once.monotonic", lambda: 1e9)
        pilot.app.screen.query_one("#word").refresh()
        pilot.app.screen.query_one("#other").refresh()
        await settle()
        # One frame for all that changed, of their two rows.
        assert [{y for y, _, _ in frame.spans} for frame in frames] == [{0, 1}]


async def test_what_changes_faster_than_frames_waits_for_the_beat(
    frames: list[ChopsUpdate], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _Framed().run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        frames.clear()
        monkeypatch.setattr("reader.tui.widgets.painted_at_once.monotonic", lambda: 1e9)
        for _ in range(5):
            pilot.app.screen.query_one("#word").refresh()
            await settle()
        assert len(frames) == 1
