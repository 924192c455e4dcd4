"""How far the blocks that are not wrapped are scrolled sideways."""

from reader.text.document import Range
from reader.text.wrap import Layout

_MARGIN = 4
"""Cells kept in view beside the caret where there is room."""


class Sideways:
    """The cells scrolled away at the left of each block of one layout."""

    def __init__(self, layout: Layout) -> None:
        """Start with nothing scrolled."""
        self._layout = layout
        self._skips: dict[int, int] = {}

    def skip(self, block: int) -> int:
        """Return how many cells of the rows of a block are scrolled away."""
        return self._skips.get(block, 0) if self._skips else 0

    def scroll(self, block: int, cells: int) -> bool:
        """Scroll a block by cells, to the right if positive; return whether it moved."""
        return self._put(block, self.skip(block) + cells)

    def reveal(self, offset: int) -> Range | None:
        """Scroll so that a character is in view; return the extent of its block if that moved."""
        layout = self._layout
        block = layout.document.block_index(offset)
        if not layout.overhang(block):
            return None
        row, cell = layout.cell_of(offset)
        indent = layout.row(row).indent
        room, inside, skip = max(1, layout.wide - indent), cell - indent, self.skip(block)
        margin = min(_MARGIN, (room - 1) // 3)
        if inside < skip + margin and inside < skip + room:
            skip = inside - margin
        elif inside >= skip + room - margin:
            skip = inside - room + 1 + margin
        if inside == 0:
            skip = 0
        return (
            layout.document.content(layout.document.blocks[block])
            if self._put(block, skip)
            else None
        )

    def _put(self, block: int, skip: int) -> bool:
        # One cell more than the widest row needs: for the caret after its last character.
        overhang = self._layout.overhang(block)
        skip = max(0, min(skip, overhang + 1 if overhang else 0))
        if skip == self.skip(block):
            return False
        self._skips[block] = skip
        return True
