"""Blocks and spans kept as columns of numbers: a long text has a hundred thousand of them."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import count, starmap
from operator import eq
from typing import Any, TypeVar, overload

Item = TypeVar("Item")


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
        make: Callable[[Any, int, int], Item],
        starts: "array[int]",
        ends: "array[int]",
        looks: Iterable[Hashable],
    ) -> None:
        """Take the columns, all of one length.

        Args:
            make: Makes an item of its look, its start and its end.
            starts: The offset at which each item starts.
            ends: The offset after each.
            looks: What else there is to know about each; equal ones are kept once.
        """
        self._make = make
        self.starts = starts
        self.ends = ends
        numbers: defaultdict[Hashable, int] = defaultdict(count().__next__)
        self._look = array("I", map(numbers.__getitem__, looks))
        self._looks = list(numbers)

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
        return map(self.__getitem__, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(starmap(eq, zip(self, other, strict=True)))

    __hash__ = None  # type: ignore[assignment]
