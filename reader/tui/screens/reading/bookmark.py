"""Where the person is in the open article, remembered once they rest."""

from typing import TYPE_CHECKING

from reader.text.document import Range
from reader.tui.rest import Rest
from reader.tui.screens.reading.jumping import Place
from reader.tui.widgets.reading_pane.viewport import Top

if TYPE_CHECKING:
    from reader.library import ArticleSession
    from reader.tui.screens.reading.screen import ReadingScreen

_REST = 1.0


class Bookmark:
    """Keeps the place: a second after the last motion, and before anything else is opened."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Watch the text of `screen`."""
        self._screen = screen
        self._moved = False
        self._rest = Rest(screen, _REST, self.keep)

    def opened(self, session: "ArticleSession") -> None:
        """Take note that an article is being read, from where it was left.

        The record says where, on every machine; if the person was last there on this one, the
        text is shown as it was, to the row and the caret.
        """
        left = _read(self._screen.remembered.place(session.id), session)
        if left is not None and left.offset == session.state.position:
            self._screen.jumping.show(left)
        self._save(session, session.state.position, 0)

    def moved(self) -> None:
        """Take note that the person is somewhere else."""
        self._moved = True
        self._rest.begin()

    def forget(self) -> None:
        """Keep nothing until the person moves again."""
        self._moved = False

    def keep(self) -> None:
        """Have the library remember where the person is, if they moved."""
        screen = self._screen
        if self._moved and screen.session is not None:
            self._moved = False
            place = screen.jumping.here
            if place is not None:
                screen.remembered.keep_place(screen.session.id, _written(place, screen.session))
            self._save(screen.session, screen.pane.position, screen.pane.in_view.end)

    def _save(self, session: "ArticleSession", position: int, seen: int) -> None:
        with self._screen.saving.unheard():
            session.save_position(position, seen)
        self._screen.articles.show_row(session.id)


def _written(place: Place, session: "ArticleSession") -> str:
    """Return a place as text, with the version of the text it is a place of."""
    numbers = (place.offset, *place.top, *place.focus, place.caret, int(place.caret_shown))
    return " ".join((session.text, *map(str, numbers)))


def _read(written: str, session: "ArticleSession") -> Place | None:
    """Return the place that was written, or None if it is none of this version of the text."""
    text, *numbers = written.split() or [""]
    if text != session.text or len(numbers) != 7 or not all(map(str.isdecimal, numbers)):
        return None
    offset, top, above, start, end, caret, shown = map(int, numbers)
    focus = Range(start, end)
    return Place(session.id, offset, Top(top, above), focus, caret, bool(shown))
