"""A screen that shows what a key did without waiting for its turn to paint."""

from time import monotonic
from typing import TYPE_CHECKING

from textual.events import Idle

if TYPE_CHECKING:
    from textual.screen import Screen

    _Screen = Screen[None]
else:
    # Textual takes the default styles from the first base that is a widget.
    _Screen = object

_FRAME = 1 / 60


class PaintedAtOnce(_Screen):
    """Named before a screen among the bases, it is painted as soon as all that changed is known.

    Textual paints at fixed beats, sixty a second, so a key waits up to 17 ms for the next one. It
    keeps to them here where changes come faster than that, and where widgets are laid out anew.
    """

    _painted_last = 0.0

    async def _on_idle(self, event: Idle) -> None:
        await super()._on_idle(event)
        now = monotonic()
        laid_out = not (self._layout_required or self._scroll_required)
        if self._dirty_widgets and laid_out and now - self._painted_last >= _FRAME:
            self._painted_last = now
            self._on_timer_update()
