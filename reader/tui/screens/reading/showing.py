"""What is open, and what is known of it, in every widget that shows some of it."""

import gc
from typing import TYPE_CHECKING

from reader.text.document import Document
from reader.text.units import Units
from reader.tui.screens.reading.shown import Shown
from reader.tui.widgets.top_row import Heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library import ArticleSession, Sighting
    from reader.tui.screens.reading.screen import ReadingScreen


class Showing:
    """Shows an article, or that there is none, and its annotations as they stand."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Show what is open on `screen`."""
        self._screen = screen
        self._shown: Shown | None = None

    def article(self, session: "ArticleSession", position: int | None = None) -> None:
        """Show an article where it was left, or at an offset."""
        screen = self._screen
        screen.session = session
        screen.remove_class("-empty")
        if screen.has_used("finding"):
            screen.finding.stop()
        if screen.has_used("marking"):
            screen.marking.stop_reselecting()
        screen.captions.leafing = True
        start = session.state.position if position is None else position
        screen.pane.load(session.document, session.units, position=start)
        screen.list.mark_open(session.id)
        screen.bookmark.opened(session)
        screen.gathering.begin(session)
        # What belongs to an article stays as long as it is open; let the collector pass it by.
        screen.call_after_refresh(gc.freeze)

    def nothing(self) -> None:
        """Show that no article is open."""
        screen = self._screen
        screen.session = self._shown = None
        screen.add_class("-empty")
        screen.list.mark_open(None)
        nothing = Document("", ())
        screen.pane.load(nothing, Units(nothing))
        screen.notes.show_nothing()
        screen.card.show(None)
        screen.top_row.show(Heading(title="claim-reader"))
        screen.commanding.show_offers()

    def annotations(self, some: "Sequence[Sighting] | None" = None) -> None:
        """Show the marks, the notes and the counts as they stand.

        Args:
            some: The only ones to show for now; the rest is shown before the next command.
        """
        screen = self._screen
        screen.saving.stale = some is not None
        session = screen.session
        if session is None or screen.reviewing.follow_version():
            return
        if self._shown is None or self._shown.session is not session:
            self._shown = Shown(screen.library, session)
        counts = session.counts
        sightings = session.sightings if some is None else some
        screen.pane.set_marks(sightings, self._shown.tints())
        screen.notes.show(
            sightings,
            self._shown.card,
            claims=counts.claims,
            suggested=counts.suggested,
        )
        screen.captions.counts = counts.claims, counts.suggested
        screen.articles.show_row(session.id)
        screen.captions.show_heading()
        screen.captions.show_card()
        if some is None:
            screen.reviewing.look_after()

    def changes(self) -> None:
        """Show the annotations anew if something changed since they were last shown."""
        if self._screen.saving.stale:
            self.annotations()
