"""Blocks and spans kept as columns of numbers: a long text has a hundred thousand of them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import starmap
from operator import eq
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from array import array

Item = TypeVar("Item")
Look = tuple[Any, ...]
"""What an item is apart from its extent."""


class Packed(Sequence[Item]):
    """Items that are each a stretch of text and a look that many share, made when asked for.

    Equal to any sequence of equal items.

    Attributes:
        starts: The offset at which each item starts.
        ends: The offset after each.
    """

    __slots__ = ("_look", "_looks", "_make", "ends", "starts")

    def __init__(
        self,
        make: Callable[[Look, int, int], Item],
        starts: "array[int]",
        ends: "array[int]",
        looks: Sequence[Look],
        look: "array[int]",
    ) -> None:
        """Take the columns.

        Args:
            make: Makes an item of its look, its start and its end.
            starts: The offset at which each item starts.
            ends: The offset after each.
            looks: The looks that differ.
            look: Which of them each item has.

        Raises:
            IndexError: the columns are not of one length, or an item's look is not there.
        """
        if not len(starts) == len(ends) == len(look) or max(look, default=-1) >= len(looks):
            raise IndexError("the columns do not belong together")
        self._make = make
        self._looks = looks
        self._look = look
        self.starts = starts
        self.ends = ends

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Item: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...

    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        look = self._looks[self._look[index]]
        return self._make(look, self.starts[index], self.ends[index])

    def __iter__(self) -> Iterator[Item]:
        looks = map(self._looks.__getitem__, self._look)
        return map(self._make, looks, self.starts, self.ends)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(starmap(eq, zip(self, other, strict=True)))

    __hash__ = None  # type: ignore[assignment]
