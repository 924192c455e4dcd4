"""The mouse in the reading pane: a press that becomes a click or a drag."""

from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset

from reader.text.document import Range

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.tui.widgets.reading_pane.focused_view import FocusedView

_EDGE_SCROLL = 0.05
"""Seconds between two scrollings while a drag is held beyond an edge."""


class Pointer:
    """Turns presses, moves and releases over a pane into a selection in its text.

    A press captures the mouse, so that a drag may leave the pane; held beyond its top or
    bottom edge, a drag scrolls. A drag that begins at the first or last character of the
    current mark moves that end of it.

    Attributes:
        dragged: Whether the last press became a drag, so that the click after it means nothing.
        mark: The id of the mark whose end the last press was on.
    """

    def __init__(self, pane: "FocusedView") -> None:
        self.dragged = False
        self.mark: str | None = None
        self._pane = pane
        self._anchor: int | None = None
        self._pressed = 0
        self._place = Offset(0, 0)
        self._scrolling: Timer | None = None

    def press(self, event: events.MouseDown) -> None:
        """Begin what may become a click or a drag; with control, extend the selection to here."""
        if event.button != 1:
            return
        pane = self._pane
        self._place = event.get_content_offset_capture(pane)
        self._pressed = pane.offset_under(*self._place)
        self.mark, self._anchor = self._grip(self._pressed)
        self.dragged = False
        pane.capture_mouse()
        if event.ctrl:
            self.mark, self._anchor = None, pane.attention.anchor
            self.dragged = True
            self._drag()

    def move(self, event: events.MouseMove) -> None:
        """Drag, once the mouse is over another character than the one that was pressed."""
        if self._anchor is None:
            return
        self._place = event.get_content_offset_capture(self._pane)
        self._drag()
        beyond = not 0 <= self._place.y < self._pane.page
        if not beyond:
            self._stop_scrolling()
        elif self._scrolling is None:
            self._scrolling = self._pane.set_interval(_EDGE_SCROLL, self._scroll)

    def release(self) -> Range | None:
        """End the drag; return the extent a mark was dragged to, if one was."""
        self._stop_scrolling()
        if self._anchor is None:
            return None
        self._pane.release_mouse()
        self._anchor = None
        return self._pane.selection if self.dragged and self.mark else None

    def _grip(self, offset: int) -> tuple[str | None, int]:
        """Return the mark a press at `offset` has by its end, and where a drag is anchored."""
        pane = self._pane
        if pane.current is None or pane.selection:
            return None, offset
        first, last = pane.attention.ends_of(pane.marks[pane.current].range)
        if offset == last:
            return pane.current, first
        return (pane.current, last) if offset == first else (None, offset)

    def _drag(self) -> None:
        offset = self._pane.offset_under(*self._place)
        if self._anchor is None or (offset == self._pressed and not self.dragged):
            return
        self.dragged = True
        self._pane.select_between(self._anchor, offset)

    def _scroll(self) -> None:
        y = self._place.y
        self._pane.scroll_rows(y if y < 0 else y - self._pane.page + 1)
        self._drag()

    def _stop_scrolling(self) -> None:
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None
