"""The marks of a text, and the questions a pane asks of them."""

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from reader.model.annotation import Kind
from reader.text.document import Range
from reader.text.runs import Marked, Marks, Run
from reader.tui.differences import stretch_replaced

_FEW = 32
"""Marks that may change before all are looked at again."""


class PaneMark(Marked, Protocol):
    """What the pane has to know of an annotation; `id` is that of the annotation."""

    @property
    def kind(self) -> Kind:
        """Its kind, which is its sign and, where nothing else is set, its colour."""

    @property
    def color(self) -> str | None:
        """The name of the colour that a person set for it, or None."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags, which may have colours."""

    @property
    def noted(self) -> bool:
        """Whether a note belongs to it."""

    @property
    def suggested(self) -> bool:
        """Whether its speaker is a suggestion that nobody has confirmed."""


Tinting = Callable[[PaneMark], str]
"""Tells the name of the look a mark is painted in: that of a colour or of a kind."""


def own_tint(mark: PaneMark) -> str:
    """Return the look of a mark whose tags have no colours."""
    return mark.color or mark.kind.value


def extent(mark: PaneMark) -> Range:
    """Return where a mark is in the text."""
    return Range(mark.start, mark.end)


class MarkIndex:
    """Marks in reading order: by start, the longer first.

    Attributes:
        changed: Where they are not as they were in the former index; None for anywhere.
        tint: Tells the look of each.
    """

    def __init__(
        self,
        marks: Sequence[PaneMark] = (),
        former: "MarkIndex | None" = None,
        tint: Tinting = own_tint,
    ) -> None:
        """Index `marks`; those without a character are left out.

        Args:
            marks: In any order, each with an id of its own; not changed afterwards.
            former: The index before this one: where few marks changed, little is done and painted
                anew. A mark that did not change is known by being the same object.
            tint: Tells the look of each; another object than before if any may have changed.
        """
        self._given = marks
        self.tint = tint
        if former is not None and former.tint is not tint:
            former = None
        gone, new = _exchanged(former._given, marks) if former else ([], marks)
        if former is None or len(gone) + len(new) > _FEW:
            self._marks = Marks(marks)
            self._known = {mark.id: mark for mark in self.ordered}
            self._alternate: set[str] = set()
            _alternate(self.ordered, tint, self._alternate)
            self.changed = None
            return
        self._marks = former._marks.altered(gone, new)
        self._known = dict(former._known)
        for mark in gone:
            self._known.pop(mark.id, None)
        self._known.update({mark.id: mark for mark in new if mark.start < mark.end})
        touched = [*gone, *new]
        self._alternate = former._alternate - {mark.id for mark in touched}
        if touched:
            places = [self._marks.place(mark) for mark in touched]
            tints = {tint(mark) for mark in touched}
            _alternate(self.ordered, tint, self._alternate, min(places), max(places), tints)
        flipped = (self._alternate ^ former._alternate) & self._known.keys()
        touched += [self._known[mark_id] for mark_id in flipped]
        self.changed = [extent(mark) for mark in touched]

    @property
    def ordered(self) -> Sequence[PaneMark]:
        """The marks."""
        return self._marks.ordered

    def __contains__(self, mark_id: object) -> bool:
        return mark_id in self._known

    def __getitem__(self, mark_id: str) -> PaneMark:
        return self._known[mark_id]

    def is_alternate(self, mark_id: str) -> bool:
        """Return whether the mark touches one of its look and so is painted the other way."""
        return mark_id in self._alternate

    def at(self, offset: int) -> Sequence[PaneMark]:
        """Return the marks over the character at `offset`, the innermost last."""
        return self._marks.at(offset)

    def runs(self, start: int, end: int) -> Sequence[Run]:
        """Return the disjoint runs of marked text between two offsets, cut there."""
        return self._marks.between(start, end)

    def starting(self, start: int, end: int) -> Sequence[PaneMark]:
        """Return the marks whose first character is between two offsets."""
        return self.ordered[self._marks.first_from(start) : self._marks.first_from(end)]

    def over(self, stretch: Range) -> Sequence[PaneMark]:
        """Return the marks that share a character with `stretch`, in reading order."""
        return self._marks.over(stretch.start, stretch.end)

    def best(self, stretch: Range, caret: int | None = None) -> PaneMark | None:
        """Return the mark a person means who looks at `stretch`, with the caret on a character.

        The one with exactly these words; else the innermost at the caret; else the shortest
        around all of them; else the first that shares a character with them.
        """
        over = self.over(stretch)
        exact = [mark for mark in over if extent(mark) == stretch]
        if exact:
            return exact[-1]
        if caret is not None and (at := self.at(caret)):
            return at[-1]
        around = [mark for mark in over if mark.start <= stretch.start and stretch.end <= mark.end]
        if around:
            return min(around, key=lambda mark: mark.end - mark.start)
        return over[0] if over else None

    def after(self, offset: int, current: str | None, count: int = 1) -> PaneMark | None:
        """Return the mark `count` after the current one, or after `offset` without one."""
        if current in self._known:
            return self._clamped(self._marks.place(self._known[current]) + count)
        return self._clamped(self._marks.first_from(offset) + count - 1)

    def before(self, offset: int, current: str | None, count: int = 1) -> PaneMark | None:
        """Return the mark `count` before the current one, or before `offset` without one."""
        if current in self._known:
            return self._clamped(self._marks.place(self._known[current]) - count)
        return self._clamped(self._marks.first_from(offset) - count)

    def cycled(self, stretch: Range, current: str | None) -> PaneMark | None:
        """Return the mark over `stretch` that follows the current one, the first after the last."""
        over = self.over(stretch)
        if not over:
            return None
        ids = [mark.id for mark in over]
        return over[(ids.index(current) + 1) % len(over) if current in ids else 0]

    def _clamped(self, place: int) -> PaneMark | None:
        if not self.ordered:
            return None
        return self.ordered[min(max(place, 0), len(self.ordered) - 1)]


def _exchanged(
    before: Sequence[PaneMark], after: Sequence[PaneMark]
) -> tuple[list[PaneMark], list[PaneMark]]:
    """Return the marks of each that are not, as the same objects, in the other."""
    first, last, new_last = stretch_replaced(before, after)
    known, present = set(map(id, before[first:last])), set(map(id, after[first:new_last]))
    return (
        [mark for mark in before[first:last] if id(mark) not in present],
        [mark for mark in after[first:new_last] if id(mark) not in known],
    )


def _alternate(
    ordered: Sequence[PaneMark],
    tint: Tinting,
    alternate: set[str],
    first: int = 0,
    last: int | None = None,
    tints: Collection[str] = (),
) -> None:
    """Find every second mark in each row of marks of one look that touch.

    A gap of one character, the space between two sentences, still counts as touching.

    Args:
        ordered: All marks.
        tint: Tells the look of each.
        alternate: The ids of those that were found; brought up to date.
        first: The place from which marks changed.
        last: The last place at which one changed; None for the last of all.
        tints: The looks of those that changed; where they are given, no other is looked at.
    """
    former: dict[str, PaneMark] = {}
    missing = set(tints)
    for mark in reversed(ordered[:first]):
        if not missing:
            break
        if (look := tint(mark)) in missing:
            missing.remove(look)
            former[look] = mark
    waiting = set(tints)
    for place in range(first, len(ordered)):
        mark = ordered[place]
        look = tint(mark)
        if tints and look not in waiting:
            continue
        before = former.get(look)
        flips = (
            before is not None and 0 <= mark.start - before.end <= 1 and before.id not in alternate
        )
        if last is not None and place > last and flips == (mark.id in alternate):
            # What follows it depends on it alone.
            waiting.remove(look)
            if not waiting:
                return
        if flips:
            alternate.add(mark.id)
        else:
            alternate.discard(mark.id)
        former[look] = mark
