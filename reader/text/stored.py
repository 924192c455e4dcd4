"""The stored form of a document: what a file in `texts/` holds."""

from array import array
from collections.abc import Callable
from itertools import accumulate
from operator import ge, itemgetter
from typing import Any

from reader.text.canonical import CANONICALISER
from reader.text.document import Block, BlockKind, Document, Span, SpanKind
from reader.text.packed import Packed

_BLOCK_KINDS = {kind.value: kind for kind in BlockKind}
_SPAN_KINDS = {kind.value: kind for kind in SpanKind}

# What is stored about a block or span besides its extent, by the length of its list.
_BLOCK_LOOKS: dict[int, Callable[[list[Any]], Any]] = {
    2: itemgetter(0),
    3: itemgetter(0, 2),
    4: itemgetter(0, 2, 3),
    5: itemgetter(0, 2, 3, 4),
}
_SPAN_LOOKS: dict[int, Callable[[list[Any]], Any]] = {3: itemgetter(0), 4: itemgetter(0, 3)}


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
        return Document(text, _blocks(stored["blocks"], text), _spans(stored["spans"], text))
    except (KeyError, TypeError, IndexError, OverflowError) as error:
        raise ValueError(f"not a stored document ({error!r})") from error


def _blocks(listed: list[list[Any]], text: str) -> Packed[Block]:
    lengths = [each[1] for each in listed]
    ends = array("I", accumulate(lengths))
    starts = array("I", [0])
    starts.extend(ends)
    reached = starts.pop()
    if reached != len(text):
        raise ValueError(f"the blocks end at {reached}, the text at {len(text)}")
    if min(lengths, default=1) < 1 or not {text[end - 1] for end in ends} <= {"\n"}:
        raise ValueError("a block does not end with its newline")
    if not {each[0] for each in listed} <= _BLOCK_KINDS.keys():
        raise ValueError("a block is of no known kind")
    return Packed(_block, starts, ends, (_BLOCK_LOOKS[len(each)](each) for each in listed))


def _block(look: Any, start: int, end: int) -> Block:
    if isinstance(look, str):
        return Block(_BLOCK_KINDS[look], start, end)
    return Block(_BLOCK_KINDS[look[0]], start, end, *look[1:])


def _spans(listed: list[list[Any]], text: str) -> Packed[Span]:
    starts = array("I", [each[1] for each in listed])
    if any(map(ge, starts, starts[1:])):
        listed = sorted(listed, key=lambda each: (each[1], -each[2]))
        starts = array("I", [each[1] for each in listed])
    ends = array("I", [each[2] for each in listed])
    if any(map(ge, starts, ends)) or max(ends, default=0) >= len(text) > 0:
        raise ValueError("a span lies outside the text")
    if not {each[0] for each in listed} <= _SPAN_KINDS.keys():
        raise ValueError("a span is of no known kind")
    return Packed(_span, starts, ends, (_SPAN_LOOKS[len(each)](each) for each in listed))


def _span(look: Any, start: int, end: int) -> Span:
    if isinstance(look, str):
        return Span(_SPAN_KINDS[look], start, end)
    return Span(_SPAN_KINDS[look[0]], start, end, look[1])


def _without_defaults(values: list[Any]) -> list[Any]:
    while len(values) > 2 and not values[-1]:
        values.pop()
    return values
