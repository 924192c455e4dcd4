"""Widgets that are painted once when the window changes."""

from typing import TYPE_CHECKING

from textual.geometry import Size

if TYPE_CHECKING:
    from textual.widget import Widget as _Widget
else:
    # Textual takes the default styles from the first base that is a widget.
    _Widget = object


class PaintedOnce(_Widget):
    """Named before a widget among the bases, it takes a new size without a second frame.

    Textual has each widget whose size changed laid out and painted again, after the frame for
    which it was laid out and painted in that size.
    """

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        del layout
        return super()._size_updated(size, virtual_size, container_size, layout=False)
