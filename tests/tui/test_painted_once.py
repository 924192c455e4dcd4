import pytest
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from reader.tui.widgets.painted_once import PaintedOnce
from tests.tui.textual_members import lean_on


class _Column(PaintedOnce, Vertical):
    """Holds one line of text."""


class _Frame(PaintedOnce, Screen[None]):
    def compose(self) -> ComposeResult:
        with _Column():
            yield Static("Wolverine", id="word")


class _Framed(App[None]):
    def get_default_screen(self) -> Screen[None]:
        return _Frame()


def test_what_it_leans_on_is_still_there() -> None:
    lean_on(Widget, "_size_updated", "size", "virtual_size", "container_size", "layout")


async def test_a_new_size_of_the_window_takes_one_whole_frame(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frames: list[Size] = []
    whole = Compositor.render_full_update

    def counted(self: Compositor, simplify: bool = False) -> object:
        frames.append(self.size)
        return whole(self, simplify)

    async with _Framed().run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        monkeypatch.setattr(Compositor, "render_full_update", counted)
        await pilot.resize_terminal(60, 12)
        await pilot.pause(0.1)
        assert frames == [Size(60, 12)]
        assert pilot.app.screen.query_one("#word").size.width == 60
        assert pilot.app.screen.query_one(_Column).size == Size(60, 12)
