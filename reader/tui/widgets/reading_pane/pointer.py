"""The mouse in the reading pane: a press that becomes a click or a drag."""

from copy import copy
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset

from reader.text.document import Range
from reader.tui.widgets.reading_pane.marks import extent

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.tui.widgets.reading_pane.focused_view import FocusedView
    from reader.tui.widgets.reading_pane.selection import Attention

_EDGE_SCROLL = 0.05
"""Seconds between two scrollings while a drag is held beyond an edge."""

_FASTER = 16
"""Scrollings after which each goes a row further for every row the mouse is beyond the edge."""

_SENTENCE = 3
"""How many presses in a row choose sentences; two choose words."""


class Pointer:
    """Turns presses, moves and releases over a pane into a selection in its text.

    A press captures the mouse, so that a drag may leave the pane; held beyond its top or
    bottom edge, a drag scrolls, faster the longer it is held. After two presses in a row a drag
    goes by words, after three by sentences. A drag that begins at an end of the selection or of
    the current mark moves that end.

    Attributes:
        dragged: Whether the last press became a drag, so that the click after it means nothing.
        mark: The id of the mark whose end the last press was on.
    """

    def __init__(self, pane: "FocusedView") -> None:
        self.dragged = False
        self.mark: str | None = None
        self._pane = pane
        self._origin: tuple[int, int] | None = None
        self._before: tuple[Attention, str | None] | None = None
        self._pressed = 0
        self._place = Offset(0, 0)
        self._presses = 0
        self._last_press: tuple[Offset, float] | None = None
        self._scrolling: Timer | None = None
        self._scrolled = 0

    @property
    def moving_mark(self) -> bool:
        """Whether an end of a mark is being dragged now."""
        return self._origin is not None and self.dragged and self.mark is not None

    def press(self, event: events.MouseDown) -> None:
        """Begin what may become a click or a drag; with control, extend the selection to here."""
        pane = self._pane
        if event.button != 1 or not pane.document.blocks:
            return
        attention = pane.attention
        self._place = event.get_content_offset_capture(pane)
        self._pressed = pane.offset_under(*self._place)
        self._before = copy(attention), pane.current
        self._presses = self._counted(event)
        self.dragged, self.mark = False, None
        pane.capture_mouse()
        if event.ctrl or event.shift:
            self._origin = attention.anchor, attention.anchor
            self._presses = 1
            self._drag()
        elif self._presses == 1:
            self.mark, anchor = self._grip(self._pressed)
            self._origin = anchor, anchor
        else:
            self._origin = self._unit_at(self._pressed)
            self._drag()

    def move(self, event: events.MouseMove) -> None:
        """Drag, once the mouse is over another character than the one that was pressed."""
        if self._origin is None:
            return
        self._place = event.get_content_offset_capture(self._pane)
        if self.dragged or self._pane.offset_under(*self._place) != self._pressed:
            self._last_press = None
            self._drag()
        if not self._beyond:
            self._stop_scrolling()
        elif self._scrolling is None:
            self._scrolling = self._pane.set_interval(_EDGE_SCROLL, self._scroll)

    def follow(self) -> None:
        """Take a drag along, since other rows are under the mouse now."""
        if self._origin is not None and self.dragged:
            self._drag()

    def release(self) -> Range | None:
        """End the drag; return the extent a mark was dragged to, if one was."""
        if not self._let_go():
            return None
        return self._pane.selection if self.dragged and self.mark else None

    def cancel(self) -> bool:
        """End the drag and leave everything as it was before; return False without a drag."""
        if not self._let_go() or self._before is None:
            return False
        # The click that comes when the button is let go means nothing any more.
        self.dragged, self.mark = True, None
        former, current = self._before
        with self._pane.moving(follow=False, current=current):
            self._pane.attention = former
        return True

    def forget(self) -> None:
        """End the drag, since there is another text."""
        self._let_go()
        self.dragged, self.mark, self._before = False, None, None

    def _let_go(self) -> bool:
        """Release the mouse; return False if it was not held."""
        self._stop_scrolling()
        if self._origin is None:
            return False
        self._origin = None
        self._pane.release_mouse()
        return True

    def _counted(self, event: events.MouseDown) -> int:
        """Return how many presses in a row this one makes: at one place, soon after each other."""
        place, soon = event.screen_offset, self._pane.app.CLICK_CHAIN_TIME_THRESHOLD
        former, self._last_press = self._last_press, (place, event.time)
        again = former is not None and former[0] == place and event.time - former[1] <= soon
        return min(self._presses + 1, _SENTENCE) if again else 1

    def _unit_at(self, offset: int) -> tuple[int, int]:
        """Return the first and last grapheme of what a drag takes at once at an offset."""
        attention = self._pane.attention
        unit = Range(offset, offset)
        if self._presses == _SENTENCE:
            unit = attention.sentence_at(offset)
        elif self._presses > 1:
            unit = attention.units.word_at(offset)
        return attention.ends_of(unit) if unit.start < unit.end else (offset, offset)

    def _grip(self, offset: int) -> tuple[str | None, int]:
        """Return the mark a press at `offset` has by its end, and where a drag is anchored."""
        pane = self._pane
        mark, held = None, pane.selection
        if held is None and pane.current is not None and pane.current in pane.marks:
            mark, held = pane.current, extent(pane.marks[pane.current])
        if held is None:
            return None, offset
        first, last = pane.attention.ends_of(held)
        if offset == last:
            return mark, first
        return (mark, last) if offset == first else (None, offset)

    def _drag(self) -> None:
        """Select from where the drag began to where the mouse is, all of both ends."""
        if self._origin is None:
            return
        self.dragged = True
        first, last = self._origin
        start, end = self._unit_at(self._pane.offset_under(*self._place))
        if start < first:
            self._pane.select_between(last, start)
        else:
            self._pane.select_between(first, end)

    @property
    def _beyond(self) -> int:
        """How many rows the mouse is above (negative) or below the pane.

        Where the pane reaches the edge of the terminal its last row counts as beyond it, since
        the mouse cannot go further.
        """
        pane, y = self._pane, self._place.y
        if y < 0:
            return y
        if y >= pane.page:
            return y - pane.page + 1
        if y == 0 and pane.region.y <= 0:
            return -1
        return int(y == pane.page - 1 and pane.region.bottom >= pane.screen.size.height)

    def _scroll(self) -> None:
        pane, beyond = self._pane, self._beyond
        self._scrolled += 1
        rows = beyond * (1 + self._scrolled // _FASTER)
        if not pane.scroll_rows(max(-pane.page, min(rows, pane.page))):
            self._stop_scrolling()
        self._drag()

    def _stop_scrolling(self) -> None:
        self._scrolled = 0
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None
