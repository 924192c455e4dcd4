"""How a text is parted for the search: what the index holds, and what is marked in a document."""

from collections.abc import Iterator

from reader.text.document import Document

_LONGEST = 4_000
"""Characters of a paragraph that are searched as one; a longer one is parted at a space."""


def searched_pieces(document: Document, number: int) -> Iterator[tuple[int, int, str]]:
    """Yield what of block `number` is searched as one: that number, where it begins, the text.

    There are several if the block is long, none if there is nothing in it.
    """
    block = document.blocks[number]
    start, last = block.start, block.end - 1
    while start < last:
        end = last
        if last - start > _LONGEST:
            space = document.text.rfind(" ", start, start + _LONGEST)
            end = space + 1 if space >= 0 else start + _LONGEST
        yield number, start, document.text[start:end]
        start = end
