"""What leads elsewhere from inside a text: its links, its footnotes, the headings they name."""

import re
from bisect import bisect_right
from functools import cached_property

from reader.text.document import Block, BlockKind, Document, Range, Span, SpanKind

_LEADING = (SpanKind.LINK, SpanKind.SUPERSCRIPT)
_NOT_IN_NAMES = re.compile(r"[^\w\- ]")


class References:
    """The links and footnotes of a document, looked up when they are first asked for.

    A reference is a link with an address, or a superscript with the label of its footnote.

    Attributes:
        document: What they are in.
    """

    def __init__(self, document: Document) -> None:
        """Look into `document`."""
        self.document = document

    def within(self, stretch: Range) -> list[Span]:
        """Return the references that begin between two offsets, in order."""
        found = self.document.spans_in(stretch.start, stretch.end)
        return [span for span in found if span.start >= stretch.start and _leads(span)]

    def at(self, offset: int) -> Span | None:
        """Return the innermost reference around the character at an offset, or None."""
        if not self.document.blocks:
            return None
        around = filter(_leads, self.document.spans_in(offset, offset + 1))
        return min(around, key=lambda span: span.end - span.start, default=None)

    def footnote(self, reference: Span) -> Range | None:
        """Return the blocks of the footnote that a superscript refers to, or None.

        Where numbering begins anew with each chapter, several have that label: it is the first
        one after the reference, else the last before it.
        """
        starts = self._notes.get(_key(reference.target))
        if not starts or reference.kind is not SpanKind.SUPERSCRIPT:
            return None
        place = bisect_right(starts, reference.start)
        return self._whole(starts[place] if place < len(starts) else starts[-1])

    def footnote_at(self, offset: int) -> Range | None:
        """Return the blocks of the footnote that the character at an offset belongs to."""
        if not self.document.blocks:
            return None
        blocks, index = self.document.blocks, self.document.block_index(offset)
        if blocks[index].kind is not BlockKind.FOOTNOTE:
            return None
        while index and _goes_on(blocks[index]) and blocks[index - 1].kind is BlockKind.FOOTNOTE:
            index -= 1
        return self._whole(blocks[index].start)

    def back(self, footnote: Range) -> Span | None:
        """Return the reference that leads to a footnote: the nearest before it, else the first."""
        label = self.document.block_at(footnote.start).marker
        leading = [
            span for span in self._referring.get(_key(label), ()) if self.footnote(span) == footnote
        ]
        before = [span for span in leading if span.start < footnote.start]
        return before[-1] if before else next(iter(leading), None)

    def heading(self, fragment: str) -> int | None:
        """Return where the heading stands that a fragment such as `#the-results` names."""
        return self._headings.get(fragment.removeprefix("#").casefold())

    def _whole(self, start: int) -> Range:
        """Return a footnote from its first block to its last."""
        blocks, index = self.document.blocks, self.document.block_index(start)
        last = index
        while last + 1 < len(blocks) and _goes_on(blocks[last + 1]):
            last += 1
        return Range(blocks[index].start, blocks[last].end)

    @cached_property
    def _referring(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = {}
        for span in self.document.spans:
            if span.kind is SpanKind.SUPERSCRIPT and span.target:
                found.setdefault(_key(span.target), []).append(span)
        return found

    @cached_property
    def _notes(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for block in self.document.blocks:
            if block.kind is BlockKind.FOOTNOTE and block.marker:
                found.setdefault(_key(block.marker), []).append(block.start)
        return found

    @cached_property
    def _headings(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for block in self.document.blocks:
            if block.kind is BlockKind.HEADING:
                words = self.document.text[block.start : block.end]
                found.setdefault(heading_name(words), block.start)
        return found


def heading_name(words: str) -> str:
    """Return what a heading is called in addresses: `The results!` is `the-results`.

    Lower case, hyphens for spaces, no punctuation, as the sites that show Markdown do it.
    """
    return _NOT_IN_NAMES.sub("", words.strip().casefold()).replace(" ", "-")


def _leads(span: Span) -> bool:
    return bool(span.target) and span.kind in _LEADING


def _key(label: str) -> str:
    """Return a label as it is compared: the target of a span holds no white space."""
    return "".join(label.split())


def _goes_on(block: Block) -> bool:
    """Whether a block belongs to the footnote before it."""
    return block.kind is BlockKind.FOOTNOTE and not block.marker
