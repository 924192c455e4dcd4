"""Searching the library in a thread: only what was asked last is answered."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from reader.index.database import IndexLost, Interrupted
from reader.library.search_results import SearchResults
from reader.library.searching import Sought

if TYPE_CHECKING:
    from reader.library import Library

WHILE_TYPING = 200
"""Results of each kind that are looked for after each letter."""

AT_REST = 4_000
"""Results of each kind that are looked for once one stops typing, the most telling first."""


class Wanted(NamedTuple):
    """What is to be found.

    Attributes:
        sought: The words, and what has to hold of the articles they are in.
        ranked: Whether many are wanted, those first that say most about it.
    """

    sought: Sought
    ranked: bool

    @property
    def most(self) -> int:
        """How many are looked for of each kind."""
        return AT_REST if self.ranked else WHILE_TYPING


class Searching:
    """Answers what is asked, one question at a time and in a thread of its own.

    Attributes:
        latest: What was asked last, None for nothing.
    """

    def __init__(
        self,
        library: "Library",
        start: Callable[[Callable[[], None]], object],
        answered: Callable[[Wanted, SearchResults], None],
        lost: Callable[[], None],
    ) -> None:
        """Prepare to search.

        Args:
            library: What is searched.
            start: Runs a function in a thread.
            answered: Told, in that thread, what was found.
            lost: Told, in that thread, that the index has to be filled again.
        """
        self._library = library
        self._start = start
        self._answered = answered
        self._lost = lost
        self.latest: Wanted | None = None
        self._wanted: Wanted | None = None
        self._at_work = False
        self._lock = threading.Lock()

    def ask(self, wanted: Wanted | None) -> None:
        """Look for this from now on, and no longer for what was asked before."""
        with self._lock:
            self.latest = self._wanted = wanted
            begin = wanted is not None and not self._at_work
            self._at_work = self._at_work or begin
        self._library.listing.full_text.stop()
        if begin:
            self._start(self._work)

    def _work(self) -> None:
        """Answer until nothing more is asked."""
        while (wanted := self._next()) is not None:
            try:
                records = self._library.listing.full_text.records(
                    wanted.sought.phrases,
                    within=wanted.sought.within,
                    ranked=wanted.ranked,
                    limit=wanted.most,
                )
            except Interrupted:
                continue
            except IndexLost:
                self._lost()
                records = []
            self._done(wanted)
            self._answered(wanted, SearchResults(self._library, wanted.sought.phrases, records))

    def _next(self) -> Wanted | None:
        with self._lock:
            self._at_work = self._wanted is not None
            return self._wanted

    def _done(self, wanted: Wanted) -> None:
        """Take a question for answered, unless another was asked meanwhile."""
        with self._lock:
            if self._wanted is wanted:
                self._wanted = None
