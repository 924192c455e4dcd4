"""Finding words in the open text, and going from one hit to the next."""

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.text.document import Range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.screens.reading.screen import ReadingScreen

MOST = 10_000
"""Hits that are looked for; of more, those from the caret on, or typing would have to wait."""


class Finding:
    """What `/`, `n`, `N` and `*` do.

    Attributes:
        hits: Where the words occur, in order; empty when nothing is being found.
    """

    def __init__(self, screen: "ReadingScreen") -> None:
        """Work on the text `screen` shows."""
        self._screen = screen
        self.hits: Sequence[Range] = ()
        self._current: Range | None = None
        self._more = False
        self._words = ""
        self._origin = 0

    @property
    def count(self) -> str:
        """Which hit the person is on, of how many, such as `3 of 14`; empty without hits."""
        if not self.hits or self._current is None:
            return ""
        if self._more:
            return f"{MOST:,}+"
        return f"{bisect_right(self.hits, self._current)} of {len(self.hits)}"

    def open(self) -> None:
        """Open the bar in which the words are typed."""
        self._origin = self._screen.pane.caret
        self._screen.find_bar.open(self._words)
        self._screen.find_bar.tell("")

    def look_for(self, words: str) -> None:
        """Mark all hits and show the first one from where the search began."""
        self._words = words
        self.hits = self._found(self._origin)
        if self.hits:
            starts = [hit.start for hit in self.hits]
            place = bisect_left(starts, self._origin) % len(starts)
            self._show(self.hits[place])
        else:
            self._show(None)
            if words.strip():
                self._screen.find_bar.tell("not found")
            else:
                self._screen.find_bar.tell("")

    def closed(self, *, kept: bool) -> None:
        """Keep the hits after Enter; after Escape go back to where the search began."""
        self._screen.pane.focus()
        if not kept:
            self.stop()
            self._screen.pane.go_to(self._origin)
        elif self._words.strip() and not self.hits:
            self._screen.say(f"“{self._words}” is not in this text.")

    def stop(self) -> bool:
        """Forget what was found; returns False if nothing was being found."""
        if not self.hits:
            return False
        self.hits, self._current = (), None
        self._screen.pane.set_hits(())
        return True

    def next(self) -> None:
        """Go to the next hit; to the next annotation when nothing is being found."""
        if self.hits:
            here = self._place() + 1
            self._show(self.hits[here % len(self.hits)])
        else:
            self._screen.pane.action_next_annotation()

    def previous(self) -> None:
        """Go to the previous hit; to the previous annotation when nothing is being found."""
        if self.hits:
            starts = [hit.start for hit in self.hits]
            here = bisect_left(starts, self._here()) - 1
            self._show(self.hits[here % len(self.hits)])
        else:
            self._screen.pane.action_previous_annotation()

    def word(self) -> None:
        """Find the word under the caret, and go to its next occurrence."""
        pane = self._screen.pane
        text = self._screen.open_session.document.text
        under = pane.units.word_at(pane.caret)
        self._words = text[under.start : under.end].lower()
        found = self._found(under.start)
        self.hits = [hit for hit in found if pane.units.word_at(hit.start) == hit]
        self._current = under
        if self.hits:
            self.next()

    def _found(self, origin: int) -> "list[Range]":
        """Return where the words stand; of very many, the first ones if `origin` is among them."""
        from reader.text.find import find

        text = self._screen.open_session.document.text
        hits = find(text, self._words, limit=MOST + 1)
        self._more = len(hits) > MOST
        if self._more and hits[MOST].start <= origin:
            following = find(text[origin:], self._words, limit=MOST)
            hits = [Range(origin + hit.start, origin + hit.end) for hit in following] or hits
        return hits[:MOST]

    def _here(self) -> int:
        return self._current.start if self._current else self._screen.pane.caret

    def _place(self) -> int:
        starts = [hit.start for hit in self.hits]
        return bisect_right(starts, self._here()) - 1

    def _show(self, hit: Range | None) -> None:
        """Paint the hits, go to one of them, and say which it is."""
        pane = self._screen.pane
        self._current = hit
        if hit is not None:
            pane.put_caret(hit.start)
        pane.set_hits(self.hits, hit)
        if hit is not None:
            self._screen.find_bar.tell(self.count)
