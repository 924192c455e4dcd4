"""The rows of the claims board: sections below headings, folded or not, read on demand."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.index.annotations import Group
from reader.library.claims_board import Arrangement, Section

if TYPE_CHECKING:
    from reader.index.annotations import AnnotationRow

_AROUND = 60
_KEPT = 4_000
_VOICES = 8
"""Sightings of a claim that are looked at to tell who says so."""


class Heading(NamedTuple):
    """What stands above a section, and names it.

    Attributes:
        group: What the sections are told apart by.
        value: What those of this one have in common, empty for none.
    """

    group: Group
    value: str


Item = int | Heading
"""What names a row: the number of a sighting, or a heading."""

Read = Callable[[Sequence[int]], "Sequence[AnnotationRow]"]


class BoardListing:
    """The sightings of an arrangement, of which those in folded sections are not shown.

    Attributes:
        arrangement: What there is.
        shown: What names the rows, in order.
        turned: The headings that are not as they are at first: claims folded, all others open.
    """

    def __init__(self, read: Read) -> None:
        """Start empty.

        Args:
            read: Returns rows by their numbers; those that are gone are missing.
        """
        self.arrangement = Arrangement(None, [], 0, 0)
        self.shown: Sequence[Item] = ()
        self.turned: set[Heading] = set()
        self._read = read
        self._rows: dict[int, AnnotationRow] = {}
        self._begins: list[int] = []
        self._numbers: frozenset[int] | None = None

    def load(self, arrangement: Arrangement) -> None:
        """Show another arrangement; rows are read anew."""
        self.arrangement = arrangement
        self._numbers = None
        self._rows.clear()
        self._unfold()

    def forget_rows(self) -> None:
        """Read rows anew; they stay where they are."""
        self._rows.clear()

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of all sightings there are, those in folded sections too."""
        if self._numbers is None:
            sections = self.arrangement.sections
            self._numbers = frozenset(one for each in sections for one in each.numbers)
        return self._numbers

    def is_folded(self, heading: Heading) -> bool:
        """Tell whether what stands below a heading is not shown."""
        return (heading.group is Group.CLAIM) is not (heading in self.turned)

    def turn(self, heading: Heading) -> None:
        """Fold a section, or show it again."""
        self.turned ^= {heading}
        self._unfold()

    def turn_all(self) -> None:
        """Fold all sections if one is open, else open all."""
        headings = [heading for heading in map(self.heading, self.arrangement.sections) if heading]
        folding = not all(map(self.is_folded, headings))
        for heading in headings:
            if self.is_folded(heading) is not folding:
                self.turned ^= {heading}
        self._unfold()

    def heading(self, section: Section) -> Heading | None:
        """Return what stands above a section, None for nothing."""
        group = self.arrangement.group
        if group is None or (group is Group.CLAIM and not section.value):
            return None
        return Heading(group, section.value)

    def section(self, place: int) -> Section:
        """Return the section that what is shown at a place belongs to."""
        return self.arrangement.sections[bisect_right(self._begins, place) - 1]

    def beginning(self, place: int) -> int:
        """Return where the section of what is shown at a place begins."""
        return self._begins[bisect_right(self._begins, place) - 1]

    def below(self, place: int) -> Sequence[int]:
        """Return the numbers of what is shown at a place: one, or all below a heading."""
        item = self.shown[place]
        return self.section(place).numbers if isinstance(item, Heading) else [item]

    def row(self, place: int) -> "AnnotationRow | None":
        """Return the sighting at a place, the first of a section at a heading; None if it is gone.

        Its neighbours are read with it.
        """
        number = self.below(place)[0]
        if number not in self._rows:
            self._take(place)
        return self._rows.get(number)

    def voices(self, place: int) -> list["AnnotationRow"]:
        """Return the first few sightings of the claim whose heading is at a place."""
        numbers = self.below(place)[:_VOICES]
        if any(number not in self._rows for number in numbers):
            self._take(place)
        return [self._rows[number] for number in numbers if number in self._rows]

    def find(self, item: Item, near: int) -> int | None:
        """Return where something is shown, at the place near which it was if it is there still."""
        if near < len(self.shown) and self.shown[near] == item:
            return near
        try:
            return self.shown.index(item)
        except ValueError:
            return None

    def _take(self, place: int) -> None:
        if len(self._rows) > _KEPT:
            self._rows.clear()
        around = range(max(0, place - _AROUND), min(len(self.shown), place + _AROUND))
        wanted: dict[int, None] = {}
        for each in around:
            claim = isinstance(self.shown[each], Heading)
            wanted.update(dict.fromkeys(self.below(each)[: _VOICES if claim else 1]))
        missing = [number for number in wanted if number not in self._rows]
        self._rows.update((row.number, row) for row in self._read(missing))

    def _unfold(self) -> None:
        sections = self.arrangement.sections
        if len(sections) == 1 and self.heading(sections[0]) is None:
            self.shown, self._begins = sections[0].numbers, [0]
            return
        shown: list[Item] = []
        self._begins = []
        for section in sections:
            self._begins.append(len(shown))
            heading = self.heading(section)
            shown.extend(_items(section, heading, heading is not None and self.is_folded(heading)))
        self.shown = shown


def _items(section: Section, heading: Heading | None, folded: bool) -> Iterable[Item]:
    if heading is not None:
        yield heading
    if not folded:
        yield from section.numbers
