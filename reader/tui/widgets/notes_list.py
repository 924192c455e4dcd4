"""The small cards of the notes pane: one for each annotation, in the order of the text."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from operator import attrgetter, indexOf
from typing import ClassVar, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from reader.model.anchor import AnchorState
from reader.model.annotation import Kind
from reader.text.canonical import clean_line
from reader.tui.signs import KIND_SIGNS, NOTE_SIGN, STATUS_SIGNS, SUGGESTED_SIGN, status_words
from reader.tui.widgets.card import (
    CardContent,
    elsewhere,
    note_line,
    quotation_line,
    tag_line,
)
from reader.tui.widgets.cursor_look import cursor_look
from reader.tui.widgets.styled_when_asked import StyledWhenAsked

_UNPLACED = {
    AnchorState.SUSPECT: "check the place",
    AnchorState.ORPHAN: "not in the text",
}
_MARGIN = 2
"""Cells before a card's text: the bar of the highlighted one, and a space."""

_CARDS = 200
"""More cards than are ever in sight."""

_id = attrgetter("id")


class Listed(Protocol):
    """What has to be known of an annotation before its card is read: how high that will be."""

    @property
    def id(self) -> str:
        """The annotation's id."""

    @property
    def length(self) -> int:
        """How many characters its quotation has."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags."""

    @property
    def noted(self) -> bool:
        """Whether it has a note."""


class NotesList(StyledWhenAsked, ScrollView, can_focus=True):
    """The cards, painted row by row on demand: five thousand cost what a screenful does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "notes-list--claim",
        "notes-list--highlight",
        "notes-list--question",
        "notes-list--evidence",
        "notes-list--highlighted",
        "notes-list--bar",
        "notes-list--speaker",
        "notes-list--suggested",
        "notes-list--judgement",
        "notes-list--tags",
        "notes-list--quiet",
        "notes-list--warning",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", show=False),
        Binding("up", "move(-1)", "Previous", show=False),
        Binding("home", "move(-1000000)", "First", show=False),
        Binding("end", "move(1000000)", "Last", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
    ]
    ALLOW_SELECT = False

    class Moved(Message):
        """Another card was highlighted by a person."""

        def __init__(self, annotation: str) -> None:
            super().__init__()
            self.annotation = annotation

    class Opened(Message):
        """A card was opened by a person."""

        def __init__(self, annotation: str) -> None:
            super().__init__()
            self.annotation = annotation

    def __init__(self) -> None:
        super().__init__()
        self._notes: Sequence[Listed] = ()
        self._read: Callable[[str], CardContent] = no_card
        self._cards: dict[str, CardContent] = {}
        self._ends: list[int] = []
        self._measured_width = -1
        self._highlighted: int | None = None

    @property
    def highlighted(self) -> str | None:
        """The id of the highlighted annotation."""
        return None if self._highlighted is None else self._notes[self._highlighted].id

    def show(self, notes: Sequence[Listed], read: Callable[[str], CardContent]) -> None:
        """Replace the cards; the highlight stays on its annotation, or near where it was.

        Args:
            notes: What is known of each before its card is read; not changed afterwards.
            read: Returns the card of an annotation; called for those in sight.
        """
        former, place = self.highlighted, self._highlighted
        self._notes, self._read = notes, read
        self._cards.clear()
        self._highlighted = self._place_of(former)
        if self._highlighted is None and place is not None and notes:
            self._highlighted = min(place, len(notes) - 1)
        if self.size.width:
            self._measure()
        else:
            # Never in sight so far: measured when it first gets a size.
            self._ends, self._measured_width = [], -1

    def highlight(self, annotation: str | None) -> None:
        """Highlight an annotation and bring it into sight, without saying so."""
        if annotation == self.highlighted:
            return
        place = self._place_of(annotation)
        if place != self._highlighted:
            self._highlighted = place
            self._reveal()
            self.refresh()

    def action_move(self, step: int) -> None:
        """Move the highlight by so many cards, stopping at the ends."""
        if not self._notes:
            return
        last = len(self._notes) - 1
        start = (-1 if step > 0 else last + 1) if self._highlighted is None else self._highlighted
        self._go(min(max(start + step, 0), last))

    def action_page(self, step: int) -> None:
        """Move the highlight by about a screenful."""
        if not self._notes:
            return
        row = self._top(self._highlighted or 0) + step * max(self.size.height, 1)
        place = self._at(min(max(row, 0), self._ends[-1] - 1))
        if place == self._highlighted:
            self.action_move(step)
        else:
            self._go(place)

    def action_open(self) -> None:
        """Open the highlighted card."""
        if self.highlighted is not None:
            self.post_message(self.Opened(self.highlighted))

    def on_click(self, event: events.Click) -> None:
        """Highlight the card that was clicked; a second click opens it."""
        row = event.y + round(self.scroll_y)
        if self._ends and row < self._ends[-1]:
            event.stop()
            self._go(self._at(row))
            if event.chain >= 2:
                self.action_open()

    def on_resize(self) -> None:
        """Measure the cards for the new width."""
        if self._room != self._measured_width:
            self._measure()

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        width = self.scrollable_content_region.width
        row = y + round(self.scroll_y)
        if not self._ends or row >= self._ends[-1]:
            return Strip.blank(width, self.rich_style)
        place = self._at(row)
        highlighted = place == self._highlighted
        line_number = row - self._top(place)
        last = line_number == self._ends[place] - self._top(place) - 1
        look = "notes-list--highlighted"
        base = cursor_look(self, look) if highlighted and not last else self.get_visual_style()
        if last:
            return Strip.blank(width, base.rich_style)
        bar = ("▎", self._style("bar")) if highlighted else " "
        line = Content.assemble(bar, " ", self._line(self._card(place), line_number))
        return Strip(line.truncate(width, ellipsis=True, pad=True).render_segments(base), width)

    @property
    def _room(self) -> int:
        return max(self.scrollable_content_region.width - _MARGIN, 1)

    def _measure(self) -> None:
        """Lay the cards out for the width there is."""
        self._measured_width = room = self._room
        heights = (_rows(note, room) + 1 for note in self._notes)
        self._ends = list(accumulate(heights))
        self.virtual_size = Size(1, self._ends[-1] if self._ends else 0)
        self._reveal()
        self.refresh()

    def _card(self, place: int) -> CardContent:
        """Return a card, read once for as long as it is in sight."""
        identity = self._notes[place].id
        card = self._cards.get(identity)
        if card is None:
            if len(self._cards) >= _CARDS:
                self._cards.clear()
            card = self._cards[identity] = self._read(identity)
        return card

    def _place_of(self, annotation: str | None) -> int | None:
        """Return where a card is; to find one among thousands takes a fifth of a millisecond."""
        try:
            return None if annotation is None else indexOf(map(_id, self._notes), annotation)
        except ValueError:
            return None

    def _at(self, row: int) -> int:
        return bisect_right(self._ends, row)

    def _top(self, place: int) -> int:
        return self._ends[place - 1] if place else 0

    def _go(self, place: int) -> None:
        if place != self._highlighted:
            self._highlighted = place
            self._reveal()
            self.refresh()
            self.post_message(self.Moved(self._notes[place].id))

    def _reveal(self) -> None:
        if self._highlighted is not None and self.size.height:
            top = self._top(self._highlighted)
            region = Region(0, top, 1, self._ends[self._highlighted] - top)
            self.scroll_to_region(region, animate=False, force=True)

    def _line(self, card: CardContent, number: int) -> Content:
        if number == 0:
            return self._head(card)
        quoted = _quotation_rows(card, self._room)
        if number <= quoted:
            return Content(_wrapped(f"“{quotation_line(card)}”", self._room, quoted)[number - 1])
        if card.tags and number == quoted + 1:
            return Content.assemble((tag_line(card), self._style("tags")))
        return Content.assemble((f"{NOTE_SIGN} ", self._style("quiet")), note_line(card))

    def _head(self, card: CardContent) -> Content:
        """Return who says it, and how its claim is judged; neither takes more than it may."""
        sign = (f"{KIND_SIGNS[card.kind]} ", self._style(card.kind.value))
        left, room = Content.assemble(sign, self._speaker(card)), self._room
        right = self._judged(card, room - left.cell_length - 1)
        right = right.truncate(max(room // 2, room - left.cell_length - 1, 0), ellipsis=True)
        left = left.truncate(max(room - right.cell_length - 1, 1), ellipsis=True)
        space = max(room - left.cell_length - right.cell_length, 0)
        return Content.assemble(left, " " * space, right)

    def _speaker(self, card: CardContent) -> tuple[str, Style]:
        if card.bears_on and not card.speaker:
            return clean_line(card.bears_on), self._style("quiet")
        if not card.speaker:
            word = "no speaker" if card.kind is Kind.CLAIM else card.kind.value
            return word, self._style("quiet")
        if card.suggested:
            return f"{clean_line(card.speaker)} {SUGGESTED_SIGN}", self._style("suggested")
        return clean_line(card.speaker), self._style("speaker")

    def _judged(self, card: CardContent, room: int) -> Content:
        """Return the judgement, and what is known elsewhere as far as there is room."""
        if unplaced := _UNPLACED.get(card.anchor, ""):
            return Content.styled(unplaced, self._style("warning"))
        judgement = Content.styled(_judgement(card), self._style("judgement"))
        for known in (elsewhere(card), card.evidence):
            gap = " · " if known and judgement.plain else ""
            both = Content.assemble(judgement, (gap + known, self._style("quiet")))
            if both.cell_length <= room:
                return both
        return judgement

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"notes-list--{name}", partial=True)


def _judgement(card: CardContent) -> str:
    """Return the verdict behind the sign of the status; without a verdict, the status in words."""
    if card.verdict is None:
        return status_words(card.status, None)
    sign = "" if card.status is None else f"{STATUS_SIGNS[card.status]} "
    return sign + clean_line(card.verdict)


def _quotation_rows(note: Listed, room: int) -> int:
    """Return 1 or 2: a long quotation takes two rows unless tags and note both need theirs."""
    if note.tags and note.noted:
        return 1
    return 2 if note.length + 2 > room else 1


def _rows(note: Listed, room: int) -> int:
    """Return how many rows a card has: one for the speaker, and those of what else there is."""
    return 1 + _quotation_rows(note, room) + bool(note.tags) + note.noted


def no_card(annotation: str) -> CardContent:
    """Stand for the cards where there are none; never called."""
    raise KeyError(annotation)


def _wrapped(text: str, room: int, rows: int) -> list[str]:
    """Return exactly `rows` lines of at most `room` cells, the last one cut with an ellipsis."""
    lines: list[str] = []
    rest = text
    for _ in range(rows - 1):
        first = Content(rest).wrap(room)[0].plain if rest else ""
        lines.append(first.rstrip())
        rest = rest[len(first) :].lstrip()
    return [*lines, Content(rest).truncate(room, ellipsis=True).plain]
