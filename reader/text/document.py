"""The canonical form of an article: one string, the blocks that partition it, the spans in it.

Offsets are Unicode code points into `Document.text`, end exclusive.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from reader.text.packed import Packed


class Range(NamedTuple):
    """A stretch of text: `start` to `end`, end exclusive."""

    start: int
    end: int


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTATION = "quotation"
    PREFORMATTED = "preformatted"
    TABLE = "table"
    RULE = "rule"
    IMAGE = "image"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"


class SpanKind(StrEnum):
    """What a span marks inside a block."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    STRIKE = "strike"
    LINK = "link"
    SUPERSCRIPT = "superscript"


class Block(NamedTuple):
    """One block; blocks partition the text and each ends with the newline that belongs to it.

    Attributes:
        start: Offset of its first character.
        end: Offset after its newline, so `end - 1` is where its content ends.
        level: 1 to 6 for a heading, nesting depth from 1 for a list item, else 0.
        marker: Decoration that is not text: `•` or `1.` of a list item, a footnote's label.
        quote: How many quotations enclose the block.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""
    quote: int = 0


class Span(NamedTuple):
    """A stretch of one block with a meaning; spans may nest.

    Attributes:
        target: The address of a link, or the label of the footnote a superscript refers to.
    """

    kind: SpanKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True)
class Document:
    """A canonical text.

    Inside a block a newline is a line break: of verse, of code, between the rows of a table, whose
    cells part with a tab. White space runs only in preformatted blocks.
    The text is empty or ends with a newline; an empty text has no blocks. Spans are in the order
    of their starts, outer ones first.
    """

    text: str
    blocks: Sequence[Block]
    spans: Sequence[Span] = ()

    @cached_property
    def _block_starts(self) -> Sequence[int]:
        if isinstance(self.blocks, Packed):
            return self.blocks.starts
        return [block.start for block in self.blocks]

    @cached_property
    def _span_columns(self) -> tuple[Sequence[int], Sequence[int]]:
        """Where each span starts, and how far those up to it reach."""
        if isinstance(self.spans, Packed):
            return self.spans.starts, array("I", accumulate(self.spans.ends, max))
        ends = (span.end for span in self.spans)
        return [span.start for span in self.spans], list(accumulate(ends, max))

    def block_index(self, offset: int) -> int:
        """Return the index of the block that holds `offset`, clamped to the first and last.

        Raises:
            IndexError: the document has no blocks.
        """
        if not self.blocks:
            raise IndexError("an empty document has no blocks")
        return max(0, bisect_right(self._block_starts, offset) - 1)

    def block_at(self, offset: int) -> Block:
        """Return the block that holds `offset`, clamped to the first and last."""
        return self.blocks[self.block_index(offset)]

    def spans_in(self, start: int, end: int) -> Sequence[Span]:
        """Return the spans that share a character with a stretch, outer ones first."""
        starts, reached = self._span_columns
        around = self.spans[bisect_right(reached, start) : bisect_left(starts, end)]
        return [span for span in around if span.end > start]

    def content(self, block: Block) -> Range:
        """Return the range of a block without the newline that closes it."""
        return Range(block.start, block.end - 1)
