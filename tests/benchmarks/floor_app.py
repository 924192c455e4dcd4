"""The floor: the smallest Textual program that paints something and takes keys."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static


class FloorApp(App[None]):
    """Paints one word; `q` quits."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Show the word that the measurement waits for."""
        yield Static("Zebrafinch")


if __name__ == "__main__":
    FloorApp().run()
