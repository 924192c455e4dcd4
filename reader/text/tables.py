"""The columns of a table whose rows part with newlines and whose cells part with tabs."""

from reader.text.cells import character_width, width
from reader.text.document import Range

SEPARATOR = " │ "
# A longer table is not measured: it would hold up the rows before it, and nobody reads it so.
_LONGEST_MEASURED = 200_000


def columns(text: str, content: Range, available: int) -> list[int] | None:
    """Return the cell at which each column ends, or None if the table is wider than `available`.

    The separator stands between the end of one column and the start of the next.
    """
    if content.end - content.start > _LONGEST_MEASURED:
        return None
    widest: list[int] = []
    for line in text[content.start : content.end].split("\n"):
        for column, cell in enumerate(line.split("\t")):
            if column == len(widest):
                widest.append(0)
            widest[column] = max(widest[column], _painted_width(cell))
    ends: list[int] = []
    start = 0
    for size in widest:
        ends.append(start + size)
        start = ends[-1] + len(SEPARATOR)
    return ends if ends[-1] <= available else None


def _painted_width(cell: str) -> int:
    """Return the cells of a table's cell; a mark with nothing to stand on is painted on a base."""
    bare = cell != "" and character_width(cell[0]) == 0
    return width(cell) + bare
