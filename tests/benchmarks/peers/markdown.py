"""A text file in Textual's own Markdown viewer: `python -m … FILE`."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import MarkdownViewer


class MarkdownApp(App[None]):
    """Shows a file; the viewer binds the keys that scroll."""

    def compose(self) -> ComposeResult:
        """Show the whole file in one widget."""
        text = Path(sys.argv[1]).read_text(encoding="utf-8")
        yield MarkdownViewer(text, show_table_of_contents=False)

    def on_mount(self) -> None:
        """Have the keys scroll the text."""
        self.query_one(MarkdownViewer).focus()


if __name__ == "__main__":
    MarkdownApp().run()
