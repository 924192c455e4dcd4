"""The stored form of a document: what a file in `texts/` holds."""

from typing import Any

from reader.text.canonical import CANONICALISER
from reader.text.document import Block, BlockKind, Document, Span, SpanKind


def to_json(document: Document) -> dict[str, Any]:
    """Return a document as plain JSON values, the same ones for the same document.

    A block is `[kind, length, level, marker, quote]` and a span `[kind, start, end, target]`, both
    without the defaults at their end; lengths and offsets count code points.
    """
    return {
        "canonicaliser": CANONICALISER,
        "text": document.text,
        "blocks": [
            _without_defaults(
                [block.kind.value, block.end - block.start, block.level, block.marker, block.quote]
            )
            for block in document.blocks
        ],
        "spans": [
            _without_defaults([span.kind.value, span.start, span.end, span.target])
            for span in document.spans
        ],
    }


def from_json(stored: dict[str, Any]) -> Document:
    """Return the document that was stored.

    Raises:
        ValueError: the values are no document: a key is missing, a kind is unknown, the blocks do
            not partition the text, or a span lies outside it.
    """
    try:
        text = stored["text"]
        blocks: list[Block] = []
        start = 0
        for kind, length, *rest in stored["blocks"]:
            end = start + length
            if length < 1 or text[end - 1 : end] != "\n":
                raise ValueError(f"a block from {start} to {end} does not end with its newline")
            blocks.append(Block(BlockKind(kind), start, end, *rest))
            start = end
        if start != len(text):
            raise ValueError(f"the blocks end at {start}, the text at {len(text)}")
        spans = tuple(Span(SpanKind(kind), *rest) for kind, *rest in stored["spans"])
        if any(not 0 <= span.start < span.end < len(text) for span in spans):
            raise ValueError("a span lies outside the text")
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a stored document ({error!r})") from error
    return Document(text, tuple(blocks), spans)


def _without_defaults(values: list[Any]) -> list[Any]:
    while len(values) > 2 and not values[-1]:
        values.pop()
    return values
