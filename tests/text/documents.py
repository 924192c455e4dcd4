"""What every document must satisfy, whoever built it."""

from reader.text.canonical import clean
from reader.text.document import Block, BlockKind, Document


def assert_canonical(document: Document) -> None:
    """Check that blocks partition a clean text and that spans lie inside their block's content."""
    position = 0
    for block in document.blocks:
        assert block.start == position
        assert block.end > block.start
        assert document.text[block.end - 1] == "\n"
        position = block.end
    assert position == len(document.text)
    assert clean(document.text) == document.text
    for span in document.spans:
        content = document.content(document.block_at(span.start))
        assert content.start <= span.start < span.end <= content.end


def content_of(document: Document, block: Block) -> str:
    """Return the text of a block without its newline."""
    return document.text[block.start : block.end - 1]


def outline(document: Document) -> list[tuple[BlockKind, str]]:
    """Return the kind and content of every block."""
    return [(block.kind, content_of(document, block)) for block in document.blocks]


def spans_of(document: Document) -> list[tuple[str, str, str]]:
    """Return the kind, words and target of every span."""
    return [
        (span.kind.value, document.text[span.start : span.end], span.target)
        for span in document.spans
    ]
