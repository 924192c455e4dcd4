"""What is said about the place one is at: in the row above, in the card, in the notes."""

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from reader.tui.rest import Rest
from reader.tui.screens.reading.shown import around, card_of, heading, suggested_name
from reader.tui.signs import SUGGESTED_SIGN

if TYPE_CHECKING:
    from reader.library import ArticleSession
    from reader.text.document import Range
    from reader.tui.screens.reading.screen import ReadingScreen

_REST = 0.15
"""Seconds the focus has to rest before the rules are asked who says the words."""


class Captions:
    """Keeps the row above and the card true to the text in view and to the focus.

    Attributes:
        counts: How many claims the open article has, and how many suggested speakers.
        leafing: Whether the focus came to its words along with a page, chosen by nobody.
    """

    def __init__(self, screen: "ReadingScreen") -> None:
        """Caption the text of `screen`."""
        self.counts = (0, 0)
        self.leafing = True
        self._screen = screen
        self._rest = Rest(screen, _REST, self._show_suggestion)
        self._paced: str | None = None
        self._opened = False

    def show_heading(self) -> None:
        """Show what is open and how far the view has come."""
        screen = self._screen
        if screen.session is not None:
            claims, suggested = self.counts
            end = screen.pane.in_view.end
            left = screen.remembered.pace.minutes(len(screen.session.document.text) - 1 - end)
            screen.top_row.show(
                heading(screen.session, end, claims=claims, suggested=suggested, minutes=left)
            )

    def view_moved(self) -> None:
        """Learn the reader's pace from how the view moves on, and show how far it has come."""
        screen = self._screen
        view, pace = screen.pane.in_view, screen.remembered.pace
        if screen.article == self._paced:
            pace.moved(view.end, view.end - view.start, monotonic())
        else:
            self._paced = screen.article
            pace.restart(view.end, monotonic())
        self.show_heading()

    def show_overview(self) -> None:
        """Show beside the scrollbar where in the text there is what."""
        pane = self._screen.pane
        layers = pane.painter.layers
        self._screen.overview.show(pane.layout_rows, pane.marks, layers.hits, layers.hit)

    def show_card(self) -> None:
        """Show the annotation under the focus in the card, and mark it in the notes."""
        screen = self._screen
        annotation = screen.commanding.annotation
        if screen.session is None or annotation is None:
            self._show_hint()
            return
        extent = screen.session.range_of(annotation)
        here = [mark.id for mark in screen.pane.marks.over(extent)] if extent else [annotation.id]
        number = here.index(annotation.id) + 1 if annotation.id in here else 1
        if screen.card.content is None:
            self._opened = screen.has_class("-short")
        known = around(screen.library, screen.session, annotation)
        screen.card.show(card_of(screen.session, annotation, known, number=number, here=len(here)))
        if screen.panes.front != "notes":
            screen.notes.highlight(annotation.id)

    def chosen(self) -> None:
        """Take it that the words in focus were chosen, and say what is known of them."""
        if self.leafing:
            self.leafing = False
            self.show_card()

    def card_appeared(self) -> None:
        """Scroll to the words in focus if a card that was opened for them took their rows."""
        pane = self._screen.pane
        if self._opened:
            self._opened = False
            pane.reveal(pane.target)

    def _show_hint(self) -> None:
        """Show what can be done with words that bear no annotation yet."""
        screen = self._screen
        if screen.session is None:
            screen.card.show(None)
            return
        screen.card.show(None, self._claims_it)
        seen = screen.has_class("-card") and not screen.has_class("-short")
        if seen and not self.leafing:
            # After a rest: the rules are loaded, and read the article for names, when first asked.
            self._rest.begin()
        else:
            self._rest.end()

    def _show_suggestion(self) -> None:
        """Add to the hint who seems to say the words in focus."""
        screen = self._screen
        if screen.session is not None and screen.card.content is None:
            suggesting = self._suggest(screen.session, screen.pane.target)
            screen.run_worker(suggesting, group="suggestion")

    async def _suggest(self, session: "ArticleSession", words: "Range") -> None:
        """Have the rules asked in a thread: the first time they read what is around for names."""
        name = await asyncio.to_thread(suggested_name, session, words)
        screen = self._screen
        still = screen.session is session and screen.pane.target == words
        if name and still and screen.card.content is None:
            screen.card.show(None, f"{self._claims_it}  ·  said by {name} {SUGGESTED_SIGN}")

    @property
    def _claims_it(self) -> str:
        return f"{self._screen.key_of('claim')} claims it"
