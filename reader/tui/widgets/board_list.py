"""The list of the claims board: sightings, or claims with their sightings below them."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.events import Click
from textual.message import Message

from reader.index.annotations import AnnotationOrder, Group
from reader.tui.widgets.board_columns import EDGE, columns
from reader.tui.widgets.board_listing import BoardListing, Heading, Item, Read
from reader.tui.widgets.board_rows import BoardRows
from reader.tui.widgets.row_list import Piece, RowList

if TYPE_CHECKING:
    from reader.index.annotations import AnnotationRow
    from reader.library.claims_board import Arrangement

_MARK = 2
"""Cells at the left edge: a click there chooses the row."""


class BoardList(RowList):
    """A row for each sighting, or for each claim; headings that can be folded.

    Attributes:
        listing: What is shown; change it through this widget's methods.
        label: Returns the words of a heading.
        empty: What to say where there is nothing.
    """

    class Moved(Message):
        """Another row is under the cursor."""

    class Opened(Message):
        """The row under the cursor is to be opened."""

    class Chosen(Message):
        """Other rows were chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--judgement"}

    def __init__(self, read: Read, label: Callable[[Heading], str]) -> None:
        """Start empty; see `BoardListing` for `read`."""
        super().__init__()
        self.listing = BoardListing(read)
        self.label = label
        self.empty = ""
        self._rows = BoardRows(self.look)
        self._from: tuple[int, frozenset[Hashable]] | None = None

    # What is shown

    @property
    def keys(self) -> Sequence[Item]:
        """What names the rows."""
        return self.listing.shown

    def why_empty(self) -> str:
        """Say why nothing is shown."""
        return "…" if self.loading_rows else self.empty

    def is_heading(self, key: Item) -> bool:
        """Tell whether this is a heading; the cursor can stand on it all the same."""
        return isinstance(key, Heading)

    @property
    def row(self) -> "AnnotationRow | None":
        """The sighting under the cursor, the first one at a heading."""
        return self.listing.row(self.place) if self.cursor is not None else None

    @property
    def top(self) -> int:
        """The place at the top of what is in view."""
        return self.scroll_offset.y

    def moved(self) -> None:
        """Say that another row is under the cursor; choose up to it while a range is chosen."""
        if self._from is not None:
            self._reach()
        self.post_message(self.Moved())

    def opened(self) -> None:
        """Say that the row under the cursor is to be opened."""
        self.post_message(self.Opened())

    def load(self, arrangement: "Arrangement", order: AnnotationOrder) -> None:
        """Show an arrangement in an order; the cursor stays on its row, and the view with it."""
        self.loading_rows = False
        self._rows.order = order
        self._rearrange(lambda: self.listing.load(arrangement))
        gone = self._chosen - self.listing.numbers if self._chosen else ()
        if gone:
            self.choose(self._chosen.difference(gone))

    def put_back(self, item: Item, place: int, top: int) -> None:
        """Put the cursor on a row that may be elsewhere now, and the view where it was."""
        found = self.listing.find(item, place)
        self._place = place if found is None else found
        self.show_rows()
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.reveal()
        self.moved()

    def read_anew(self) -> None:
        """Show the rows as they are now, each where it is."""
        self.listing.forget_rows()
        self.refresh()

    # Choosing

    @property
    def targets(self) -> tuple[int, ...]:
        """The numbers of the sightings that were chosen, else of what is under the cursor."""
        if self._chosen:
            numbers = self.listing.numbers
            return tuple(one for one in self._ordered() if one in self._chosen and one in numbers)
        return () if self.cursor is None else tuple(self.listing.below(self.place))

    @property
    def choice(self) -> frozenset[Hashable]:
        """The numbers of the sightings that were chosen."""
        return frozenset(self._chosen)

    @property
    def number_chosen(self) -> int:
        """How many sightings are chosen."""
        return len(self._chosen)

    def action_choose(self) -> None:
        """Choose what is under the cursor, or no longer; go on."""
        if self.cursor is not None:
            self._turn(self.place)
            self.action_cursor_down()

    def action_choose_all(self) -> None:
        """Choose everything that is shown; nothing if all of it is chosen."""
        every = self.listing.numbers
        self.choose(() if self._chosen >= every else every)

    def action_choose_range(self) -> None:
        """Choose from here to where the cursor goes, until this is called again."""
        if self._from is not None:
            self._from = None
        elif self.cursor is not None:
            self._from = self.place, frozenset(self._chosen)
            self._reach()
        self.post_message(self.Chosen())

    @property
    def choosing_range(self) -> bool:
        """Whether rows are chosen as the cursor moves."""
        return self._from is not None

    def choose(self, keys: Iterable[Hashable]) -> None:
        """Choose just these sightings."""
        super().choose(keys)
        self.post_message(self.Chosen())

    def forget_choice(self) -> None:
        """Choose nothing any more."""
        self._from = None
        super().forget_choice()

    # Folding

    def action_fold(self) -> None:
        """Fold the section the cursor is in, or show it again."""
        heading = self._heading()
        if heading is not None:
            self._fold(heading)

    def action_close(self) -> None:
        """Fold the section the cursor is in."""
        heading = self._heading()
        if heading is not None and not self.listing.is_folded(heading):
            self._fold(heading)

    def action_unfold(self) -> None:
        """Show the section whose heading is under the cursor."""
        heading = self._heading()
        if heading is not None and self.listing.is_folded(heading):
            self._fold(heading)

    def action_fold_all(self) -> None:
        """Fold all sections, or show all."""
        self._rearrange(self.listing.turn_all)

    def _heading(self) -> Heading | None:
        if self.cursor is None:
            return None
        return self.listing.heading(self.listing.section(self.place))

    def _fold(self, heading: Heading) -> None:
        self._place = self.listing.beginning(self.place)
        self._rearrange(lambda: self.listing.turn(heading))

    # Painting

    def pieces(self, place: int, row: int, width: int) -> list[Piece]:  # noqa: ARG002  One each.
        """Return the row of a sighting, a claim or a heading."""
        item, listing = self.keys[place], self.listing
        layout = columns(width, listing.arrangement.group)
        if not isinstance(item, Heading):
            claim = listing.arrangement.group is Group.CLAIM and listing.section(place).value
            chosen = item in self._chosen
            known = listing.row(place)
            return self._rows.sighting(known, layout, chosen=chosen, indent=2 if claim else 0)
        numbers, folded = listing.below(place), listing.is_folded(item)
        chosen = bool(self._chosen) and all(number in self._chosen for number in numbers)
        if item.group is Group.CLAIM:
            voices = listing.voices(place)
            return self._rows.claim(voices, len(numbers), layout, folded=folded, chosen=chosen)
        label, valued = self.label(item), bool(item.value)
        return self._rows.heading(
            label, len(numbers), width, folded=folded, chosen=chosen, valued=valued
        )

    # Mouse

    def on_click(self, event: Click) -> None:
        """Go to a row; fold a heading; choose at the left edge, or with ctrl or shift."""
        place = event.y + self.scroll_offset.y
        if place >= len(self.keys):
            return
        event.stop()
        event.prevent_default()
        item, former = self.keys[place], self.place
        self.move_to(place)
        if event.shift:
            self._choose_between(former, place)
        elif event.ctrl or event.x < _MARK:
            self._turn(place)
        elif isinstance(item, Heading) and (item.group is not Group.CLAIM or event.x < EDGE):
            self._fold(item)
        elif event.chain > 1:
            self.action_open()

    # How

    def _turn(self, place: int) -> None:
        numbers = set(self.listing.below(place))
        whole = numbers <= self._chosen
        self.choose(self._chosen - numbers if whole else self._chosen | numbers)

    def _reach(self) -> None:
        if self._from is not None:
            start, before = self._from
            self._choose_between(start, self.place, before)

    def _choose_between(
        self, start: int, end: int, before: frozenset[Hashable] = frozenset()
    ) -> None:
        first, last = sorted((start, end))
        between = {
            number
            for place in range(first, min(last + 1, len(self.keys)))
            for number in self.listing.below(place)
        }
        self.choose(before | between)

    def _ordered(self) -> Iterable[int]:
        sections = self.listing.arrangement.sections
        return dict.fromkeys(number for section in sections for number in section.numbers)

    def _rearrange(self, change: Callable[[], None]) -> None:
        """Change what is shown; the cursor stays on its row, at its height if it is in view."""
        item, place, top = self.cursor, self._place, self.top
        in_view = top <= place < top + self.in_view
        change()
        found = None if item is None else self.listing.find(item, place)
        if found is not None:
            self._place = found
        self.show_rows()
        if in_view:
            top = self._place - (place - top)
        self.scroll_to(y=max(0, top), animate=False, force=True, immediate=True)
        if in_view:
            self.reveal()
        self.moved()
