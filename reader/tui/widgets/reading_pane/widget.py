"""The reading pane: wires keys and the mouse to the text, its marks and the reader's place."""

from typing import ClassVar, TypeAlias

from textual import events
from textual.geometry import Offset

from reader.text.document import Document
from reader.text.units import Units
from reader.tui.widgets.reading_pane import messages
from reader.tui.widgets.reading_pane.actions import PaneActions
from reader.tui.widgets.reading_pane.palette import component_classes
from reader.tui.widgets.styled_when_asked import StyledWhenAsked

WHEEL_ROWS = 3
WHEEL_CELLS = 6


class ReadingPane(StyledWhenAsked, PaneActions):
    """A text to read and to mark.

    The pane shows marks and says what its reader wants; it never makes, changes or deletes
    one. It binds no keys of its own: digits are counts before a motion, and while there is a
    selection `i` and `a` begin the name of a text object.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes()

    DEFAULT_CSS = """
    ReadingPane {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        background: $background;
        color: $foreground;
        pointer: text;

        & > .reading-pane--heading, & > .reading-pane--title, & > .reading-pane--section,
        & > .reading-pane--strong, & > .reading-pane--table-head, & > .reading-pane--cut {
            text-style: bold;
        }
        & > .reading-pane--emphasis, & > .reading-pane--image { text-style: italic; }
        & > .reading-pane--strike { text-style: strike; }
        & > .reading-pane--link, & > .reading-pane--reference { text-style: underline; }
        & > .reading-pane--furniture, & > .reading-pane--decoration,
        & > .reading-pane--dimmed { text-style: dim; }
        & > .reading-pane--sign { text-style: bold; }
        & > .reading-pane--claim { background: $warning 30%; }
        & > .reading-pane--highlight { background: $primary 30%; }
        & > .reading-pane--question { background: $secondary 30%; }
        & > .reading-pane--evidence { background: $success 30%; }
        & > .reading-pane--current { text-style: underline; }
        & > .reading-pane--part { text-style: bold; }
        & > .reading-pane--hit, & > .reading-pane--hit-current { text-style: reverse; }
        & > .reading-pane--selection { background: $primary 50%; }
        & > .reading-pane--caret { text-style: reverse; }
        & > .reading-pane--hint { text-style: bold reverse; }
    }
    """

    FocusMoved: TypeAlias = messages.FocusMoved
    SelectionChanged: TypeAlias = messages.SelectionChanged
    PositionChanged: TypeAlias = messages.PositionChanged
    SignsChanged: TypeAlias = messages.SignsChanged
    MarkActivated: TypeAlias = messages.MarkActivated
    MarkDragged: TypeAlias = messages.MarkDragged
    Clicked: TypeAlias = messages.Clicked

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 (the name widgets give it)
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)

    def on_mount(self) -> None:
        """See whether tints show on this terminal, and under each theme."""
        self.watch(self.app, "theme", self._see_colors)

    def _see_colors(self) -> None:
        app = self.app
        self.set_class(app.no_color or app.native_ansi_color, "-colorless")

    def load(self, document: Document, units: Units, *, position: int = 0) -> None:
        """Show another text, without marks, the focus on the sentence at `position`."""
        self.keys.clear()
        self.pointer.forget()
        super().load(document, units, position=position)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Take counts and the names of text objects; leave other keys to their bindings."""
        name = self.keys.take(event.character or "", selecting=self.attention.selecting)
        if name is None:
            if event.character == "0":
                self.action_row_start()
                event.stop()
            return
        event.stop()
        if name:
            self.action_text_object(name)

    def on_blur(self) -> None:
        """Forget half a command."""
        self.keys.clear()

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a click or a drag."""
        event.stop()
        self.pointer.press(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go on with a drag."""
        self.pointer.move(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a drag; if it moved an end of a mark, say so."""
        event.stop()
        if event.button > 1:
            return
        extent = self.pointer.release()
        if extent is not None and self.pointer.mark is not None:
            self.clear_selection()
            self.post_message(self.MarkDragged(self, self.pointer.mark, extent))

    def on_click(self, event: events.Click) -> None:
        """Go to a character, or to the mark on it; what was dragged is selected already."""
        event.stop()
        if not self.pointer.dragged and event.button <= 1 and self.document.blocks:
            place = event.get_content_offset_capture(self)
            self._click(place, self.offset_under(*place))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down by rows; the focus stays."""
        self._wheel(event, WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up by rows; the focus stays."""
        self._wheel(event, -WHEEL_ROWS)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Scroll code that is wider than the pane to the right."""
        self._wheel_sideways(event, WHEEL_CELLS)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Scroll code that is wider than the pane to the left."""
        self._wheel_sideways(event, -WHEEL_CELLS)

    def _click(self, place: Offset, offset: int) -> None:
        row = self.layout_rows.row(self.layout_rows.row_of(offset))
        if place.x < self.column.left - 1 and (begin := self.marks.starting(row.start, row.end)):
            mark = next((mark for mark in begin if mark.id == self.current), begin[0])
            self.go_to_mark(mark)
            self.post_message(self.MarkActivated(self, mark.id))
            return
        with self.moving(follow=False):
            self.attention.drop_selection()
            self.attention.settle(offset)
            self.attention.put_caret(offset)
        if self.marks.at(offset) and self.current is not None:
            self.post_message(self.MarkActivated(self, self.current))
        self.post_message(self.Clicked(self, offset))

    def _wheel_sideways(self, event: events.MouseEvent, cells: int) -> None:
        event.stop()
        event.prevent_default()
        if self.document.blocks:
            under = self.offset_under(*event.get_content_offset_capture(self))
            self.scroll_sideways(self.document.block_index(under), cells)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        if event.shift:
            self._wheel_sideways(event, WHEEL_CELLS if rows > 0 else -WHEEL_CELLS)
            return
        event.stop()
        event.prevent_default()
        self.scroll_rows(rows)
        self.pointer.follow()
