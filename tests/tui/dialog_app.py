"""An app that opens one dialog and keeps its answer."""

from collections.abc import Callable
from typing import Any

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from reader.paths import resource_folder
from reader.tui.themes import THEMES

UNANSWERED = object()


class StyledApp(App[None]):
    """An app with the program's themes and the named style sheets."""

    def __init__(self, *sheets: str) -> None:
        super().__init__(css_path=[resource_folder("styles") / f"{name}.tcss" for name in sheets])
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return THEMES[0].variables


class DialogApp(StyledApp):
    """Opens the dialog that `make` returns; `answer` is what it answered."""

    def __init__(self, make: Callable[[], Screen[Any]]) -> None:
        super().__init__("dialogs")
        self._make = make
        self.answer: Any = UNANSWERED
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield Static("the text being judged", markup=False)

    def on_mount(self) -> None:
        self.push_screen(self._make(), self._take)

    def on_note_editor_drafted(self, message: Message) -> None:
        self.heard.append(message)

    def _take(self, answer: Any) -> None:
        self.answer = answer


async def answer_of(app: DialogApp, pilot: Pilot[None]) -> Any:
    """Return the answer once it is there, waiting for at most five seconds."""
    for _ in range(100):
        if app.answer is not UNANSWERED:
            break
        await pilot.pause(0.05)
    return app.answer


async def answer_to(make: Callable[[], Screen[Any]], *keys: str) -> Any:
    """Return what the dialog answers to these keys; `UNANSWERED` while it is open."""
    app = DialogApp(make)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return app.answer


def rows_of(app: App[Any]) -> list[str]:
    """Return what the screen shows, row by row."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    return [strip.text[:width].rstrip() for strip in strips[:height]]
