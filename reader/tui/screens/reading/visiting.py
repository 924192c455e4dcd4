"""Other screens over the text, and the way from what is chosen there into an article."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.screens.landing import Landing
    from reader.tui.screens.reading.screen import ReadingScreen


class Visiting:
    """Opens the screens that show records of the whole library, and goes where they say."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Open screens on `screen`."""
        self._screen = screen

    def land(self, landing: "Landing | None") -> None:
        """Go to a place in an article; without one, only show what changed meanwhile."""
        screen = self._screen
        screen.showing.changes()
        screen.show_pinned()
        if landing is None:
            screen.commanding.show_offers()
            return
        screen.jumping.note()
        if landing.article != screen.article and not screen.articles.open(landing.article):
            return
        screen.panes.bring("text")
        if landing.annotation:
            screen.go_to_annotation(landing.annotation)
            if landing.annotation not in screen.pane.marks:
                screen.say("Its words are no longer in this text.")
        elif landing.extent is not None:
            screen.pane.focus_on(landing.extent)
        screen.commanding.show_offers()
