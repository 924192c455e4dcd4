"""The stored form of a document: what a file in `texts/` holds."""

from array import array
from collections.abc import Iterable
from itertools import accumulate
from operator import add, ge
from typing import Any

from reader.text.canonical import CANONICALISER
from reader.text.document import Block, BlockKind, Document, Span, SpanKind
from reader.text.packed import Look, Packed

_BLOCK_KINDS = {kind.value: kind for kind in BlockKind}
_SPAN_KINDS = {kind.value: kind for kind in SpanKind}


def to_json(document: Document) -> dict[str, Any]:
    """Return a document as plain JSON values, the same ones for the same document.

    Blocks and spans are columns of numbers, since a long text has a hundred thousand of them: how
    many code points each has, for a span where it starts, and which of the `looks` it has. Those
    are `[kind, level, marker, quote]` and `[kind, target]`, without the defaults at their end.
    """
    blocks, spans = document.blocks, document.spans
    return {
        "canonicaliser": CANONICALISER,
        "text": document.text,
        "blocks": {
            **_looks((each.kind.value, each.level, each.marker, each.quote) for each in blocks),
            "length": [block.end - block.start for block in blocks],
        },
        "spans": {
            **_looks((each.kind.value, each.target) for each in spans),
            "start": [span.start for span in spans],
            "length": [span.end - span.start for span in spans],
        },
    }


def from_json(stored: dict[str, Any]) -> Document:
    """Return the document that was stored.

    Raises:
        ValueError: the values are no document: a key is missing, a kind is unknown, the blocks do
            not partition the text, or a span lies outside it or not in order.
    """
    try:
        text = stored["text"]
        if isinstance(stored["blocks"], list):
            stored = _in_columns(stored)
        return Document(text, _blocks(stored["blocks"], text), _spans(stored["spans"], text))
    except (AttributeError, KeyError, TypeError, IndexError, OverflowError) as error:
        raise ValueError(f"not a stored document ({error!r})") from error


def _in_columns(stored: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of a document that was stored with a row for each block and span."""
    blocks = [(kind, length, *rest) for kind, length, *rest in stored["blocks"]]
    spans = [(kind, start, end, *rest) for kind, start, end, *rest in stored["spans"]]
    return {
        "blocks": {
            **_looks((kind, *rest) for kind, _, *rest in blocks),
            "length": [length for _, length, *_ in blocks],
        },
        "spans": {
            **_looks((kind, *rest) for kind, _, _, *rest in spans),
            "start": [start for _, start, *_ in spans],
            "length": [end - start for _, start, end, *_ in spans],
        },
    }


def _blocks(stored: dict[str, Any], text: str) -> Packed[Block]:
    lengths = array("I", stored["length"])
    ends = array("I", accumulate(lengths))
    starts = array("I", [0]) + ends
    reached = starts.pop()
    if reached != len(text):
        raise ValueError(f"the blocks end at {reached}, the text at {len(text)}")
    if 0 in lengths or not {text[end - 1] for end in ends} <= {"\n"}:
        raise ValueError("a block does not end with its newline")
    looks = [_block_look(*look) for look in stored["looks"]]
    return Packed(_block, starts, ends, looks, array("I", stored["look"]))


def _block_look(kind: str, level: int = 0, marker: str = "", quote: int = 0) -> Look:
    return _BLOCK_KINDS[kind], level, marker, quote


def _block(look: Look, start: int, end: int) -> Block:
    kind, level, marker, quote = look
    return Block(kind, start, end, level, marker, quote)


def _spans(stored: dict[str, Any], text: str) -> Packed[Span]:
    starts = array("I", stored["start"])
    lengths = array("I", stored["length"])
    ends = array("I", map(add, starts, lengths))
    if len(ends) != len(starts) or 0 in lengths or max(ends, default=0) >= max(1, len(text)):
        raise ValueError("a span lies outside the text")
    if not all(map(ge, starts[1:], starts)):
        raise ValueError("the spans are not in order")
    looks = [_span_look(*look) for look in stored["looks"]]
    return Packed(_span, starts, ends, looks, array("I", stored["look"]))


def _span_look(kind: str, target: str = "") -> Look:
    return _SPAN_KINDS[kind], target


def _span(look: Look, start: int, end: int) -> Span:
    kind, target = look
    return Span(kind, start, end, target)


def _looks(looks: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    """Return the looks that differ, in order of appearance, and the number of each one's look."""
    numbers: dict[tuple[Any, ...], int] = {}
    column = [numbers.setdefault(look, len(numbers)) for look in looks]
    return {"looks": [_without_defaults(list(look)) for look in numbers], "look": column}


def _without_defaults(values: list[Any]) -> list[Any]:
    while len(values) > 1 and not values[-1]:
        values.pop()
    return values
