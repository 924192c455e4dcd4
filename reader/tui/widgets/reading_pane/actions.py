"""What the keys of the reading pane do."""

from collections.abc import Callable

from textual.actions import SkipAction

from reader.text.document import Range
from reader.tui.widgets.reading_pane.hints import HintedView
from reader.tui.widgets.reading_pane.keys import PendingKeys
from reader.tui.widgets.reading_pane.pointer import Pointer

_KEPT_ROWS = 2
"""Rows of the former page that stay in view, for the eye to go on from."""

_ROOM_TO_KEEP = 8


class PaneActions(HintedView):
    """The motions and selections of the reading pane, as actions; no key is bound here.

    A count typed before a key repeats its motion. While there is a selection, motions extend it.
    """

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 (the name widgets give it)
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self.keys = PendingKeys()
        self.pointer = Pointer(self)
        self._goal: tuple[int, int | None] = (-1, None)

    # The caret

    def action_caret_left(self) -> None:
        """Go a character to the left."""
        self._move_caret("h")

    def action_caret_right(self) -> None:
        """Go a character to the right."""
        self._move_caret("l")

    def action_caret_up(self) -> None:
        """Go a row up."""
        self._move_caret("k")

    def action_caret_down(self) -> None:
        """Go a row down."""
        self._move_caret("j")

    def action_next_word(self) -> None:
        """Go to the start of the next word."""
        self._move_caret("w")

    def action_previous_word(self) -> None:
        """Go to the start of the word, or of the one before it."""
        self._move_caret("b")

    def action_word_end(self) -> None:
        """Go to the end of the word, or of the next one."""
        self._move_caret("e")

    def action_row_start(self) -> None:
        """Go to the start of the row."""
        self._move_caret("0")

    def action_row_end(self) -> None:
        """Go to the end of the row."""
        self._move_caret("$")

    def action_document_start(self) -> None:
        """Go to the start of the text."""
        self._move_caret("g")

    def action_document_end(self) -> None:
        """Go to the end of the text."""
        self._move_caret("G")

    # The focus

    def action_next_sentence(self) -> None:
        """Put the focus on the next sentence."""
        self._move_focus(self.units.next_sentence, self.first_in_view)

    def action_previous_sentence(self) -> None:
        """Put the focus on the previous sentence."""
        self._move_focus(self.units.previous_sentence, self.last_in_view)

    def action_next_paragraph(self) -> None:
        """Put the focus on the first sentence of the next paragraph."""
        self._move_focus(self.units.next_paragraph, self.first_in_view)

    def action_previous_paragraph(self) -> None:
        """Put the focus on the first sentence of the previous paragraph."""
        self._move_focus(self.units.previous_paragraph, self.last_in_view)

    def action_narrow(self) -> None:
        """Narrow the focus, or the selection, to the next part of its sentence."""
        with self.moving():
            for _ in range(self.keys.take_count() or 1):
                self.attention.narrow()

    # The view

    def action_page_down(self) -> None:
        """Scroll a page down, the focus to the first whole sentence in view."""
        self._turn(self._whole_page)

    def action_page_up(self) -> None:
        """Scroll a page up, the focus to the first whole sentence in view."""
        self._turn(-self._whole_page)

    def action_half_page_down(self) -> None:
        """Scroll half a page down, the focus to the first whole sentence in view."""
        self._turn(max(1, self.page // 2))

    def action_half_page_up(self) -> None:
        """Scroll half a page up, the focus to the first whole sentence in view."""
        self._turn(-max(1, self.page // 2))

    def action_scroll_row_down(self) -> None:
        """Scroll a row down; the focus stays."""
        self.scroll_rows(self.keys.take_count() or 1)

    def action_scroll_row_up(self) -> None:
        """Scroll a row up; the focus stays."""
        self.scroll_rows(-(self.keys.take_count() or 1))

    # The selection

    def action_select(self) -> None:
        """Begin to select by characters, or stop."""
        with self.moving():
            self.attention.select()

    def action_select_rows(self) -> None:
        """Begin to select whole paragraphs, or stop."""
        with self.moving():
            self.attention.select_paragraphs()

    def action_select_left(self) -> None:
        """Select a character to the left."""
        self._extend("h")

    def action_select_right(self) -> None:
        """Select a character to the right."""
        self._extend("l")

    def action_select_up(self) -> None:
        """Select a row up."""
        self._extend("k")

    def action_select_down(self) -> None:
        """Select a row down."""
        self._extend("j")

    def action_swap_ends(self) -> None:
        """Go to the other end of the selection."""
        with self.moving():
            self.attention.swap_ends()

    def action_select_again(self) -> None:
        """Select what was selected last."""
        with self.moving():
            self.attention.select_again()

    def action_text_object(self, name: str) -> None:
        """Select the text object `name`, such as `iw` or `aq`, around the caret, or by it more."""
        count = self.keys.take_count() or 1
        with self.moving():
            self.attention.select_object(name, count)

    def action_escape(self) -> None:
        """Drop what was typed, a drag, the selection or the narrowing, or hide the caret.

        Raises:
            SkipAction: there was nothing to drop, so that another binding of the key may act.
        """
        if not self.escape():
            raise SkipAction

    def escape(self) -> bool:
        """Do what `action_escape` does; return False if there was nothing to drop."""
        if self.keys.shown:
            self.keys.clear()
            return True
        if self.pointer.cancel():
            return True
        with self.moving(follow=False):
            return self.attention.escape()

    # The annotations

    def action_next_annotation(self) -> None:
        """Go to the next annotation; its words become the focus."""
        found = self.marks.after(self.target.start, self.current, self.keys.take_count() or 1)
        if found is not None:
            self.go_to_mark(found)

    def action_previous_annotation(self) -> None:
        """Go to the previous annotation; its words become the focus."""
        found = self.marks.before(self.target.start, self.current, self.keys.take_count() or 1)
        if found is not None:
            self.go_to_mark(found)

    def action_cycle_annotation(self) -> None:
        """Make another of the annotations here the current one: at the caret, else in the focus."""
        here = self.target
        if self.attention.caret_shown and self.marks.at(self.caret):
            here = Range(self.caret, self.caret + 1)
        if found := self.marks.cycled(here, self.current):
            self.current = found.id

    # How

    @property
    def _whole_page(self) -> int:
        return self.page - _KEPT_ROWS if self.page >= _ROOM_TO_KEEP else max(1, self.page - 1)

    def _move_caret(self, motion: str) -> None:
        """Move the caret by a motion of vim's, repeated by the count."""
        self._move(motion, self.keys.take_count())

    def _move(self, motion: str, count: int | None) -> None:
        if not self.document.blocks:
            return
        from reader.text.motion import Motions

        with self.moving():
            self._come_back(self.first_in_view)
            # A goal cell lasts as long as the caret stays where the vertical motion left it.
            left_at, goal = self._goal
            moved = Motions(self.units, self.layout_rows).move(
                motion, self.caret, count, goal if left_at == self.caret else None
            )
            self.attention.put_caret(moved.offset)
            self._goal = (self.caret, moved.goal)

    def _extend(self, motion: str) -> None:
        """Move the caret by a motion of vim's, with a selection.

        The first step sideways selects one character, as in editors whose caret is a bar.
        """
        count = self.keys.take_count() or 1
        if not self.attention.selecting:
            if motion == "h":
                self._move(motion, 1)
            with self.moving():
                self.attention.select()
            count -= motion in "hl"
        if count:
            self._move(motion, count)

    def _move_focus(
        self, motion: Callable[[int, int], Range | None], in_view: Callable[[], Range]
    ) -> None:
        """Move the focus, or the end of the selection, to a sentence."""
        count = self.keys.take_count() or 1
        if not self.document.blocks:
            return
        with self.moving():
            if self._come_back(in_view):
                return
            attention = self.attention
            found = motion(self.caret if attention.selecting else attention.focus.start, count)
            if found is None:
                return
            sentence = attention.sentence_at(found.start)
            if attention.selecting:
                attention.extend_over(sentence)
            else:
                attention.settle(found.start)

    def _turn(self, rows: int) -> None:
        """Scroll by `rows` as often as the count says; the focus goes along."""
        if not self.document.blocks:
            return
        moved = self.scroll_rows(rows * (self.keys.take_count() or 1))
        if moved:
            sentence = self.first_in_view()
        else:
            sentence = self.last_in_view() if rows > 0 else self.first_in_view()
        with self.moving(follow=False):
            if self.attention.selecting:
                self.attention.extend_over(sentence)
            else:
                self.attention.settle(sentence.start)

    def _come_back(self, in_view: Callable[[], Range]) -> bool:
        """Put a focus that was scrolled out of sight where the reader looks; True if it was."""
        if self.attention.selecting or self.is_visible(self.target):
            return False
        self.attention.settle(in_view().start)
        return True
