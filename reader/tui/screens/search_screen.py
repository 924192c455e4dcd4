"""Searching the whole library: what is found as one types, and the way there."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on

from reader.errors import InputError
from reader.library.search_results import SearchResults
from reader.library.searching import Sought, sought
from reader.query.printing import printed
from reader.query.tree import EVERYTHING, And, Query, Words
from reader.tui.commands import Keymap, Situation, Where
from reader.tui.screens.answering import Answering
from reader.tui.screens.command_screen import CommandScreen
from reader.tui.screens.landing import Landing
from reader.tui.widgets.bottom_row import Offer
from reader.tui.widgets.query_field import QueryField
from reader.tui.widgets.result_counts import ResultCounts
from reader.tui.widgets.result_list import ResultList

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widget import Widget

    from reader.index.conditions import Phrase
    from reader.library import Library
    from reader.library.search_results import Result

_REST = 0.25
"""Seconds after the last letter until more is looked for than a few screenfuls."""

_WHILE_TYPING = 200
_AT_REST = 4_000
"""Results of each kind that are looked for after each letter, and at rest."""

_LOOK = 0.5
_AGAIN = 4
"""How often the state of the index is looked at, and every how many times words are searched."""

_EXAMPLES = (
    "Finds words anywhere: in texts, notes, tags, titles and claims.",
    "",
    "oldest mill · both words, in any order; the last one may go on",
    '"the oldest mill" · side by side',
    "vacc* · whatever begins so",
    "mill tag:health · in the articles a field finds: added:30d, is:unread, verdict:refuted …",
)


class Wanted(NamedTuple):
    """What is to be found.

    Attributes:
        sought: The words, and what has to hold of the articles they are in.
        ranked: Whether many are wanted, those first that say most about it.
    """

    sought: Sought
    ranked: bool

    @property
    def most(self) -> int:
        """How many are looked for of each kind."""
        return _AT_REST if self.ranked else _WHILE_TYPING


class Left(NamedTuple):
    """How a search was left, to come back to.

    Attributes:
        text: What stood in the field.
        results: What was found.
        place: Where the cursor was.
        top: The first row in view.
    """

    text: str
    results: SearchResults
    place: int
    top: int


class SearchScreen(CommandScreen[Landing]):
    """A field, and below it what the library holds of its words."""

    AT: ClassVar[Where] = Where.SEARCH
    WHILE_TYPING: ClassVar[Sequence[Offer]] = (
        Offer("", "Enter", "to the results"),
        Offer("", "↑↓", "choose"),
        Offer("", "Tab", "complete"),
    )

    rows: ResultList
    field: QueryField

    def __init__(
        self,
        library: "Library",
        keymap: Keymap,
        *,
        text: str = "",
        left: Left | None = None,
        filling: Callable[[], str] = lambda: "",
    ) -> None:
        """Prepare a search.

        Args:
            library: What is searched.
            keymap: The keys of every command.
            text: What is looked for at first.
            left: How the last search was left, to go on with that.
            filling: Tells how far the index is filled, nothing once it is; fills it if it is lost.
        """
        super().__init__(library, keymap)
        self._filling = filling
        self._former = left
        results = left.results if left is not None else SearchResults(library)
        placeholder = "words, anywhere in the library"
        value = left.text if left is not None else text
        self.field = QueryField(library, value, placeholder=placeholder)
        self.rows = ResultList(results)
        self.counts = ResultCounts()
        self._searching = Answering[Wanted, SearchResults](
            library, self._in_thread, self._find, self._answered, self._lost
        )
        self._resting: Timer | None = None
        self._looks = 0
        self._incomplete = False

    def body(self) -> "Iterable[Widget]":
        """Lay out heading, field and results."""
        yield self.counts
        yield self.field
        yield self.field.hint
        yield self.rows

    @property
    def situation(self) -> Situation:
        """What the person is doing while not typing."""
        return Situation.SEARCH

    @property
    def settled(self) -> bool:
        """Whether what stands in the field was searched for at rest."""
        latest = self._searching.latest
        return self._searching.idle and (latest is None or latest.ranked)

    @property
    def left(self) -> Left:
        """How the search is left now."""
        rows = self.rows
        return Left(self.field.value, rows.results, rows.place, rows.scroll_offset.y)

    def on_mount(self) -> None:
        """Begin with the field, or where the last search was left."""
        self._looking = self.set_interval(_LOOK, self._look_at_index)
        self._advise()
        if self._former is None:
            self.field.focus()
        else:
            self.rows.focus()
            self.call_after_refresh(self._come_back, self._former)
        self.show_changes()

    def on_unmount(self) -> None:
        """Look for nothing any more."""
        self._searching.ask(None)

    def show_changes(self) -> None:
        """Take what was saved into the index, and look again."""
        listing = self.library.listing

        def catch_up() -> None:
            listing.catch_up()
            self.call_later(self._search, ranked=True)

        self.run_worker(catch_up, thread=True, group="searching", exclusive=False)

    # Asking

    @on(QueryField.Asked)
    def _asked(self) -> None:
        if self._former is not None and self._former.text == self.field.value:
            # It is what was found before that is shown.
            return
        self._former = None
        self._search(ranked=False)
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, lambda: self._search(ranked=True))

    def _search(self, *, ranked: bool) -> None:
        try:
            wanted = Wanted(sought(self.field.asked), ranked)
        except InputError as error:
            self._searching.ask(None)
            self._show(SearchResults(self.library), 0)
            self._advise(*() if self.field.asked == EVERYTHING else [str(error)])
        else:
            self._searching.ask(wanted)

    def _in_thread(self, work: Callable[[], None]) -> None:
        self.run_worker(work, thread=True, group="searching")

    def _find(self, wanted: Wanted) -> SearchResults:
        """Search; called in a thread."""
        phrases, within = wanted.sought
        records = self.library.listing.full_text.records(
            phrases, within=within, ranked=wanted.ranked, limit=wanted.most
        )
        return SearchResults(self.library, phrases, records)

    def _answered(self, wanted: Wanted, results: SearchResults) -> None:
        """Pass an answer on; called from the thread that found it."""
        self.call_later(self._take, wanted, results)

    def _lost(self) -> None:
        """Have the index filled again; called from the thread that missed it."""
        self.call_later(self._look_at_index)

    def _take(self, wanted: Wanted, results: SearchResults) -> None:
        """Show an answer, unless something else was asked meanwhile."""
        if self._searching.latest != wanted:
            return
        self._show(results, wanted.most)
        self._advise(*_what_to_try(self.field.asked))

    def _show(self, results: SearchResults, most: int) -> None:
        self.rows.show(results, most)
        self.counts.show(results.counts, most)
        self.show_offers()

    def _advise(self, *sentences: str) -> None:
        """Say what to do while nothing is found; without a sentence, what can be typed."""
        self.rows.advise(*(sentences or _EXAMPLES))

    def _look_at_index(self) -> None:
        """Say how far the index is, and search again in what it holds by now."""
        state = self._filling()
        self.rows.show_foot(state)
        self._looks = 0 if not state else self._looks + 1
        if self._looks % _AGAIN == 1 or (self._incomplete and not state):
            self._search(ranked=True)
        self._incomplete = bool(state)

    # Going there

    @on(ResultCounts.Chosen)
    def _source_chosen(self, event: ResultCounts.Chosen) -> None:
        self.rows.focus()
        self.rows.go_to(event.source)

    @on(ResultList.Opened)
    def _opened(self, event: ResultList.Opened) -> None:
        landing = landing_on(event.result, self.rows.results.phrases)
        if landing is None:
            self.say("No sighting of this claim is known.")
        else:
            self.dismiss(landing)

    def _come_back(self, left: Left) -> None:
        self.rows.move_to(left.place)
        self.rows.scroll_to(y=left.top, animate=False, force=True, immediate=True)


def landing_on(result: "Result", phrases: "Sequence[Phrase]") -> Landing | None:
    """Return where a result is in an article; None for a claim that is not sighted any more."""
    if not result.article.id:
        return None
    annotation = "" if result.annotation is None else result.annotation.id
    return Landing(result.article.id, annotation, result.passage.place, tuple(phrases))


def _what_to_try(asked: Query) -> list[str]:
    """Return what a person may change when nothing was found."""
    terms = asked.terms if isinstance(asked, And) else (asked,)
    words = [term for term in terms if isinstance(term, Words)]
    sentences = [f"Nothing was found: {printed(asked)}", ""]
    if len(words) > 1:
        sentences.append("Fewer words find more: all of them have to stand in one paragraph.")
    if any(" " in term.text for term in words):
        sentences.append("Without quotation marks the words need not stand side by side.")
    if len(words) == 1 and words[0].open:
        sentences.append("Fewer letters find more: whatever begins so.")
    if not all(term.open for term in words):
        sentences.append("vacc* finds all that begins so.")
    if len(words) < len(terms):
        fields = " ".join(printed(term) for term in terms if not isinstance(term, Words))
        sentences.append(f"Without {fields} all articles are searched.")
    return sentences
