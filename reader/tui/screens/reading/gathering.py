"""The marks of a long article: at once those near the place one reads at, a moment later all."""

import asyncio
from typing import TYPE_CHECKING

from reader.text.document import Range

if TYPE_CHECKING:
    from reader.library import ArticleSession
    from reader.tui.screens.reading.screen import ReadingScreen

_AROUND = 20_000
"""Characters on either side, more than a screen holds."""


class Gathering:
    """Shows the annotations of an article that was just opened."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Gather for `screen`."""
        self._screen = screen

    def begin(self, session: "ArticleSession") -> None:
        """Show all annotations; of thousands first those around the place the text opens at.

        Where the notes are in sight, all are.
        """
        screen = self._screen
        if session.sightings_known or screen.has_class("-notes"):
            screen.showing.annotations()
            return
        caret = screen.pane.caret
        around = Range(caret - _AROUND, caret + _AROUND)
        screen.showing.annotations(session.sightings_near(around))
        screen.run_worker(self._gather(session), group="gathering", exclusive=True)

    async def _gather(self, session: "ArticleSession") -> None:
        """Read the rest in small steps, with time for the screen between them."""
        for _ in session.read_sightings():
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        if self._screen.session is session:
            self._screen.showing.changes()
