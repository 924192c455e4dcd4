"""Building documents: importers give blocks of raw pieces, the builder gives a canonical text."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.text.canonical import clean, clean_line, fold_spaces
from reader.text.document import Block, BlockKind, Document, Span, SpanKind


@dataclass(frozen=True, slots=True)
class OpenSpan:
    """A meaning that some pieces of a block share; each object becomes one span.

    Attributes:
        target: As in `Span`.
    """

    kind: SpanKind
    target: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of raw text inside one block.

    Attributes:
        text: Anything; it is cleaned when the block is added.
        spans: What is open around it, outermost first; the same object in following pieces
            continues the span.
    """

    text: str
    spans: tuple[OpenSpan, ...] = ()


class DocumentBuilder:
    """Collects blocks in reading order; the document is canonical whatever the pieces hold."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._blocks: list[Block] = []
        self._spans: list[Span] = []
        self._length = 0

    @property
    def empty(self) -> bool:
        """Whether no block has been added yet."""
        return not self._blocks

    def add_block(
        self,
        kind: BlockKind,
        pieces: str | Sequence[Piece] = "",
        *,
        level: int = 0,
        marker: str = "",
        quote: int = 0,
    ) -> bool:
        """Add one block and return whether there was anything to add.

        A newline is a line break, as in verse; other white space is folded, except in preformatted
        text. A block with nothing left to show is left out, a rule excepted. Tables have a method
        of their own.
        """
        pieces = (Piece(pieces),) if isinstance(pieces, str) else pieces
        canonical = _preformatted if kind is BlockKind.PREFORMATTED else _prose
        content, boundaries = _joined([piece.text for piece in pieces], canonical)
        if not content and kind is not BlockKind.RULE:
            return False
        self._append(kind, content, level, marker, quote)
        self._add_spans(content, boundaries, [piece.spans for piece in pieces])
        return True

    def add_table(
        self, rows: Iterable[Sequence[Sequence[Piece]]], *, level: int = 0, quote: int = 0
    ) -> bool:
        """Add a table: rows of cells of pieces. Return False when no cell has a word."""
        lines: list[str] = []
        found: list[tuple[int, str, list[int], list[tuple[OpenSpan, ...]]]] = []
        offset = 0
        for row in rows:
            cells: list[str] = []
            for cell in row:
                content, boundaries = _joined([piece.text for piece in cell], _cell)
                found.append((offset, content, boundaries, [piece.spans for piece in cell]))
                cells.append(content)
                offset += len(content) + 1
            if cells:
                lines.append("\t".join(cells))
        content = "\n".join(lines)
        if not content.strip():
            return False
        start = self._length
        self._append(BlockKind.TABLE, content, level, "", quote)
        for cell_offset, cell_content, boundaries, spans in found:
            self._add_spans(cell_content, boundaries, spans, start + cell_offset)
        return True

    def build(self) -> Document:
        """Return the document of the blocks added so far."""
        spans = sorted(self._spans, key=lambda span: (span.start, -span.end))
        return Document("".join(self._texts), tuple(self._blocks), tuple(spans))

    def _append(self, kind: BlockKind, content: str, level: int, marker: str, quote: int) -> None:
        start = self._length
        self._length += len(content) + 1
        self._texts.append(content + "\n")
        self._blocks.append(Block(kind, start, self._length, level, clean_line(marker), quote))

    def _add_spans(
        self,
        content: str,
        boundaries: list[int],
        spans: list[tuple[OpenSpan, ...]],
        start: int | None = None,
    ) -> None:
        """Record the spans of the content that stands at `start`, by default the last block's."""
        if start is None:
            start = self._blocks[-1].start
        extents: dict[int, tuple[OpenSpan, int, int]] = {}
        for (first, last), around in zip(pairwise(boundaries), spans, strict=True):
            for span in around:
                begin = extents[id(span)][1] if id(span) in extents else first
                extents[id(span)] = (span, begin, last)
        for span, first, last in extents.values():
            text = content[first:last]
            first += len(text) - len(text.lstrip())
            last -= len(text) - len(text.rstrip())
            if first < last:
                target = "".join(clean(span.target).split())
                self._spans.append(Span(span.kind, start + first, start + last, target))


def _prose(text: str) -> str:
    return fold_spaces(clean(text))


def _cell(text: str) -> str:
    return fold_spaces(clean(text).replace("\n", " "))


def _preformatted(text: str) -> str:
    return clean(text)


def _joined(texts: list[str], canonical: Callable[[str], str]) -> tuple[str, list[int]]:
    """Return the canonical form of `texts` together, trimmed, and where each begins in it.

    The offsets are one more than the texts: the last is the length. Canonicalisation works across
    the seams (spaces fold, marks compose), so what two neighbours lose together is taken from the
    second; that is linear, and exact unless three pieces make one character.
    """
    whole = canonical("".join(texts))
    lengths = [len(whole)] if len(texts) == 1 else [len(canonical(text)) for text in texts]
    if sum(lengths) != len(whole):
        alone = list(lengths)
        for index in range(1, len(texts)):
            together = len(canonical(texts[index - 1] + texts[index]))
            lengths[index] += together - alone[index - 1] - alone[index]
    content, lead = _trimmed(whole, keep_indent=canonical is _preformatted)
    offsets = [0]
    position = -lead
    for length in lengths:
        position += length
        offsets.append(min(max(position, offsets[-1]), len(content)))
    return content, offsets


def _trimmed(text: str, *, keep_indent: bool) -> tuple[str, int]:
    """Return `text` without white space at its ends, and how much went from its beginning."""
    stripped = text.lstrip()
    if keep_indent:
        line = text.rfind("\n", 0, len(text) - len(stripped)) + 1
        stripped = text[line:]
    return stripped.rstrip(), len(text) - len(stripped)
