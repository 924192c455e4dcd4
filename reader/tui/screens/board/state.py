"""How the claims board was left, so that it comes back just so."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from reader.index.annotations import AnnotationOrder, Group
from reader.tui.widgets.board_listing import Heading, Item

FIRST_ORDER = AnnotationOrder.MODIFIED
"""What the rows are sorted by before a person says otherwise."""

_ORDERS = {AnnotationOrder.MODIFIED: "date changed", AnnotationOrder.CREATED: "date made"}


@dataclass
class BoardState:
    """What a person arranged on the board, and where they were.

    Attributes:
        text: The filter as typed.
        order: What the rows are sorted by.
        group: What they are grouped by.
        turned: The headings that were folded or opened; see `BoardListing`.
        item: What the cursor was on.
        place: Where that was in the list.
        top: The place at the top of what was in view.
        chosen: The numbers of the sightings that were chosen.
        counts: Whether the counts were shown in place of the preview.
    """

    text: str = ""
    order: AnnotationOrder = field(default_factory=lambda: FIRST_ORDER)
    group: Group | None = None
    turned: set[Heading] = field(default_factory=set)
    item: Item | None = None
    place: int = 0
    top: int = 0
    chosen: frozenset[Hashable] = frozenset()
    counts: bool = False

    @property
    def order_words(self) -> str:
        """What the rows are sorted by, in a word or two."""
        return _ORDERS.get(self.order, self.order.value)
