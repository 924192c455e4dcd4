"""Far motions and the way back from them, in one article and from one to another."""

from collections.abc import Awaitable
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.text.document import Range
from reader.tui.widgets.reading_pane.viewport import Top

if TYPE_CHECKING:
    from reader.tui.screens.reading.screen import ReadingScreen

_MOST = 100


class Place(NamedTuple):
    """Where a person is: all it takes to show it again as it was.

    Attributes:
        article: The id of the article.
        offset: Offset of the caret, or of the first character in view if that was left behind.
        top: The first row in view.
        focus: The words in focus.
        caret: Offset of the caret.
        caret_shown: Whether the caret is seen.
        annotation: The id of the current annotation, or None.
    """

    article: str
    offset: int
    top: Top
    focus: Range
    caret: int
    caret_shown: bool
    annotation: str | None = None


class Jumping:
    """What ctrl+o, the way forward again and `T` do.

    Whoever is about to go far calls `note` before; `here` and `go` are the two halves of it.
    """

    def __init__(self, screen: "ReadingScreen") -> None:
        """Work on the text `screen` shows."""
        self._screen = screen
        self._behind: list[Place] = []
        self._ahead: list[Place] = []
        self._travelling = False

    @property
    def here(self) -> Place | None:
        """Where the person is; None where no article is open, or one without text."""
        screen, pane = self._screen, self._screen.pane
        if screen.article is None or not pane.document.blocks:
            return None
        attention = pane.attention
        return Place(
            screen.article,
            pane.position,
            pane.top,
            attention.focus,
            attention.caret,
            attention.caret_shown,
            pane.current,
        )

    def note(self, place: Place | None = None) -> None:
        """Keep the present place, or the one given, to come back to.

        Of places in the same row the latest is kept.
        """
        place = place or self.here
        if place is None or self._travelling:
            return
        self._behind = [known for known in self._behind if not self._same_row(known, place)]
        self._behind.append(place)
        del self._behind[:-_MOST]
        self._ahead.clear()

    def left(self, place: Place | None) -> None:
        """Keep a place to come back to if it has gone out of sight."""
        if place is None or place.article != self._screen.article:
            return
        if not self._screen.pane.is_visible(Range(place.offset, place.offset + 1)):
            self.note(place)

    def back(self) -> None:
        """Go back to where the person was before the last jump."""
        self._travel(self._behind, self._ahead, "There is no jump to go back from.")

    def forward(self) -> None:
        """Go forward again to where the person came back from."""
        self._travel(self._ahead, self._behind, "There is no jump to go forward to.")

    def go(self, place: Place) -> bool:
        """Show a place as it was; False if its article cannot be shown any more."""
        screen = self._screen
        if place.article != screen.article and not self._open(place.article):
            return False
        self.show(place)
        screen.captions.chosen()
        screen.panes.bring("text")
        return True

    def show(self, place: Place) -> None:
        """Show a place of the open article as it was; one that is not in the text shows nothing."""
        pane = self._screen.pane
        attention = pane.attention
        if max(place.caret + 1, place.top.offset + 1, *place.focus) > len(pane.document.text):
            return
        with pane.moving(follow=False, current=self._known(place.annotation)):
            attention.drop_selection()
            attention.focus_on(place.focus)
            if place.caret_shown:
                attention.put_caret(place.caret)
        pane.show_from(place.top)
        if place.caret_shown:
            pane.reveal_sideways(place.caret)

    def contents(self) -> Awaitable[None]:
        """Ask for a heading to go to."""
        from reader.tui.screens.dialogs.contents import Contents

        screen = self._screen
        session = screen.open_session
        pane = screen.pane

        def chosen(offset: int | None) -> None:
            if offset is not None:
                self.note()
                self._show_at_top(offset)

        return screen.ask(Contents(session.document, pane.position, pane.marks.ordered), chosen)

    # How

    def _travel(self, source: list[Place], other: list[Place], nothing: str) -> None:
        """Go as many places along one list as the count says, noting them in the other."""
        moved = False
        for _ in range(self._screen.pane.keys.take_count() or 1):
            here = self.here
            while source:
                place = source.pop()
                if here is not None and self._same_row(place, here):
                    continue
                if self.go(place):
                    if here is not None:
                        other.append(here)
                    moved = True
                    break
        if not moved:
            self._screen.say(nothing)

    def _open(self, article: str) -> bool:
        """Open an article unless it is in the trash."""
        self._travelling = True
        try:
            if self._screen.library.row(article).deleted:
                return False
            return self._screen.articles.open(article)
        except ReaderError:
            return False
        finally:
            self._travelling = False

    def _same_row(self, place: Place, other: Place) -> bool:
        if place.article != other.article:
            return False
        if place.article != self._screen.article:
            return place.offset == other.offset
        row_of = self._screen.pane.layout_rows.row_of
        return row_of(place.offset) == row_of(other.offset)

    def _known(self, annotation: str | None) -> str | None:
        return annotation if annotation in self._screen.pane.marks else None

    def _show_at_top(self, offset: int) -> None:
        """Put the focus on the words at an offset, their row the first in view."""
        pane = self._screen.pane
        with pane.moving(follow=False):
            pane.attention.drop_selection()
            pane.attention.settle(offset)
        pane.show_from(Top(offset))
