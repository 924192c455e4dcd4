"""Saved queries on the board: one is loaded, or what is typed is saved under a name."""

from typing import TYPE_CHECKING

from reader.library.saved_queries import save_query, saved_queries
from reader.query.printing import printed
from reader.tui.wording import quoted

if TYPE_CHECKING:
    from reader.tui.screens.board.screen import ClaimsBoard
    from reader.tui.screens.dialogs.saved_query_chooser import QueryChoice


class Saved:
    """What `Q` does."""

    def __init__(self, screen: "ClaimsBoard") -> None:
        """Work on the filter of `screen`."""
        self._screen = screen

    async def open(self) -> None:
        """Ask for a query to load, or for a name."""
        from reader.tui.screens.dialogs.saved_query_chooser import SavedQueryChooser

        screen = self._screen
        known = {saved.name: saved.query for saved in saved_queries(screen.library)}
        present = printed(screen.asking.query)

        def answered(choice: "QueryChoice | None") -> None:
            if choice is None:
                return
            if not choice.saving:
                screen.query_field.put(known[choice.name])
            elif screen.attempt(lambda: save_query(screen.library, choice.name, present)):
                screen.say(f"Saved as {quoted(choice.name)} · {screen.key_of('undo')} undoes.")

        await screen.ask(SavedQueryChooser(saved_queries(screen.library), present), answered)
