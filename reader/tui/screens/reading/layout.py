"""The widgets of the reading screen, and where they stand."""

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static

from reader.tui.commands import BY_ID, Keymap
from reader.tui.sheets import BARS, TEXT_SHEETS
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.bottom_row import BottomRow
from reader.tui.widgets.card import Card
from reader.tui.widgets.coach import Coach, Step
from reader.tui.widgets.notes_pane import NotesPane
from reader.tui.widgets.overview import Overview
from reader.tui.widgets.painted_once import PaintedOnce
from reader.tui.widgets.reading_pane import ReadingPane
from reader.tui.widgets.rows_alike import RowsAlike
from reader.tui.widgets.top_row import TopRow

if TYPE_CHECKING:
    from textual.widget import Widget

    from reader.tui.widgets.filter_bar import FilterBar
    from reader.tui.widgets.find_bar import FindBar
    from reader.tui.widgets.footnote_inset import FootnoteInset
    from reader.tui.widgets.link_bar import LinkBar

Bar = TypeVar("Bar", bound="Widget")

_TOO_SMALL = "Too small: 30 columns by 8 rows needed."
_EMPTY = "Nothing to read yet\n\n{add}  adds a file or a folder\n\nor, in a shell:  reader add FILE"


class _Columns(RowsAlike, PaintedOnce, Horizontal):
    """Widgets side by side."""


class _Column(RowsAlike, PaintedOnce, Vertical):
    """Widgets below each other."""


class ReadingLayout(RowsAlike, PaintedOnce, Screen[None]):
    """List, text and notes, with a row above and a row below.

    Attributes:
        keymap: The keys of every command.
    """

    AUTO_FOCUS = "ReadingPane"

    def __init__(self, keymap: Keymap) -> None:
        """Make the widgets; nothing is shown in them yet."""
        super().__init__()
        self.keymap = keymap
        self.top_row = TopRow(id="top")
        self.list = ArticleList(id="list")
        self.list.unmatched = f"Nothing matches; {self.key_of('escape')} shows all."
        self.pane = ReadingPane(id="text")
        self.overview = Overview(id="overview")
        self.card = Card(id="card")
        self.notes = NotesPane(id="notes")
        self.coach = Coach({step: self.key_of(step.value) for step in Step}, id="coach")
        self.bottom_row = BottomRow(id="bottom")

    def compose(self) -> ComposeResult:
        """Lay the panes out; the style sheet shows and hides them by the screen's classes."""
        yield self.top_row
        with _Columns(id="panes"):
            with _Column(id="list-pane"):
                yield self.list
            with _Column(id="text-pane"):
                with _Columns(id="text-and-overview"):
                    yield self.pane
                    yield self.overview
                yield self.card
            yield _Column(id="notes-pane")
        yield self.bottom_row

    def complete(self) -> None:
        """Add what is not in sight before something is opened: that is done sooner without it."""
        self.app.stylesheet.read_all(TEXT_SHEETS)
        self.app.stylesheet.update_nodes((self.pane, self.card))
        empty = Static(_EMPTY.format(add=self.key_of("add")), id="empty", markup=False)
        self.query_one("#text-pane").mount(empty)
        self.query_one("#notes-pane").mount(self.notes)
        self.mount(self.coach, before=self.bottom_row)
        self.mount(Static(_TOO_SMALL, id="too-small", markup=False))

    def has_used(self, name: str) -> bool:
        """Whether an attribute that is made when first asked for was asked for before."""
        return name in vars(self)

    def has_open(self, name: str) -> bool:
        """Whether one of the bars, or the footnote, is open; none is made for it."""
        return self.has_used(name) and vars(self)[name].is_open

    @cached_property
    def filter_bar(self) -> "FilterBar":
        """Where the filter of the list is typed."""
        from reader.tui.widgets.filter_bar import FilterBar

        return self.mount_bar(FilterBar(id="filter-bar"), self.query_one("#list-pane"))

    @cached_property
    def find_bar(self) -> "FindBar":
        """Where words to look for in the text are typed."""
        from reader.tui.screens.reading.ways_of_finding import SWITCHES
        from reader.tui.widgets.find_bar import FindBar

        return self.mount_bar(
            FindBar("/", switches=SWITCHES, id="find-bar"), self.query_one("#text-pane")
        )

    @cached_property
    def link_bar(self) -> "LinkBar":
        """Where it is said what a link leads to."""
        from reader.tui.widgets.link_bar import LinkBar

        return self.mount_bar(LinkBar(id="link-bar"), self.query_one("#text-pane"))

    @cached_property
    def footnote(self) -> "FootnoteInset":
        """Where a footnote is shown over the text."""
        from reader.tui.widgets.footnote_inset import FootnoteInset

        return self.mount_bar(FootnoteInset(id="footnote"), self.query_one("#text-pane"))

    def mount_bar(self, bar: "Bar", into: "Widget", before: "Widget | None" = None) -> "Bar":
        """Mount a bar that nothing needed so far, with the rules for bars; see `mount`."""
        self.app.stylesheet.read_all((BARS,))
        into.mount(bar, before=before)
        return bar

    def key_of(self, identity: str) -> str:
        """Return the key of a command as a person reads it."""
        return self.keymap.first_written(BY_ID[identity])
