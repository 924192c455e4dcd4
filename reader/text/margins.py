"""What stands before the text of a row: quotation bars, hanging markers, the indent of code."""

from collections.abc import Sequence

from reader.text import cells
from reader.text.document import Block, BlockKind

LEAST_TEXT = 8
"""Cells a narrow column keeps for the text, before any for what stands in front of it."""

BAR = "▌ "
_TIGHT = frozenset({BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})


def indent(block: Block, width: int) -> int:
    """Return the cells before the text of a block in a column of `width` cells."""
    wanted = len(BAR) * _bars(block) + _hanging(block)
    return min(wanted, max(0, width - LEAST_TEXT)) if wanted else 0


def bars_between(above: Block, below: Block, width: int) -> str:
    """Return the bars that two blocks share, for the spacing row between them."""
    shared = BAR * min(_bars(above), _bars(below))
    return shared if len(shared) <= width - LEAST_TEXT else ""


def decoration(block: Block, width: int, *, first: bool) -> str:
    """Return exactly the `indent` cells before a row of a block, the marker on its first row."""
    own = _hanging(block)
    label = f"{block.marker} " if first and block.marker and own else ""
    whole = BAR * _bars(block) + " " * (own - cells.width(label)) + label
    room = indent(block, width)
    # A narrow column keeps what stands nearest to the text.
    while cells.width(whole) > room:
        whole = whole[next(cells.graphemes(whole))[1] :]
    return " " * (room - cells.width(whole)) + whole


def spaced(blocks: Sequence[Block], number: int) -> bool:
    """Whether a blank row parts a block from the one above: not footnotes, nor items of a list."""
    above, below = blocks[number - 1], blocks[number]
    if above.kind is not below.kind or below.kind not in _TIGHT:
        return True
    return below.kind is BlockKind.LIST_ITEM and _begins_list(blocks, number)


def _begins_list(blocks: Sequence[Block], number: int) -> bool:
    """Whether an item begins another list than the last item of its depth, right after that one."""
    item = blocks[number]
    if not item.marker:
        # It goes on with the item above.
        return False
    while number:
        number -= 1
        before = blocks[number]
        inside = before.kind is BlockKind.LIST_ITEM and before.quote == item.quote
        if not inside or before.level < item.level:
            return False
        if before.marker and before.level == item.level:
            return _parted(before.marker, item.marker)
    return False


def _parted(marker: str, following: str) -> bool:
    """Whether two markers in a row are of two lists: of another kind, or numbered from 1 again."""
    if marker[0].isalnum() is not following[0].isalnum():
        return True
    return following.rstrip(".)") == "1" != marker.rstrip(".)")


def _hanging(block: Block) -> int:
    """Return the cells a marker, a footnote's label or preformatted text is set in by."""
    if block.kind is BlockKind.LIST_ITEM:
        return 2 * block.level + cells.width(block.marker)
    if block.kind is BlockKind.FOOTNOTE:
        return cells.width(block.marker) + 1
    return 2 if block.kind is BlockKind.PREFORMATTED else 0


def _bars(block: Block) -> int:
    """Return how many quotation bars stand before a block."""
    return max(block.quote, 1) if block.kind is BlockKind.QUOTATION else block.quote
