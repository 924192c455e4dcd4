"""Rows of cells that go when they are let go of."""

from collections.abc import Iterable, Sequence

from textual.strip import Strip


class RowStrip(Strip):
    """A strip that does not keep itself.

    Textual keeps in a strip what it was divided into, and that is the strip itself where nothing
    lies beside it on its row. Only the garbage collector frees such strips, some thousand objects
    with every page, and while it does nothing is painted.
    """

    __slots__ = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Return the strips between some cells; the strip itself if that is all of it."""
        cuts = [cut for cut in cuts if cut <= self.cell_length]
        return [self] if cuts == [self.cell_length] else super().divide(cuts)
