"""The counts of what the board shows, in place of the preview."""

from functools import partial
from typing import TYPE_CHECKING

from reader.index.annotations import Group
from reader.index.database import Interrupted
from reader.library.claims_board import narrowed
from reader.library.statistics import Statistics, statistics
from reader.query.printing import printed
from reader.query.tree import Query

if TYPE_CHECKING:
    from reader.tui.screens.board.screen import ClaimsBoard
    from reader.tui.widgets.counts_list import Value

_GROUPS = (Group.VERDICT, Group.STATUS, Group.SPEAKER, Group.TAG, Group.MONTH)


class Counting:
    """What `i` does, and what a bar that is chosen does."""

    def __init__(self, screen: "ClaimsBoard") -> None:
        """Count for `screen`."""
        self._screen = screen
        self._number = 0

    def turn(self) -> None:
        """Show the counts, or the preview again."""
        self.show(not self._screen.state.counts)

    def show(self, counts: bool) -> None:
        """Show the counts or the preview, with the keys on the counts or the rows."""
        screen = self._screen
        screen.state.counts = counts
        screen.set_class(counts, "-counts")
        if counts:
            self.count()
            screen.counts.focus()
        else:
            screen.board.focus()

    def count(self) -> None:
        """Count what is shown now, if the counts are in sight."""
        screen = self._screen
        if screen.state.counts:
            self._number += 1
            work = partial(self._work, self._number, screen.asking.query)
            screen.run_worker(work, thread=True, group="counting", exclusive=True)

    def chosen(self, value: "Value") -> None:
        """Show only what has this value, as far as it is shown already."""
        screen = self._screen
        query = narrowed(screen.library, screen.asking.query, value.group, value.value)
        screen.query_field.put(printed(query))

    def _work(self, number: int, query: Query) -> None:
        screen = self._screen
        try:
            found = screen.library.listing.at_once(
                lambda: statistics(screen.library, query, _GROUPS), None
            )
        except Interrupted:
            # Another question was asked, whose answer is counted as well.
            return
        if found is not None:
            screen.call_later(self._show, number, found)

    def _show(self, number: int, found: Statistics) -> None:
        if number == self._number:
            self._screen.counts.load(found)
