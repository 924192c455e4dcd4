"""What the board shows: asked in a thread of its own, the former question let go of."""

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.index.annotations import AnnotationOrder, Group
from reader.index.database import Interrupted
from reader.library.claims_board import GROUPS, Arrangement, arrange, unchecked
from reader.query.tree import EVERYTHING, Query

if TYPE_CHECKING:
    from reader.tui.screens.board.screen import ClaimsBoard

_REST = 0.2
_SHARE = 10
"""While the index is still being read it is looked at every so many seconds, and no more than one
of so many parts of the time."""


class Asking:
    """Filter, order and group, and the sightings there are accordingly.

    Attributes:
        query: What is asked.
    """

    def __init__(self, screen: "ClaimsBoard") -> None:
        """Ask for `screen`."""
        self._screen = screen
        self._number = 0
        self._unchecked: frozenset[int] | None = None
        self.query: Query = EVERYTHING

    def ask(self, query: Query | None = None) -> None:
        """Ask for the rows, also if the question is the former one: something has changed.

        Args:
            query: What is asked from now on; the same as before if left out.
        """
        screen = self._screen
        self.query = self.query if query is None else query
        self._number += 1
        screen.library.listing.annotations.stop()
        state = screen.state
        work = partial(self._work, self._number, self.query, state.order, state.group)
        screen.run_worker(work, thread=True, group="asking", exclusive=True)

    def sort(self) -> None:
        """Sort the next way."""
        orders = list(AnnotationOrder)
        state = self._screen.state
        state.order = orders[(orders.index(state.order) + 1) % len(orders)]
        self._screen.telling.briefly(f"sorted by {state.order_words}")
        self.ask()

    def group(self) -> None:
        """Group by the next one of what there is to group by."""
        state = self._screen.state
        state.group = GROUPS[(GROUPS.index(state.group) + 1) % len(GROUPS)]
        self._screen.telling.briefly(f"grouped by {state.group or 'nothing'}")
        self.ask()

    def ungroup(self) -> None:
        """Show all in one list."""
        self._screen.state.group = None
        self.ask()

    def unchecked(self) -> frozenset[int]:
        """Return the numbers of those shown that are not checked yet; from any thread."""
        known = self._unchecked
        if known is None:
            listing, nothing = self._screen.library.listing, frozenset[int]()
            try:
                known = listing.at_once(
                    lambda: unchecked(self._screen.library, self.query), nothing
                )
            except Interrupted:
                return nothing
            self._unchecked = known
        return known

    def _work(self, number: int, query: Query, order: AnnotationOrder, group: Group | None) -> None:
        screen, worker = self._screen, get_current_worker()
        listing = screen.library.listing
        begun = monotonic()
        try:
            listing.at_once(listing.keep_up_at_once, None)
            if worker.is_cancelled:
                return
            screen.call_later(self._read_anew, number)
            found = listing.at_once(lambda: arrange(screen.library, query, order, group), None)
        except Interrupted:
            return
        except ReaderError as error:
            screen.say(str(error), loud=True)
            return
        if not worker.is_cancelled:
            screen.call_later(self._show, number, found, monotonic() - begun)

    def _read_anew(self, number: int) -> None:
        """Show what is in view as it is now, while it is asked what is to be in view."""
        if number == self._number:
            self._screen.board.read_anew()

    def _show(self, number: int, found: Arrangement | None, taken: float) -> None:
        if number != self._number:
            return
        screen = self._screen
        self._unchecked = None
        if found is not None:
            screen.show_arrangement(found)
        filling = screen.filling()
        screen.board.show_foot(filling)
        if found is None or filling:
            screen.set_timer(max(_REST, _SHARE * taken), partial(self._again, self._number))

    def _again(self, number: int) -> None:
        if number == self._number:
            self.ask()
