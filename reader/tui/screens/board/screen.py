"""The claims board: it holds what is shown, and passes on what its widgets say."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Input

from reader.index.annotations import Group
from reader.library.statistics import label_of
from reader.query.tree import EVERYTHING
from reader.tui.commands import BY_ID, Keymap, Situation, Where
from reader.tui.screens.board.asking import Asking
from reader.tui.screens.board.changing import Changing
from reader.tui.screens.board.claiming import Claiming
from reader.tui.screens.board.counting import Counting
from reader.tui.screens.board.previewing import Previewing
from reader.tui.screens.board.reporting import Reporting
from reader.tui.screens.board.saved import Saved
from reader.tui.screens.board.state import BoardState
from reader.tui.screens.board.unchecked import Unchecked
from reader.tui.screens.command_screen import CommandScreen
from reader.tui.screens.landing import Landing
from reader.tui.sheets import BARS, BOARD, SCREENS
from reader.tui.widgets.board_heading import BoardHeading, Shown
from reader.tui.widgets.board_list import BoardList
from reader.tui.widgets.board_listing import Heading
from reader.tui.widgets.claim_preview import ClaimPreview
from reader.tui.widgets.counts_list import CountsList
from reader.tui.widgets.query_field import QueryField
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from reader.index.annotations import AnnotationRow
    from reader.library import Library
    from reader.library.claims_board import Arrangement

_REST = 0.5
"""Seconds after which what may become the name of a field is looked for as a word."""

_PLACEHOLDER = "filter, such as is:unchecked speaker:minister added:30d"


class ClaimsBoard(CommandScreen[Landing]):
    """Every sighting of a claim; it answers with the place to go to in a text.

    Attributes:
        state: How it is arranged; it is kept for the next time.
        board: The rows.
        filling: Tells how far the index is filled, nothing once it is; fills it if it was lost.
    """

    CSS_PATH = [BARS, SCREENS, BOARD]  # noqa: RUF012  As Textual declares it.
    AUTO_FOCUS = "BoardList"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012  As Textual declares it.
    AT = Where.BOARD | Where.COUNTS
    rows: RowList

    def __init__(
        self,
        library: "Library",
        keymap: Keymap,
        state: BoardState | None = None,
        filling: Callable[[], str] = lambda: "",
    ) -> None:
        """Prepare the screen as it was left, or for the first time."""
        super().__init__(library, keymap)
        self.state = state or BoardState()
        self.filling = filling
        self.heading = BoardHeading()
        self.query_field = QueryField(library, self.state.text, placeholder=_PLACEHOLDER)
        self.field = self.query_field
        self.board = BoardList(self._read, self._label)
        self.board.listing.turned = self.state.turned
        self.rows = self.board
        self.preview = ClaimPreview()
        self.counts = CountsList()
        self.asking = Asking(self)
        self.finding = Unchecked(self)
        self.changing = Changing(self)
        self.claiming = Claiming(self)
        self.previewing = Previewing(self)
        self.counting = Counting(self)
        self.saved = Saved(self)
        self.reporting = Reporting(self)
        self._back = self.state.item is not None
        self._waiting: Timer | None = None

    # What every such screen gives

    def body(self) -> Iterable[Widget]:
        """Return the heading, the filter, the rows, and beside or below them what is known."""
        yield self.heading
        yield self.query_field
        yield self.query_field.hint
        yield Container(self.board, self.preview, self.counts, id="board-main")

    @property
    def where(self) -> Where:
        """Whose keys act now: from the counts none acts on a row, which they may hide."""
        if self.focused is self.counts:
            return Where.COUNTS
        return super().where & ~Where.COUNTS

    @property
    def situation(self) -> Situation:
        """What the person is doing."""
        if self.where is Where.COUNTS:
            return Situation.COUNTS
        return Situation.BOARD if self.board.keys else Situation.BARE_BOARD

    def show_changes(self) -> None:
        """Show what is there now."""
        self.asking.ask()

    def action_leave(self) -> None:
        """End what is going on; if nothing is, go back to the text."""
        if self.board.choosing_range:
            self.board.action_choose_range()
        elif self.focused is self.counts:
            self.counting.show(False)
        else:
            self.leave(None)

    def leave(self, landing: Landing | None) -> None:
        """Go back to the text, keeping how everything is arranged."""
        state, board = self.state, self.board
        state.text = self.query_field.value
        state.item, state.place, state.top = board.cursor, board.place, board.top
        state.chosen = board.choice
        self.dismiss(landing)

    # What is shown

    def show_arrangement(self, found: "Arrangement") -> None:
        """Show other sightings."""
        state, board = self.state, self.board
        board.empty = self._why_empty()
        board.load(found, state.order)
        if self._back:
            self._back = False
            board.choose(state.chosen & board.listing.numbers)
            if state.item is not None:
                board.put_back(state.item, state.place, state.top)
        self.show_heading()
        self.counting.count()
        self.previewing.moved()
        self.show_offers()

    def show_heading(self) -> None:
        """Tell how much is shown, and how."""
        state, found = self.state, self.board.listing.arrangement
        claims = len(found.sections) if found.group is Group.CLAIM else 0
        self.heading.show(
            Shown(
                found.found,
                None if self.board.loading_rows else found.total,
                claims,
                self.board.number_chosen,
                state.order_words,
                state.group.value if state.group else "",
            )
        )

    def _why_empty(self) -> str:
        if self.query_field.value.strip():
            return f"Nothing matches; {self.key_of('enter_field')} changes the filter."
        key = self.key_of("claim")
        return f"No claims yet. In a text, {key} claims the sentence in focus."

    def _read(self, numbers: "Sequence[int]") -> "Sequence[AnnotationRow]":
        nothing: list[AnnotationRow] = []
        listing = self.library.listing
        return listing.at_once(lambda: listing.annotations.rows(numbers), nothing)

    def _label(self, heading: Heading) -> str:
        label = label_of(self.library, heading.group, heading.value)
        return f"#{label}" if heading.group is Group.TAG and heading.value else label

    # Its parts

    def on_mount(self) -> None:
        """Ask for what is to be shown first."""
        self.set_class(self.state.counts, "-counts")
        self.show_heading()
        self.board.focus()
        self.asking.ask(self.query_field.asked)

    def on_unmount(self) -> None:
        """Let go of what is asked."""
        self.library.listing.annotations.stop()

    def on_descendant_focus(self) -> None:
        """Move with the keys where the focus is."""
        if isinstance(self.focused, Input):
            return
        self.rows = self.counts if self.focused is self.counts else self.board

    @on(QueryField.Asked)
    def _asked(self, event: QueryField.Asked) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        # What may still become `verdict:` is not looked for as a word before one rests.
        naming = any(one.text.endswith(":") for one in event.field.candidates)
        if naming and self.query_field.has_focus and event.query != EVERYTHING:
            self._waiting = self.set_timer(_REST, self._ask)
        else:
            self._ask()

    def on_text_field_entered(self) -> None:
        """Show what is asked, and go to the rows."""
        self._ask()
        self.rows = self.board
        self.board.focus()

    def _ask(self) -> None:
        asked = self.query_field.asked
        if asked != self.asking.query:
            self.asking.ask(asked)

    @on(BoardList.Moved)
    def _moved(self) -> None:
        self.previewing.moved()

    @on(BoardList.Chosen)
    def _chosen(self) -> None:
        self.show_heading()

    @on(BoardList.Opened)
    def _opened(self) -> None:
        self._open()

    @on(ClaimPreview.Opened)
    def _sighting_clicked(self, event: ClaimPreview.Opened) -> None:
        self.leave(Landing(event.article, event.annotation))

    @on(CountsList.Opened)
    def _counted(self, event: CountsList.Opened) -> None:
        self.counting.chosen(event.value)

    @on(BoardHeading.Clicked)
    async def _heading_clicked(self, event: BoardHeading.Clicked) -> None:
        await self.run(BY_ID[event.command])

    def _open(self) -> None:
        board = self.board
        if isinstance(board.cursor, Heading) and board.cursor.group is not Group.CLAIM:
            board.action_fold()
            return
        row = board.row
        if row is not None:
            self.leave(Landing(row.article, row.id))
