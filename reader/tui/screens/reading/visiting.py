"""Other screens over the text, and the way from what is chosen there into an article."""

from typing import TYPE_CHECKING

from reader.text.canonical import clean_line
from reader.tui.commands import Where

if TYPE_CHECKING:
    from reader.tui.screens.board.state import BoardState
    from reader.tui.screens.landing import Asking, Landing
    from reader.tui.screens.reading.screen import ReadingScreen
    from reader.tui.screens.search_screen import Left

_LONGEST = 200
"""Characters of a selection that are searched for."""


class Visiting:
    """Opens the screens that show records of the whole library, and goes where they say."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Open screens on `screen`."""
        self._screen = screen
        self._search: Left | None = None
        self._board: BoardState | None = None

    async def search(self) -> None:
        """Search the library for the selected words, else go on where the last search was left."""
        from reader.query.printing import printed
        from reader.query.tree import Words
        from reader.tui.screens.search_screen import SearchScreen

        screen = self._screen
        text = self._selected_words()
        text = printed(Words(text)) if text else ""
        search = SearchScreen(
            screen.library,
            screen.keymap,
            text=text,
            left=None if text else self._search,
            filling=screen.articles.filling,
        )

        def answered(landing: "Landing | None") -> None:
            self._search = search.left
            self.land(landing)

        await screen.ask(search, answered)

    def _selected_words(self) -> str:
        screen = self._screen
        if screen.commanding.where is not Where.SELECTION:
            return ""
        text = screen.open_session.document.text
        return clean_line(text[slice(*screen.pane.target)])[:_LONGEST]

    async def board(self) -> None:
        """Show the board of all claims as it was left."""
        from reader.tui.screens.board.screen import ClaimsBoard

        screen = self._screen
        board = ClaimsBoard(screen.library, screen.keymap, self._board, screen.articles.filling)
        self._board = board.state
        await screen.ask(board, self.land)

    async def speakers(self) -> None:
        """Show the speakers of the library."""
        from reader.tui.screens.speakers_screen import SpeakersScreen

        screen = self._screen
        await screen.ask(SpeakersScreen(screen.library, screen.keymap), self.look_up)

    async def tags(self) -> None:
        """Show the tags of the library."""
        from reader.tui.screens.tags_screen import TagsScreen

        screen = self._screen
        await screen.ask(TagsScreen(screen.library, screen.keymap), self.look_up)

    def look_up(self, asking: "Asking | None") -> None:
        """Show what a query finds; without one, only what changed meanwhile."""
        self._screen.showing.changes()
        self._screen.commanding.show_offers()
        if asking is not None:
            on_board = asking.claims and self._are_claims(asking.query)
            self._screen.call_later(self._ask_board if on_board else self._filter, asking.query)

    def _are_claims(self, query: str) -> bool:
        """Tell whether a query finds any claim."""
        from reader.index.conditions import AllOf
        from reader.library.querying import CLAIMED, of_annotations, understood

        library = self._screen.library
        condition = AllOf([CLAIMED, of_annotations(understood(library, query))])
        listing = library.listing
        return listing.at_once(lambda: listing.annotations.count(condition), 0) > 0

    async def _ask_board(self, query: str) -> None:
        """Show the board with the query in its filter."""
        from reader.tui.screens.board.state import BoardState

        self._board = BoardState(text=query)
        await self.board()

    def _filter(self, query: str) -> None:
        """Show the articles in which something is found, with the query in the filter."""
        self._screen.panes.bring("list")
        self._screen.filtering.open()
        self._screen.filter_bar.put(query)

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
            screen.captions.chosen()
        if landing.phrases:
            begin = 0 if landing.extent is None else landing.extent.start
            stay = landing.extent is None or bool(landing.annotation)
            screen.finding.mark(landing.phrases, begin, stay=stay)
        screen.commanding.show_offers()
