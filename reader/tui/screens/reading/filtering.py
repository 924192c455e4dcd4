"""Which articles the list shows: all, those a filter lets through, those a saved query finds."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.tui.wording import quoted

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.index.conditions import Condition
    from reader.library.saved_queries import SavedQuery
    from reader.query.tree import Query
    from reader.tui.screens.answering import Answering
    from reader.tui.screens.dialogs.list_chooser import ListChoice
    from reader.tui.screens.reading.screen import ReadingScreen
    from reader.tui.widgets.list_heading import ListHeading

_REST = 0.3
"""Seconds after a save until the list is brought up to date: many saves, one look."""


class Filtering:
    """What `/`, `Q` and Escape do in the list.

    Plain words are looked for in what the list shows, and at once; all else is put to the index,
    in a thread, and asked again when something was saved.
    """

    def __init__(self, screen: "ReadingScreen") -> None:
        """Filter the list of `screen`."""
        self._screen = screen
        self._saved: SavedQuery | None = None
        self._asked: Query | None = None
        self._condition: Condition | None = None
        self._answering: Answering[Condition, frozenset[str]] | None = None
        self._heading: ListHeading | None = None
        self._waiting: Timer | None = None
        self._behind = True

    @property
    def is_on(self) -> bool:
        """Whether not all articles are shown."""
        return self._saved is not None or bool(self._text)

    # The filter

    def open(self) -> None:
        """Open the bar in which the filter is typed."""
        screen = self._screen
        # The bar takes the keys itself; the list would ask for them later, and get them.
        screen.panes.entered("list")
        screen.filter_bar.open(screen.library)
        self.count()

    def ask(self, query: "Query") -> None:
        """Let through what a query asks for."""
        from reader.library.filtering import as_filter

        self._asked = query
        self._screen.list.filter(as_filter(query).words)
        self._put_to_index()

    def closed(self, *, kept: bool) -> None:
        """Keep the filter after Enter; after Escape let go of it."""
        if not kept:
            self._screen.filter_bar.put("")
            self.ask_nothing()
        self._screen.list.focus()
        self._tell()

    def escape(self) -> bool:
        """Let go of the filter, else of the saved query; False if all articles are shown."""
        if self._text:
            self._screen.filter_bar.put("")
            self.ask_nothing()
        elif self._saved is not None:
            self._show_list(None)
        else:
            return False
        return True

    def ask_nothing(self) -> None:
        """Filter no longer."""
        from reader.query.tree import EVERYTHING

        self.ask(EVERYTHING)

    def count(self) -> None:
        """Say how many articles are shown, in the bar and above the list."""
        listing = self._screen.list.listing
        if self._screen.has_open("filter_bar"):
            self._screen.filter_bar.tell(f"{len(listing.shown):,}/{len(listing):,}")
        self._tell()

    # Saved queries

    async def lists(self) -> None:
        """Ask which list to show, or what to do with one."""
        from reader.library.saved_queries import saved_queries
        from reader.tui.screens.dialogs.list_chooser import ListChooser

        screen = self._screen
        chooser = ListChooser(
            saved_queries(screen.library),
            present=self._saved and self._saved.name,
            unsaved=self._text,
            articles=len(screen.list.listing),
        )
        await screen.ask(chooser, self._chosen)

    def _chosen(self, choice: "ListChoice | None") -> None:
        from reader.tui.screens.dialogs.list_chooser import Deed

        if choice is None:
            return
        name = choice.name or ""
        match choice.deed:
            case Deed.SHOW:
                self._screen.panes.bring("list")
                self._screen.commanding.attempt(lambda: self._show_list(choice.name))
            case Deed.REMOVE:
                self._screen.commanding.attempt(lambda: self._remove(name))
            case Deed.RENAME:
                self._ask_name("rename the list", name, name, lambda to: self._rename(name, to))
            case Deed.SAVE:
                self._ask_name("save the filter", self._text, "", self._save)

    def _ask_name(self, title: str, subject: str, name: str, do: Callable[[str], None]) -> None:
        from reader.tui.screens.dialogs.name_prompt import NamePrompt

        def answered(typed: str | None) -> None:
            if typed is not None:
                self._screen.commanding.attempt(lambda: do(typed))

        self._screen.call_later(self._screen.ask, NamePrompt(title, subject, value=name), answered)

    def _save(self, name: str) -> None:
        """Save what is shown, the filter within a saved query together with it."""
        from reader.library.filtering import as_saved
        from reader.library.querying import understood
        from reader.library.saved_queries import save_query
        from reader.query.printing import printed
        from reader.query.tree import all_of

        library = self._screen.library
        parts = [as_saved(self._asked)] if self._asked is not None else []
        if self._saved is not None:
            parts.insert(0, understood(library, self._saved.query))
        saved = save_query(library, name, printed(all_of(parts)))
        self._screen.filter_bar.put("")
        self._saved = saved
        self.ask_nothing()
        self._say(f"Saved as the list {quoted(saved.name)}")

    def _rename(self, name: str, other: str) -> None:
        from reader.library.saved_queries import rename_query

        kept = rename_query(self._screen.library, name, other)
        if self._saved is not None and self._saved.name == name:
            self._saved = self._saved._replace(name=kept)
            self._tell()
        self._say(f"Renamed to {quoted(kept)}")

    def _remove(self, name: str) -> None:
        from reader.library.saved_queries import remove_query

        remove_query(self._screen.library, name)
        self._say(f"The list {quoted(name)} is removed")

    def _say(self, done: str) -> None:
        self._screen.say(f"{done} · {self._screen.key_of('undo')} undoes.")

    def _show_list(self, name: str | None) -> None:
        """Show what a saved query finds, all articles for None.

        Raises:
            QueryError: what was saved is wrong.
        """
        from reader.library.querying import understood
        from reader.library.saved_queries import saved_queries

        known = {saved.name: saved for saved in saved_queries(self._screen.library)}
        saved = known.get(name or "")
        if saved is not None:
            understood(self._screen.library, saved.query)
        self._saved = saved
        self._screen.list.move_to(0)
        self._put_to_index()

    # Keeping up

    def saved(self) -> None:
        """Bring the list up to date soon: something was saved, or read into the index."""
        self._behind = True
        if self._condition is not None and self._waiting is None:
            self._waiting = self._screen.set_timer(_REST, self._look_again)

    def changed(self) -> None:
        """Take note that saved queries may have been changed, here or elsewhere."""
        if self._saved is None:
            return
        from reader.library.saved_queries import saved_queries

        known = {saved.name: saved for saved in saved_queries(self._screen.library)}
        present = known.get(self._saved.name)
        if present != self._saved:
            self._saved = present
            self._screen.commanding.attempt(self._put_to_index)

    def _look_again(self) -> None:
        self._waiting = None
        if self._condition is not None:
            self._ask_index(self._condition)

    # How

    @property
    def _text(self) -> str:
        screen = self._screen
        return screen.filter_bar.text if screen.has_used("filter_bar") else ""

    def _put_to_index(self) -> None:
        """Ask the index for all but the plain words."""
        from reader.library.filtering import as_filter, condition_of
        from reader.query.tree import EVERYTHING

        rest = as_filter(EVERYTHING if self._asked is None else self._asked).rest
        self._condition = condition_of(self._screen.library, self._saved, rest)
        if self._condition is None:
            if self._answering is not None:
                self._answering.ask(None)
            if self._screen.list.listing.within is not None:
                self._screen.list.keep_within(None)
            self.count()
        else:
            self._ask_index(self._condition)

    def _ask_index(self, condition: "Condition") -> None:
        from reader.tui.screens.answering import Answering

        if self._answering is None:
            self._answering = Answering(
                self._screen.library, self._in_thread, self._find, self._answered, self._lost
            )
        self._answering.ask(condition)

    def _in_thread(self, work: Callable[[], None]) -> None:
        self._screen.run_worker(work, thread=True, group="filtering")

    def _find(self, wanted: "Condition") -> frozenset[str]:
        """Ask the index; called in a thread."""
        listing = self._screen.library.listing
        if self._behind:
            self._behind = False
            listing.catch_up()
        return frozenset(listing.matching(wanted))

    def _answered(self, wanted: "Condition", articles: frozenset[str]) -> None:
        """Pass an answer on; called from the thread that found it."""
        self._screen.call_later(self._take, wanted, articles)

    def _lost(self) -> None:
        """Have the index filled again; called from the thread that missed it."""
        self._screen.call_later(self._screen.articles.filling)

    def _take(self, wanted: "Condition", articles: frozenset[str]) -> None:
        """Show what the index found, unless something else was asked meanwhile."""
        if wanted is self._condition:
            self._screen.list.keep_within(articles)
            self.count()

    def _tell(self) -> None:
        """Say above the list what is shown, if that is not everything."""
        screen = self._screen
        if self._heading is None:
            if not self.is_on:
                return
            from reader.tui.widgets.list_heading import ListHeading

            self._heading = ListHeading()
            screen.mount_bar(self._heading, screen.query_one("#list-pane"), before=screen.list)
        text = "" if screen.has_open("filter_bar") else self._text
        name = "" if self._saved is None else self._saved.name
        self._heading.show(name, text, len(screen.list.listing.shown))
