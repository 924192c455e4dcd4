"""The preview of the row under the cursor: read after a short rest, so that moving stays smooth."""

from functools import partial
from typing import TYPE_CHECKING

from reader.index.database import Interrupted
from reader.library.previewing import Preview, preview

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.index.annotations import AnnotationRow
    from reader.tui.screens.board.screen import ClaimsBoard

_REST = 0.08
_TRIES = 3


class Previewing:
    """Reads what is known of the sighting under the cursor, in a thread."""

    def __init__(self, screen: "ClaimsBoard") -> None:
        """Read for `screen`."""
        self._screen = screen
        self._timer: Timer | None = None
        self._wanted = 0

    def moved(self) -> None:
        """Another row is under the cursor, or it changed."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(_REST, self._begin)

    def _begin(self) -> None:
        screen = self._screen
        self._wanted += 1
        row = screen.board.row
        if row is None:
            screen.preview.show(None)
            return
        work = partial(self._work, self._wanted, row)
        screen.run_worker(work, thread=True, group="previewing")

    def _work(self, number: int, row: "AnnotationRow") -> None:
        library = self._screen.library
        found: Preview | None = None
        for _ in range(_TRIES):
            try:
                found = library.listing.at_once(lambda: preview(library, row), None)
            except Interrupted:
                # That was meant for a query of the board.
                continue
            break
        self._screen.call_later(self._show, number, found)

    def _show(self, number: int, found: Preview | None) -> None:
        if number == self._wanted:
            self._screen.preview.show(found)
