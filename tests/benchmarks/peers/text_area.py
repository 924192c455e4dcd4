"""A text file in Textual's own text area, read-only: `python -m … FILE`."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class TextAreaApp(App[None]):
    """Shows a file; pages, rows and words move as the widget binds them."""

    def compose(self) -> ComposeResult:
        """Show the whole file in one widget."""
        text = Path(sys.argv[1]).read_text(encoding="utf-8")
        area = TextArea(text, read_only=True, show_line_numbers=False)
        area.cursor_blink = False
        yield area


if __name__ == "__main__":
    TextAreaApp().run()
