"""The floor: the smallest Textual program that paints something and takes keys."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """Paints one word."""

    def compose(self) -> ComposeResult:
        """Show the word that the measurement waits for."""
        yield Static("Zebrafinch")


if __name__ == "__main__":
    EmptyApp().run()
