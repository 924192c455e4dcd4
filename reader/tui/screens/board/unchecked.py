"""From one claim that nobody has checked to the next."""

import asyncio
from typing import TYPE_CHECKING

from reader.tui.widgets.board_listing import Heading

if TYPE_CHECKING:
    from reader.tui.screens.board.screen import ClaimsBoard


class Unchecked:
    """What `n` and `N` do."""

    def __init__(self, screen: "ClaimsBoard") -> None:
        """Move on the list of `screen`."""
        self._screen = screen

    async def next(self) -> None:
        """Go to the next one, after the last to the first."""
        await self._go(1)

    async def previous(self) -> None:
        """Go to the one before, from the first to the last."""
        await self._go(-1)

    async def _go(self, step: int) -> None:
        board = self._screen.board
        wanted = await asyncio.to_thread(self._screen.asking.unchecked)
        count = len(board.keys)
        for far in range(1, count + 1):
            place = (board.place + step * far) % count
            if self._is_wanted(place, wanted):
                board.move_to(place)
                return
        self._screen.telling.briefly("All that is shown here is checked.")

    def _is_wanted(self, place: int, wanted: frozenset[int]) -> bool:
        """Tell whether a sighting, or one in a section that is folded, is not checked."""
        listing = self._screen.board.listing
        item = listing.shown[place]
        if not isinstance(item, Heading):
            return item in wanted
        return listing.is_folded(item) and not wanted.isdisjoint(listing.below(place))
