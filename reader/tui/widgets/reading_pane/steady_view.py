"""A text whose reader does not lose the place when the window changes."""

from typing import TYPE_CHECKING

from reader.text.document import Document, Range
from reader.text.units import Units
from reader.tui.widgets.reading_pane.focused_view import FocusedView
from reader.tui.widgets.reading_pane.viewport import Top

if TYPE_CHECKING:
    from textual.geometry import Size

    from reader.tui.widgets.reading_pane.column import Column


class SteadyView(FocusedView):
    """A focused view that keeps in sight, in any window, what its reader looks at.

    If the first row has to leave the view for that, it comes back as soon as there is room.
    """

    _seen = Range(0, 0)
    _first: Top | None = None
    _room: "tuple[Size, Column] | None" = None

    def load(self, document: Document, units: Units, *, position: int = 0) -> None:
        """Show another text, as `FocusedView.load`."""
        self._seen, self._first = Range(0, 0), None
        super().load(document, units, position=position)

    def tell(self) -> None:
        """Tell the screen what changed; remember what is in view."""
        super().tell()
        if self.is_attached:
            self._seen = self.in_view

    def _fit(self) -> None:
        """Fit the text into the pane."""
        caret = Range(self.caret, self.caret + 1)
        here, seen = caret if self.attention.caret_shown else self.target, self._seen
        left, first = self._first is not None, self._first or self._top
        super()._fit()
        room, self._room = self._room, (self.app.size, self.column)
        if room == self._room:
            # A bar or a card came or went beside the text, which does not jump for that.
            return
        if left:
            self.show_from(first)
            self._top = first
        if here.start < seen.end and seen.start < here.end and not self.is_visible(here):
            self.reveal(here)
            self._first = first
        self.tell()

    def _note_top(self) -> None:
        """Take note of the character that is the first in view now, and seek no other."""
        former = self._top
        super()._note_top()
        if self._top != former:
            self._first = None
