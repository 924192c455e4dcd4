"""Where the reader is: the caret, the focus and the selection. Pure state, no terminal."""

from collections.abc import Sequence
from itertools import islice

from reader.text.cells import grapheme_at
from reader.text.document import BlockKind, Document, Range
from reader.text.units import Units
from reader.tui.widgets.reading_pane.text_objects import chosen

_SKIPPED = (BlockKind.FURNITURE, BlockKind.RULE)
_BLOCKS_TRIED = 10_000


class Attention:
    """The caret, the focus and the selection of one open text.

    The focus is a sentence, a part of one, or words that were chosen for it. The caret is a
    character; it is unseen until it is used. A selection runs from its anchor to the caret,
    both included, as in vim's visual mode, or over whole paragraphs.

    Attributes:
        caret: Offset of the start of a grapheme.
        caret_shown: Whether the caret has been used since the focus last moved by itself.
        focus: The focus, empty only where the text has no words.
        narrowed: Whether the focus is less than its sentence.
    """

    def __init__(self, document: Document, units: Units) -> None:
        """Begin at the first sentence that is not furniture."""
        self.document = document
        self.units = units
        self.caret = 0
        self.caret_shown = False
        self.focus = Range(0, 0)
        self.narrowed = False
        self._anchor: int | None = None
        self._paragraphs = False
        self._former: tuple[int, int, bool] | None = None
        self.settle(first_words(document))

    @property
    def anchor(self) -> int:
        """Where a selection to the caret begins: its anchor, or the caret if there is none."""
        return self.caret if self._anchor is None else self._anchor

    @property
    def selecting(self) -> bool:
        """Whether motions extend a selection."""
        return self._anchor is not None

    @property
    def selection(self) -> Range | None:
        """The selected words, or None."""
        if self._anchor is None or not self.document.blocks:
            return None
        first, last = sorted((self._anchor, self.caret))
        if self._paragraphs:
            start, end = self.units.paragraph_at(first).start, self.units.paragraph_at(last).end
        else:
            start, end = first, self._after(last)
        return Range(start, end) if start < end else None

    @property
    def target(self) -> Range:
        """What an action would act on: the selection, else the focus."""
        return self.selection or self.focus

    def settle(self, offset: int) -> None:
        """Put the focus on the sentence at `offset`, the caret unseen at its start."""
        self.focus_on(self.sentence_at(offset))

    def focus_on(self, stretch: Range) -> None:
        """Put the focus on exactly `stretch`, the caret unseen at its start."""
        self.focus = stretch
        self.narrowed = stretch != self.sentence_at(stretch.start)
        self.caret = self._on_grapheme(stretch.start)
        self.caret_shown = False

    def put_caret(self, offset: int) -> None:
        """Move the caret, to be seen; the focus follows to its sentence if it left the focus."""
        self.caret = self._on_grapheme(offset)
        self.caret_shown = True
        if not self.focus.start <= self.caret < self.focus.end:
            self.focus = self.sentence_at(self.caret)
            self.narrowed = False

    def sentence_at(self, offset: int) -> Range:
        """Return the sentence at `offset` or the nearest in its block, empty where none is."""
        if not self.document.blocks:
            return Range(0, 0)
        offset = self._clamped(offset)
        if found := self.units.sentence_at(offset):
            return found
        start = self.document.block_at(offset).start
        return Range(start, start)

    def narrow(self) -> None:
        """Narrow the focus, or the selection, to the next part of its sentence."""
        here = self.target
        sentence = self.sentence_at(here.start)
        parts = self.units.parts_of(sentence)
        if not parts:
            return
        choices = [sentence, *parts]
        if here in choices:
            chosen = choices[(choices.index(here) + 1) % len(choices)]
        else:
            chosen = _innermost(parts, self.caret) or parts[0]
        if self.selecting:
            self.select_range(chosen)
        else:
            self.focus_on(chosen)

    def select(self) -> None:
        """Begin to select at the caret, or by characters again; stop if that is so already."""
        if self.selecting and not self._paragraphs:
            self.drop_selection()
            return
        if not self.selecting:
            self._anchor = self.caret
        self._paragraphs = False
        self.caret_shown = True

    def select_paragraphs(self) -> None:
        """Begin to select whole paragraphs, or stop if that is so already."""
        if self.selecting and self._paragraphs:
            self.drop_selection()
            return
        if not self.selecting:
            self._anchor = self.caret
        self._paragraphs = True
        self.caret_shown = True

    def select_from(self, anchor: int, caret: int) -> None:
        """Select by characters from `anchor` to `caret`, both included."""
        self._anchor = self._on_grapheme(anchor)
        self._paragraphs = False
        self.put_caret(caret)

    def select_range(self, stretch: Range) -> None:
        """Select exactly `stretch`; nothing if it is empty."""
        if stretch.start < stretch.end:
            self.select_from(stretch.start, self._last_of(stretch))

    def extend_over(self, stretch: Range) -> None:
        """Move the caret so that the selection, anchor kept, covers `stretch` too."""
        if self._anchor is None:
            self.select_range(stretch)
        elif stretch.start < self._anchor:
            self.put_caret(stretch.start)
        elif stretch.start < stretch.end:
            self.put_caret(self._last_of(stretch))

    def swap_ends(self) -> None:
        """Go to the other end of the selection."""
        if self._anchor is not None:
            self._anchor, caret = self.caret, self._anchor
            self.put_caret(caret)

    def select_object(self, name: str, count: int = 1) -> bool:
        """Select a text object around the caret, `iw` to `ap`, or let the selection grow by it.

        Args:
            name: Of the text object.
            count: How many of them; of quotations, how many levels outwards.

        Returns:
            False if there is none, and nothing changed.
        """
        if not self.document.blocks:
            return False
        # What `v` begins with is no selection that was chosen.
        selection = self.selection if self.anchor != self.caret else None
        backward = self.caret < self.anchor
        found = chosen(self.units, name, self.caret, selection, count=count, backward=backward)
        if found is None or found.start >= found.end:
            return False
        first, last = self.ends_of(found)
        self.select_from(*((last, first) if backward else (first, last)))
        return True

    def select_again(self) -> bool:
        """Select what was selected last; return False if nothing was."""
        if self._former is None:
            return False
        anchor, caret, paragraphs = self._former
        self.select_from(anchor, caret)
        self._paragraphs = paragraphs
        return True

    def drop_selection(self) -> None:
        """Select no longer."""
        if self._anchor is not None:
            self._former = self._anchor, self.caret, self._paragraphs
        self._anchor = None
        self._paragraphs = False

    def escape(self) -> bool:
        """Drop the selection, else the narrowing, else the caret; return False if none was."""
        if self.selecting:
            self.drop_selection()
        elif self.narrowed:
            caret, shown = self.caret, self.caret_shown
            self.settle(self.focus.start)
            if shown:
                self.put_caret(caret)
        elif self.caret_shown:
            self.caret_shown = False
        else:
            return False
        return True

    def ends_of(self, stretch: Range) -> tuple[int, int]:
        """Return the starts of the first and the last grapheme of words that are not empty."""
        return stretch.start, self._last_of(stretch)

    def _clamped(self, offset: int) -> int:
        return min(max(offset, 0), max(0, len(self.document.text) - 1))

    def _on_grapheme(self, offset: int) -> int:
        """Return the start of the grapheme at an offset."""
        if not self.document.blocks:
            return 0
        return grapheme_at(self.document.text, self._clamped(offset)).start

    def _after(self, offset: int) -> int:
        """Return where a selection of the character at `offset` ends; a newline is left out."""
        text = self.document.text
        return offset if text[offset] == "\n" else grapheme_at(text, offset).end

    def _last_of(self, stretch: Range) -> int:
        """Return the start of the last grapheme of `stretch`."""
        return max(stretch.start, grapheme_at(self.document.text, stretch.end - 1).start)


def first_words(document: Document) -> int:
    """Return the start of the first paragraph, else of the first block with words to read.

    Only the blocks near the beginning are looked at.
    """
    best: tuple[int, int] | None = None
    for block in islice(document.blocks, _BLOCKS_TRIED):
        if block.end - block.start > 1:
            if block.kind is BlockKind.PARAGRAPH:
                return block.start
            found = (block.kind in _SKIPPED, block.start)
            best = found if best is None else min(best, found)
    return best[1] if best else 0


def _innermost(parts: Sequence[Range], offset: int) -> Range | None:
    around = [part for part in parts if part.start <= offset < part.end]
    return min(around, key=lambda part: part.end - part.start, default=None)
