"""A report on the claims that the board shows, ready to paste and written to a file."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.index.database import Interrupted
from reader.library.export import export_text
from reader.library.report import rendered, report
from reader.query.tree import Query
from reader.tui.wording import counted

if TYPE_CHECKING:
    from reader.tui.screens.board.screen import ClaimsBoard

_NAME = "claims {}.md"
_PASTED = 200_000
"""Characters that are given to the clipboard of the terminal; many refuse more."""

_TRIES = 3


class Reporting:
    """What `W` does."""

    def __init__(self, screen: "ClaimsBoard") -> None:
        """Report on what `screen` shows."""
        self._screen = screen

    def make(self) -> None:
        """Make the report in a thread: it reads the records of all claims."""
        screen = self._screen
        if not screen.board.keys:
            screen.telling.briefly("There is nothing to report on.")
            return
        screen.say("Making the report …")
        work = partial(self._work, screen.asking.query)
        screen.run_worker(work, thread=True, group="reporting", exclusive=True)

    def _work(self, query: Query) -> None:
        screen = self._screen
        for _ in range(_TRIES):
            try:
                made = report(screen.library, query)
            except Interrupted:
                # That was meant for a query of the board.
                continue
            except ReaderError as error:
                screen.say(str(error), loud=True)
                return
            screen.call_later(self._made, rendered(made), len(made.claims))
            return

    def _made(self, text: str, claims: int) -> None:
        """Copy it and write it; not in the thread, since the folder is remembered elsewhere."""
        screen = self._screen
        copied = len(text) <= _PASTED
        if copied:
            screen.app.copy_to_clipboard(text)
        done = [f"Report on {counted(claims, 'claim')}"] + ["copied"] * copied
        try:
            path = export_text(screen.library, _NAME.format(date.today().isoformat()), text).paths[
                0
            ]
        except ReaderError as error:
            screen.telling.hush()
            screen.say(f"{', '.join(done)}; not written: {error}", loud=True)
            return
        screen.telling.hush()
        screen.say(f"{', '.join(done)}, written to {path}")
