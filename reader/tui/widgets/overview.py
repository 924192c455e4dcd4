"""The whole text in one column beside the scrollbar: where there are marks, notes and hits."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.events import Click
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.text.document import Document, Range
from reader.text.wrap import Layout
from reader.tui.signs import NOTE_SIGN
from reader.tui.widgets.reading_pane.column import sign
from reader.tui.widgets.reading_pane.marks import MarkIndex
from reader.tui.widgets.styled_when_asked import StyledWhenAsked

_HIT = "━"


class Overview(StyledWhenAsked, Widget):
    """One cell for each row of the pane beside it, each standing for its share of the text.

    Where the pane shows the whole text, that is the row beside it.

    A cell shows the foremost of what begins in its share: the hit the person is on, a hit, a
    mark with a note, a mark. A click goes there, and elsewhere to that share of the text.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "overview--mark",
        "overview--note",
        "overview--hit",
        "overview--hit-current",
    }
    DEFAULT_CSS = "Overview { width: 1; height: 1fr; }"

    class Chosen(Message):
        """A place was clicked.

        Attributes:
            offset: Where to go in the text.
            annotation: The mark that is there, or None.
        """

        def __init__(self, offset: int, annotation: str | None = None) -> None:
            super().__init__()
            self.offset = offset
            self.annotation = annotation

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Start with an empty text."""
        super().__init__(id=id)
        self._rows = Layout(Document("", ()), 1)
        self._marks = MarkIndex()
        self._hits: Sequence[Range] = ()
        self._hit: Range | None = None
        self._nothing: Strip | None = None

    def notify_style_update(self) -> None:
        """Make the cells anew when the style sheet or theme changed."""
        self._nothing = None
        super().notify_style_update()

    def show(
        self, rows: Layout, marks: MarkIndex, hits: Sequence[Range], hit: Range | None
    ) -> None:
        """Show what stands in a text.

        Args:
            rows: The rows of the text in the pane.
            marks: Its marks.
            hits: What was found in it, in order and disjoint.
            hit: The one the person is on.
        """
        self._rows, self._marks = rows, marks
        self._hits, self._hit = hits, hit
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the cell of the row `y`."""
        share = self._share(y)
        hit = self._hit
        if hit is not None and share.start <= hit.start < share.end:
            return self._cell(_HIT, "hit-current")
        if self._first_hit(share) is not None:
            return self._cell(_HIT, "hit")
        marks = self._marks.starting(*share)
        noted = next((mark for mark in marks if mark.noted), None)
        if noted is not None:
            return self._cell(NOTE_SIGN, "note")
        if marks:
            return self._cell(sign(marks[0]), "mark")
        if self._nothing is None:
            # Most cells are empty, and to resolve a style goes through all that is around.
            self._nothing = Strip.blank(1, self.rich_style)
        return self._nothing

    def on_click(self, event: Click) -> None:
        """Go to what the cell shows, or to its share of the text; below the text, to its end."""
        event.stop()
        share = self._share(event.y)
        first = self._first_hit(share)
        marks = self._marks.starting(*share)
        if first is not None:
            self.post_message(self.Chosen(first.start))
        elif marks:
            mark = next((mark for mark in marks if mark.noted), marks[0])
            self.post_message(self.Chosen(mark.start, mark.id))
        else:
            last = len(self._rows.document.text) - 1
            self.post_message(self.Chosen(max(0, min(share.start, last))))

    def _share(self, y: int) -> Range:
        """Return the stretch of text that the row `y` stands for."""
        rows, height = self._rows, max(1, self.size.height)
        length = len(rows.document.text)
        if rows.complete and rows.row_count <= height:
            first, last = (
                rows.row(row).start if row < rows.row_count else length for row in (y, y + 1)
            )
            return Range(first, last)
        return Range(y * length // height, (y + 1) * length // height)

    def _first_hit(self, share: Range) -> Range | None:
        """Return the first hit that starts in a share; there may be a hundred thousand more."""
        place = bisect_left(self._hits, share.start, key=_start)
        first = self._hits[place] if place < len(self._hits) else None
        return first if first is not None and first.start < share.end else None

    def _cell(self, character: str, look: str) -> Strip:
        style = self.get_component_rich_style(f"overview--{look}")
        return Strip([Segment(character, style)], 1)


def _start(stretch: Range) -> int:
    return stretch.start
