"""All annotations of the open article under a row of counts."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from reader.model.annotation import Kind
from reader.tui.signs import KIND_SIGNS, SUGGESTED_SIGN
from reader.tui.widgets.card import CardContent
from reader.tui.widgets.notes_list import Listed, NotesList, no_card

_FAR = 1_000_000
"""More cards than any article has."""


class NotesPane(Widget):
    """The cards under a row of counts."""

    DEFAULT_CSS = """
    NotesPane { layout: vertical; }
    NotesPane > .notes-pane--header { height: 1; }
    NotesPane > NotesList { height: 1fr; }
    """

    class Highlighted(Message):
        """A person moved to another annotation."""

        def __init__(self, annotation: str) -> None:
            super().__init__()
            self.annotation = annotation

    class Opened(Message):
        """A person wants to go to the annotation in the text."""

        def __init__(self, annotation: str) -> None:
            super().__init__()
            self.annotation = annotation

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 the name Textual gives it
        super().__init__(id=id)
        self._header = Static("", classes="notes-pane--header", markup=False)
        self._list = NotesList()

    def compose(self) -> ComposeResult:
        """Lay out the counts and the cards."""
        yield self._header
        yield self._list

    @property
    def highlighted(self) -> str | None:
        """The id of the highlighted annotation."""
        return self._list.highlighted

    def show(
        self,
        notes: Sequence[Listed],
        read: Callable[[str], CardContent],
        *,
        claims: int = 0,
        suggested: int = 0,
    ) -> None:
        """Show these annotations, in the order given.

        Args:
            notes: What is known of each before its card is read: all of the article's.
            read: Returns the card of one; called for those in sight.
            claims: How many are claims.
            suggested: How many speakers nobody has confirmed.
        """
        self._list.show(notes, read)
        counts = [f"claims {KIND_SIGNS[Kind.CLAIM]}{claims}"]
        if suggested:
            counts.append(f"suggested {SUGGESTED_SIGN}{suggested}")
        # One row in any case, so nothing is to be laid out anew.
        words = "   ".join(counts) if notes else "nothing marked yet"
        self._header.update(Content(words), layout=False)

    def show_nothing(self) -> None:
        """Show that there is nothing."""
        self._list.show((), no_card)
        self._header.update("nothing marked yet")

    def highlight(self, annotation: str | None) -> None:
        """Follow the focus of the text; posts no message."""
        self._list.highlight(annotation)

    def focus(self, scroll_visible: bool = True) -> "NotesPane":
        """Give the focus to the cards."""
        self._list.focus(scroll_visible)
        return self

    def action_next(self) -> None:
        """Go to the next annotation."""
        self._list.action_move(1)

    def action_previous(self) -> None:
        """Go to the annotation before."""
        self._list.action_move(-1)

    def action_first(self) -> None:
        """Go to the first annotation."""
        self._list.action_move(-_FAR)

    def action_last(self) -> None:
        """Go to the last annotation."""
        self._list.action_move(_FAR)

    def action_open(self) -> None:
        """Go to the highlighted annotation in the text."""
        self._list.action_open()

    def on_notes_list_moved(self, event: NotesList.Moved) -> None:
        """Pass it on as this pane's."""
        event.stop()
        self.post_message(self.Highlighted(event.annotation))

    def on_notes_list_opened(self, event: NotesList.Opened) -> None:
        """Pass it on as this pane's."""
        event.stop()
        self.post_message(self.Opened(event.annotation))
