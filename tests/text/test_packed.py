"""Documents that were stored keep their blocks and spans packed; nobody can tell."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.builder import DocumentBuilder, OpenSpan, Piece
from reader.text.document import BlockKind, Document, SpanKind
from reader.text.stored import from_json, to_json

KINDS = st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.TABLE])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    builder = DocumentBuilder()
    link = OpenSpan(SpanKind.LINK, "https://example.org/")
    strong = OpenSpan(SpanKind.STRONG)
    around = st.sampled_from([(), (link,), (strong,), (link, strong), (strong, link)])
    for _ in range(draw(st.integers(0, 6))):
        texts = st.sampled_from(["one ", "two", " three. ", "\n"])
        pieces = draw(st.lists(st.builds(Piece, texts, around), max_size=6))
        builder.add_block(
            draw(KINDS),
            pieces,
            level=draw(st.integers(0, 2)),
            marker=draw(st.sampled_from(["", "•"])),
            quote=draw(st.integers(0, 1)),
        )
    return builder.build()


@given(documents())
def test_what_was_packed_is_the_same_as_before(made: Document) -> None:
    packed = from_json(to_json(made))
    assert packed == made
    assert made == packed
    assert list(packed.blocks) == list(made.blocks)
    assert list(packed.spans) == list(made.spans)
    assert to_json(packed) == to_json(made)
    for offset in range(-1, len(made.text) + 1):
        if made.blocks:
            assert packed.block_at(offset) == made.block_at(offset)


@given(documents(), st.integers(-1, 40), st.integers(0, 12))
def test_the_spans_in_a_stretch_are_those_that_share_a_character_with_it(
    made: Document, start: int, length: int
) -> None:
    end = start + length
    expected = [span for span in made.spans if span.start < end and span.end > start]
    assert list(made.spans_in(start, end)) == expected
    assert list(from_json(to_json(made)).spans_in(start, end)) == expected


def test_packed_blocks_are_a_sequence() -> None:
    builder = DocumentBuilder()
    for word in "abc":
        builder.add_block(BlockKind.PARAGRAPH, word)
    blocks = from_json(to_json(builder.build())).blocks
    assert len(blocks) == 3
    assert blocks[-1] == blocks[2] == list(blocks)[2]
    assert list(blocks[1:]) == [blocks[1], blocks[2]]
    assert blocks != ()
    assert blocks[1] in blocks
    with pytest.raises(IndexError):
        blocks[3]


def test_a_hundred_thousand_blocks_take_no_more_room_than_their_text() -> None:
    builder = DocumentBuilder()
    for _ in range(20_000):
        builder.add_block(BlockKind.LIST_ITEM, "an item of a list is here", level=1, marker="•")
    made = builder.build()
    blocks = from_json(to_json(made)).blocks
    kept = [getattr(blocks, name) for name in ("starts", "ends", "_look", "_looks")]
    assert sum(map(sys.getsizeof, kept)) < len(made.text)
