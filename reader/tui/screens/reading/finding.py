"""Finding words in the open text, and going from one hit to the next."""

import asyncio
from collections.abc import Sequence
from copy import copy
from typing import TYPE_CHECKING

from reader.text.document import Range
from reader.tui.screens.reading.ways_of_finding import Origin, WaysOfFinding, word_at_caret

if TYPE_CHECKING:
    from reader.index.conditions import Phrase
    from reader.text.find import Finder
    from reader.tui.screens.reading.screen import ReadingScreen
    from reader.tui.screens.reading.ways_of_finding import AnySearch

_AT_ONCE = 0.012
_SLICE = 0.006
_FROM_THE_TOP = " · from the top"
_FROM_THE_END = " · from the end"


class Finding:
    """What `/`, `n`, `N` and `*` do.

    Words are found while they are typed, from where the person is. A search that is not done at
    once goes on in slices of the screen's own time, one for a regular expression in a thread.
    """

    def __init__(self, screen: "ReadingScreen") -> None:
        """Work on the text `screen` shows."""
        self._screen = screen
        self._search: AnySearch | None = None
        self._current: Range | None = None
        self._around = ""
        self._ways = WaysOfFinding()
        self._origin: Origin | None = None
        self._finder: Finder | None = None
        self._staying = False
        self._threads = asyncio.Semaphore(2)

    @property
    def hits(self) -> Sequence[Range]:
        """Where the words occur, in order; empty when nothing is being found."""
        return self._search.hits if self._search else ()

    @property
    def count(self) -> str:
        """Which hit the person is on, of how many, such as `3/14`; empty without hits."""
        search = self._search
        if search is None or not search.hits:
            return ""
        total = f"{len(search.hits):,}"
        if search.capped or not search.done:
            return f"{total}+"
        if self._current is None:
            return total
        return f"{search.hits.following(self._current.start) + 1:,}/{total}{self._around}"

    # The bar

    def open(self) -> None:
        """Open the bar in which the words are typed."""
        from reader.text.find import Finder

        screen = self._screen
        text = screen.open_session.document.text
        place = screen.jumping.here
        if place is None:
            return
        attention = copy(screen.pane.attention)
        self._origin = Origin(place, attention, self._ways.words, self._search, self._current)
        self._finder = Finder(text)
        screen.find_bar.open(self._ways.words, self._ways.former)
        screen.find_bar.light(self._ways.lit)

    def look_for(self, words: str) -> None:
        """Mark all hits and show the first one from where the search began."""
        self._ways.words = words
        self._look_again()

    def closed(self, *, kept: bool) -> None:
        """Keep the hits after Enter; after Escape go back to where and how it was before."""
        origin, self._origin = self._origin, None
        self._screen.set_focus(self._screen.pane)
        if origin is None:
            return
        if not kept:
            self._forget()
            self._ways.words = origin.words
            self._search, self._current = origin.search, origin.current
            self._put_back(origin)
        elif not self._ways.words.strip():
            self.stop()
        else:
            self._keep(origin)
        self._finder = None

    def turn_case(self) -> None:
        """Have case count, or not, whatever the words are."""
        self._turn("find_case")

    def turn_whole(self) -> None:
        """Find only whole words, or parts of words too."""
        self._turn("find_whole")

    def turn_accents(self) -> None:
        """Let accents make no difference, or a difference again."""
        self._turn("find_accents")

    def turn_pattern(self) -> None:
        """Take the words for a regular expression, or for words."""
        self._turn("find_pattern")

    # From hit to hit

    def stop(self) -> bool:
        """Forget what was found; returns False if nothing was being found."""
        found = bool(self.hits)
        self._forget()
        self._screen.pane.set_hits(())
        return found

    def next(self) -> None:
        """Go to the next hit; to the next annotation when nothing is being found."""
        if self.hits:
            self._step(forward=True)
        else:
            self._screen.pane.action_next_annotation()

    def previous(self) -> None:
        """Go to the previous hit; to the previous annotation when nothing is being found."""
        if self.hits:
            self._step(forward=False)
        else:
            self._screen.pane.action_previous_annotation()

    def word(self) -> None:
        """Find the word under the caret, or what is selected, and go to its next occurrence."""
        from reader.text.find import Finder, Query

        pane = self._screen.pane
        text = self._screen.open_session.document.text
        selected = pane.selection
        under = selected or word_at_caret(pane)
        if under is None:
            self._screen.say("There is no word here.")
            return
        words = " ".join(text[under.start : under.end].split())
        if selected:
            pane.clear_selection()
        self._screen.jumping.note()
        self._ways.remember(words)
        self._forget()
        query = Query(words, case=False, accents=self._ways.accents, whole=not selected)
        self._begin(Finder(text).search(query, under.end))

    def mark(self, phrases: "Sequence[Phrase]", origin: int, *, stay: bool) -> None:
        """Mark what a search of the library found in this text, just as it found it.

        Args:
            phrases: What was looked for.
            origin: Where in the text to begin.
            stay: Whether to stay, and not to go to the first hit from there on.
        """
        from reader.index.marking import DocumentMarking

        self._forget()
        self._staying = stay
        marking = DocumentMarking(self._screen.open_session.document, phrases, origin)
        self._ways.words = marking.query.words
        self._begin(marking)

    # How

    def _turn(self, switch: str) -> None:
        self._ways.turn(switch)
        self._look_again()

    def _look_again(self) -> None:
        """Look for what stands in the bar, from where the person was when it was opened."""
        from reader.text.patterns import PatternError

        origin, finder = self._origin, self._finder
        if origin is None or finder is None:
            return
        self._screen.find_bar.light(self._ways.lit)
        self._forget()
        if not self._ways.words.strip():
            self._put_back(origin)
            self._screen.find_bar.tell("")
            return
        try:
            search = finder.search(self._ways.query, origin.place.offset)
        except PatternError as error:
            self._miss(str(error))
        else:
            self._begin(search)

    def _forget(self) -> None:
        """Let go of the search, of one that still goes on as well."""
        if self._search is not None and not self._search.done:
            self._search.given_up = True
        self._search = self._current = None
        self._around = ""
        self._staying = False

    def _begin(self, search: "AnySearch") -> None:
        """Search, and show what is found as soon as it is."""
        self._search = search
        if search.query.pattern:
            self._screen.run_worker(self._go_on_aside(search), group="finding")
        elif search.advance(_AT_ONCE):
            self._arrived(search)
        else:
            self._screen.run_worker(self._go_on(search), group="finding", exclusive=True)

    async def _go_on(self, search: "AnySearch") -> None:
        """Go on in slices, between which the screen lives."""
        while not search.given_up:
            if self._current is None and search.hits and not self._staying:
                self._arrived(search)
            await asyncio.sleep(0)
            if search.advance(_SLICE):
                break
        self._arrived(search)

    async def _go_on_aside(self, search: "AnySearch") -> None:
        """Search in a thread."""
        from reader.text.patterns import TooLongError

        async with self._threads:
            if search.given_up:
                return
            try:
                await asyncio.to_thread(search.advance)
            except TooLongError as error:
                if search is self._search:
                    self._miss(str(error))
                return
        self._arrived(search)

    def _arrived(self, search: "AnySearch") -> None:
        """Show what was found so far."""
        if search is not self._search:
            return
        if not search.hits:
            if search.done and self._staying:
                self.stop()
            elif search.done:
                self._miss("not found")
            return
        if self._current is None and not self._staying:
            first = search.hits.following(search.origin)
            self._around = _FROM_THE_TOP if first == len(search.hits) else ""
            self._show(search.hits[first % len(search.hits)])
        else:
            self._screen.pane.set_hits(search.hits, self._current)
            self._tell()

    def _miss(self, why: str) -> None:
        """Say that nothing was found, with the text as it was before."""
        self._forget()
        self._screen.pane.set_hits(())
        if self._origin is not None:
            self._put_back(self._origin)
            self._screen.find_bar.tell(why, missing=True)
        else:
            self._say_missing(why)

    def _say_missing(self, why: str) -> None:
        if why == "not found":
            self._screen.say(f"Nothing found: {self._ways.words}")
        else:
            self._screen.say(f"“{self._ways.words}”: {why}.", loud=True)
        self._screen.commanding.show_offers()

    def _keep(self, origin: Origin) -> None:
        """Keep what was found; the same words once more go on to their next occurrence."""
        self._ways.remember(self._ways.words)
        found = self._screen.find_bar.found
        self._screen.jumping.note(origin.place)
        if self._search is None:
            if found:
                self._say_missing(found)
            elif self._finder is not None:
                # Nothing was typed: the words of before, which had been let go of.
                self._begin(self._finder.search(self._ways.query, origin.place.offset))
        elif self._search is origin.search:
            self._step(forward=True)

    def _put_back(self, origin: Origin) -> None:
        """Show the text as it was when the bar was opened."""
        pane = self._screen.pane
        with pane.moving(follow=False, current=origin.place.annotation):
            pane.attention = copy(origin.attention)
        pane.show_from(origin.place.top)
        pane.set_hits(self.hits, self._current)

    def _step(self, *, forward: bool) -> None:
        """Go to another hit from where the person is, around the end of the text if need be."""
        search, pane = self._search, self._screen.pane
        if search is None:
            return
        count = pane.keys.take_count() or 1
        here, hits = pane.position, search.hits
        on_hit = self._current is not None and here == self._current.start
        if forward:
            past = on_hit or pane.attention.caret_shown
            place = hits.following(here + past) + count - 1
        else:
            place = hits.following(here) - count
        if not 0 <= place < len(hits) and not search.done:
            return
        if search.capped and (place >= len(hits) or here < hits[0].start):
            self._go_on_from(here + on_hit)
            return
        self._around = ""
        if not 0 <= place < len(hits):
            self._around = _FROM_THE_TOP if forward else _FROM_THE_END
        self._show(hits[place % len(hits)])

    def _go_on_from(self, offset: int) -> None:
        """Look again from an offset, where there are more hits than are kept."""
        from reader.text.find import Finder

        if self._search is not None:
            query = self._search.query
            self._forget()
            self._begin(Finder(self._screen.open_session.document.text).search(query, offset))

    def _show(self, hit: Range) -> None:
        """Go to a hit, all hits painted, and say which it is."""
        pane = self._screen.pane
        self._current = hit
        if pane.attention.selecting:
            with pane.moving():
                pane.attention.put_caret(hit.start)
        else:
            pane.put_caret(hit.start)
        pane.set_hits(self.hits, hit)
        self._tell()

    def _tell(self) -> None:
        if self._origin is not None:
            self._screen.find_bar.tell(self.count)
        else:
            self._screen.commanding.show_offers()
