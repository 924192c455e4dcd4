"""Where the reader is: the caret, the focus and the selection. Pure state, no terminal."""

from collections.abc import Sequence

from reader.text.cells import grapheme_at
from reader.text.document import BlockKind, Document, Range
from reader.text.units import Units

_SKIPPED = (BlockKind.FURNITURE, BlockKind.RULE)


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
        self.caret = stretch.start
        self.caret_shown = False

    def put_caret(self, offset: int) -> None:
        """Move the caret, to be seen; the focus follows to its sentence if it left the focus."""
        self.caret = self._clamped(offset)
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
        block = self.document.block_index(offset)
        sentences = self.units.sentences_in(block)
        start = self.document.blocks[block].start
        return sentences[-1] if sentences else Range(start, start)

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
        self._anchor = self._clamped(anchor)
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

    def select_object(self, name: str) -> bool:
        """Select a text object around the caret, `iw` to `ap`; return False if there is none."""
        found = self.units.text_object(name, self.caret)
        if found is None or found.start >= found.end:
            return False
        self.select_range(found)
        return True

    def drop_selection(self) -> None:
        """Select no longer."""
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

    def _after(self, offset: int) -> int:
        """Return where a selection of the character at `offset` ends; a newline is left out."""
        text = self.document.text
        return offset if text[offset] == "\n" else grapheme_at(text, offset).end

    def _last_of(self, stretch: Range) -> int:
        """Return the start of the last grapheme of `stretch`."""
        return max(stretch.start, grapheme_at(self.document.text, stretch.end - 1).start)


def first_words(document: Document) -> int:
    """Return the start of the first paragraph, else of the first block with words to read."""
    with_words = [block for block in document.blocks if block.end - block.start > 1]
    readable = [block for block in with_words if block.kind not in _SKIPPED]
    paragraphs = [block for block in readable if block.kind is BlockKind.PARAGRAPH]
    first = next(iter(paragraphs or readable or with_words), None)
    return first.start if first else 0


def _innermost(parts: Sequence[Range], offset: int) -> Range | None:
    around = [part for part in parts if part.start <= offset < part.end]
    return min(around, key=lambda part: part.end - part.start, default=None)
