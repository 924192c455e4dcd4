"""A text with a caret, a focus, a selection and marks, and what follows when they change."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from textual.reactive import reactive

from reader.text.document import BlockKind, Document, Range
from reader.text.units import Units
from reader.tui.widgets.reading_pane.looks import Shown
from reader.tui.widgets.reading_pane.marks import MarkIndex, PaneMark, Tinting, extent, own_tint
from reader.tui.widgets.reading_pane.messages import (
    FocusMoved,
    PaneMessage,
    PositionChanged,
    SelectionChanged,
    SignsChanged,
)
from reader.tui.widgets.reading_pane.selection import Attention
from reader.tui.widgets.reading_pane.viewport import EMPTY, Top, Viewport

_STEP = 8
"""Cells that code is scrolled sideways at once."""


class FocusedView(Viewport):
    """A viewport that knows where its reader is.

    Every change of place happens inside `moving`, which paints what changed, scrolls there and
    tells the screen.
    """

    current: reactive[str | None] = reactive[str | None](None, repaint=False)
    """The id of the current annotation: the one the next action on an annotation is about."""

    focus_mode: reactive[bool] = reactive(False, repaint=False)
    """Whether all words but those of the target are dimmed."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 (the name widgets give it)
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self.units = Units(EMPTY)
        self.attention = Attention(EMPTY, self.units)
        self.marks = MarkIndex()
        self._told: dict[type[PaneMessage], object] = {}

    def load(self, document: Document, units: Units, *, position: int = 0) -> None:
        """Show another text, without marks, the focus on the sentence at `position`.

        At position 0 the focus is on the first sentence to read, past titles and furniture.
        """
        self.current = None
        self.units = units
        self.attention = Attention(document, units)
        if position > 0:
            self.attention.settle(position)
        self.marks = MarkIndex()
        self._told.clear()
        self.show_document(document, self.caret if position > 0 else self.focus_range.start)

    def set_marks(self, marks: Sequence[PaneMark], tint: Tinting = own_tint) -> None:
        """Paint these marks; a new one with exactly the words of the target becomes current.

        Args:
            marks: See `MarkIndex`.
            tint: See `MarkIndex`.
        """
        former, self.marks = self.marks, MarkIndex(marks, self.marks, tint)
        self.painter.layers.marks = self.marks
        best = self._best_mark()
        if self.current not in self.marks or (best is not None and best not in former):
            self.current = best
        changed = self.marks.changed
        self.painter.forget(changed)
        if changed is None:
            self.refresh()
        else:
            self.repaint(*changed)
        self.post_message(SignsChanged(self))
        self.tell()

    def set_hits(self, hits: Sequence[Range], current: Range | None = None) -> None:
        """Paint what was found, in order and disjoint, and which of it the person is on."""
        layers = self.painter.layers
        if hits is layers.hits:
            changed = [hit for hit in (layers.hit, current) if hit is not None]
            layers.hit = current
            self.painter.forget(changed)
            self.repaint(*changed)
        else:
            layers.hits, layers.hit = hits, current
            self.painter.forget()
            self.refresh()
        self.post_message(SignsChanged(self))

    def watch_focus_mode(self) -> None:
        """Dim all but the target, or no longer."""
        self.refresh()

    def annotation_under_focus(self) -> str | None:
        """Return the id of the annotation an action means: the current one, else the nearest."""
        if self.current in self.marks:
            return self.current
        return self._best_mark()

    # Where the reader is

    @property
    def caret(self) -> int:
        """Offset of the caret."""
        return self.attention.caret

    @property
    def focus_range(self) -> Range:
        """The sentence, part or words in focus; empty only where there are no words."""
        return self.attention.focus

    @property
    def selection(self) -> Range | None:
        """The selected words."""
        return self.attention.selection

    @property
    def target(self) -> Range:
        """What an action acts on: the selection, else the focus."""
        return self.attention.target

    @property
    def position(self) -> int:
        """The offset to come back to: the caret, or the first in view if it was left behind."""
        here = Range(self.caret, self.caret + 1)
        return self.caret if self.is_visible(here) else self.top_offset

    @property
    def top(self) -> Top:
        """The first row in view, known by a character."""
        return self._top

    def show_from(self, top: Top) -> None:
        """Make a row the first in view, at once or as soon as there is room for rows."""
        self._top, self._wanted = top, None
        if self.size.width and self.document.blocks:
            self.layout_rows.around(top.offset, 2 * self.page)
            self._keep_place()
            row = self.layout_rows.row_of(top.offset) - top.above
            self.scroll_to(y=max(0, row), animate=False)

    def ensure_target_visible(self) -> bool:
        """Return True if the target is in view; else scroll there and return False."""
        if self.is_visible(self.target):
            return True
        self.reveal(self.target)
        return False

    def first_in_view(self) -> Range:
        """Return the first whole sentence in view that is not furniture, or the nearest to it."""
        view = self.in_view
        found: Range | None = self.attention.sentence_at(view.start)
        while found is not None and (found.start < view.start or self._is_furniture(found)):
            found = self.units.next_sentence(found.start)
        if found is None or found.start >= view.end:
            return self.attention.sentence_at(view.start)
        return found

    def last_in_view(self) -> Range:
        """Return the last whole sentence in view that is not furniture, or the nearest to it."""
        view = self.in_view
        found: Range | None = self.attention.sentence_at(max(view.start, view.end - 1))
        while found is not None and (found.end > view.end or self._is_furniture(found)):
            found = self.units.previous_sentence(found.start)
        if found is None or found.start < view.start:
            return self.first_in_view()
        return found

    # Changing it

    def go_to(self, offset: int, *, focus: bool = True) -> None:
        """Scroll to `offset`, and unless `focus` is False put the focus on its sentence."""
        if focus:
            with self.moving():
                self.attention.drop_selection()
                self.attention.settle(offset)
        else:
            self.reveal(Range(offset, offset + 1))

    def put_caret(self, offset: int) -> None:
        """Put the caret at `offset`, in sight, and the focus on its sentence."""
        with self.moving():
            self.attention.drop_selection()
            self.attention.settle(offset)
            self.attention.put_caret(offset)

    def focus_on(self, stretch: Range) -> None:
        """Put the focus on exactly these words and drop the selection."""
        with self.moving():
            self.attention.drop_selection()
            self.attention.focus_on(stretch)

    def select(self, stretch: Range) -> None:
        """Select exactly these words."""
        with self.moving():
            self.attention.select_range(stretch)

    def select_between(self, anchor: int, caret: int) -> None:
        """Select from one character to another, both included, without scrolling."""
        with self.moving(follow=False):
            self.attention.select_from(anchor, caret)

    def clear_selection(self) -> None:
        """Select no longer; the focus stays on the sentence of the caret."""
        with self.moving(follow=False):
            self.attention.drop_selection()

    def go_to_mark(self, mark: PaneMark) -> None:
        """Make a mark the current one, its words the focus."""
        with self.moving(current=mark.id):
            self.attention.drop_selection()
            self.attention.focus_on(extent(mark))

    def action_scroll_right(self) -> None:
        """Scroll code wider than the pane to the right: where the focus is, else in view."""
        self._scroll_wide(_STEP)

    def action_scroll_left(self) -> None:
        """Scroll code wider than the pane to the left: where the focus is, else in view."""
        self._scroll_wide(-_STEP)

    def _scroll_wide(self, cells: int) -> None:
        if not self.document.blocks:
            return
        place, view, block_index = self.position, self.in_view, self.document.block_index
        here = block_index(place if view.start <= place < view.end else view.start)
        for block in (here, *range(block_index(view.start), block_index(view.end) + 1)):
            if self.layout_rows.overhang(block):
                self.scroll_sideways(block, cells)
                return

    @contextmanager
    def moving(self, *, follow: bool = True, current: str | None = None) -> Iterator[None]:
        """Change `attention` in the block; then paint, scroll, tell the screen.

        Args:
            follow: Scroll to the caret if it is seen, else to the target.
            current: The annotation to be current afterwards; without one it is the mark that
                stands nearest to the new place.
        """
        before = self.shown()
        yield
        after = self.shown()
        if after != before or current is not None:
            self.repaint(
                *(before.target, before.selection, _one(before.caret)),
                *(after.target, after.selection, _one(after.caret)),
            )
            if self.focus_mode and before.target != after.target:
                self.refresh()
            self.current = current or self._best_mark()
        if follow:
            # Also where nothing moved: it may have been scrolled out of sight.
            caret_only = after.caret is not None
            self.reveal(Range(self.caret, self.caret + 1) if caret_only else after.target)
            if caret_only:
                self.reveal_sideways(self.caret)
        self.tell()

    def watch_current(self, former: str | None, current: str | None) -> None:
        """Underline another annotation."""
        self.painter.layers.current = current
        ids = [mark for mark in (former, current) if mark is not None and mark in self.marks]
        changed = [extent(self.marks[mark]) for mark in ids]
        self.painter.forget(changed)
        self.repaint(*changed)
        self.tell()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell the screen which offsets are in view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.tell()

    def _fit(self) -> None:
        """Fit the text into the pane; tell the screen, which shows more of it or less now."""
        super()._fit()
        self.tell()

    def _lay_out(self) -> None:
        """Lay the text out, the caret in view if it is seen; tell the screen what is in view."""
        super()._lay_out()
        if self.attention.caret_shown:
            self.reveal_sideways(self.caret)
        self.post_message(SignsChanged(self))
        self.tell()

    def tell(self) -> None:
        """Send the messages about what is not as it was when they were last sent."""
        if not self.is_attached:
            return
        messages: list[PaneMessage] = [
            FocusMoved(self, self.focus_range, self.current),
            SelectionChanged(self, self.selection),
            PositionChanged(self, *self.in_view, self.caret),
        ]
        for message in messages:
            if self._told.get(type(message)) != (said := _said(message)):
                self._told[type(message)] = said
                self.post_message(message)

    def shown(self) -> Shown:
        """Return what of the reader's place is painted."""
        attention = self.attention
        selection = attention.selection
        caret = attention.caret if attention.caret_shown else None
        row = -1
        if caret is not None and self.document.blocks:
            row = self.layout_rows.row_of(caret)
        return Shown(
            target=attention.target,
            focus=None if selection else attention.focus,
            narrowed=attention.narrowed,
            selection=selection,
            caret=caret if row >= 0 else None,
            caret_row=row,
            dimmed=self.focus_mode,
        )

    def _best_mark(self) -> str | None:
        caret = self.caret if self.attention.caret_shown else None
        best = self.marks.best(self.target, caret)
        return best.id if best else None

    def _is_furniture(self, sentence: Range) -> bool:
        return self.document.block_at(sentence.start).kind is BlockKind.FURNITURE


def _one(offset: int | None) -> Range | None:
    return None if offset is None else Range(offset, offset + 1)


def _said(message: PaneMessage) -> tuple[object, ...]:
    """Return the fields of a message, its pane aside."""
    return tuple(value for name, value in vars(message).items() if not name.startswith("_"))
