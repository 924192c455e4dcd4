"""Containers that are covered by what they hold."""

from typing import TYPE_CHECKING

from textual.geometry import Region

if TYPE_CHECKING:
    from textual.strip import Strip
    from textual.widget import Widget as _Widget
else:
    # Textual takes the default styles from the first base that is a widget.
    _Widget = object


class RowsAlike(_Widget):
    """Named before a container among the bases, it paints one row and shows it in place of all.

    Textual paints every row of a container, also where its children cover it, and keeps of each
    what it was divided into. There must be no border above or below.
    """

    def render_lines(self, crop: Region) -> "list[Strip]":
        """Return the rows in a region of the container, all the same object."""
        return super().render_lines(Region(crop.x, 0, crop.width, 1)) * crop.height
