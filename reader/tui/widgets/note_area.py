"""The text area of notes; imported late, since Textual's own is slow to load."""

from textual import events
from textual.widgets import TextArea

from reader.text.canonical import clean

_ACTIONS = {
    "escape": "screen.save",
    "ctrl+s": "screen.save",
    "ctrl+e": "screen.editor",
    "ctrl+g": "screen.discard",
}


class NoteArea(TextArea):
    """Several lines of plain text.

    The keys that end the editing are taken here and not bound on the screen, where they could
    overtake characters that were typed just before them.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, show_line_numbers=False, compact=True, highlight_cursor_line=False)

    async def on_key(self, event: events.Key) -> None:
        """Run the action of a key that ends the editing."""
        action = _ACTIONS.get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(action)

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted text without anything that could reach the terminal."""
        event.stop()
        event.prevent_default()
        start, end = self.selection
        self.replace(clean(event.text), start, end)
