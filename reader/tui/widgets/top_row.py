"""The row above the text: what is open, how much is marked, how far one has come."""

from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from reader.text.canonical import clean_line
from reader.text.cells import width as cell_width
from reader.tui.widgets.painted_once import PaintedOnce
from reader.tui.widgets.styled_when_asked import StyledWhenAsked
from reader.tui.wording import written_date

_GAP = 3
_LEAST_TITLE = 16
_POSITION = 6
_ROOM_FOR_MINUTES = 60


class Heading(NamedTuple):
    """What the top row says of an article.

    Attributes:
        title: Of the article, or what stands for it while none is open.
        published_on: ISO 8601 date, or as printed.
        claims: How many claims are marked.
        suggested: How many of them have a speaker nobody confirmed.
        percent: How far the view is through the text, 0 to 100; None while none is open.
        minutes: How long the rest takes at the reader's pace, 0 at the end.
        read_only: Whether nothing can be changed.
    """

    title: str = ""
    site: str = ""
    published_on: str = ""
    claims: int = 0
    suggested: int = 0
    percent: int | None = None
    minutes: int = 0
    read_only: bool = False


class TopRow(PaintedOnce, StyledWhenAsked, Widget):
    """One row: title, source and date, claims, position; loud when something is not saved."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "top-row--title",
        "top-row--claims",
        "top-row--suggested",
        "top-row--unsaved",
    }
    DEFAULT_CSS = "TopRow { height: 1; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Start with nothing to say."""
        super().__init__(id=id)
        self._heading = Heading()
        self._unsaved = ""
        self._saving = 0

    @property
    def unsaved(self) -> str:
        """The sentence about what is not saved, or an empty one."""
        return self._unsaved

    @property
    def saving(self) -> int:
        """How many changes are said to be on their way to the disk."""
        return self._saving

    def show(self, heading: Heading) -> None:
        """Show what is open."""
        if heading != self._heading:
            self._heading = heading
            self.refresh()

    def show_unsaved(self, sentence: str) -> None:
        """Say loudly what is not saved and why, or with an empty sentence say nothing."""
        if sentence != self._unsaved:
            self._unsaved = sentence
            self.tooltip = clean_line(sentence) or None
            self.set_class(bool(sentence), "-unsaved")
            self.refresh()

    def show_saving(self, changes: int) -> None:
        """Say quietly how many changes are on their way to the disk; of none nothing is said."""
        if changes != self._saving:
            self._saving = changes
            self.refresh()

    def render(self) -> Content:
        """Paint the row: the title gives way first, then source and date."""
        heading, width = self._heading, self.size.width - 2
        right = self._right()
        room = width - right.cell_length
        if self._unsaved:
            room = max(0, width - right.cell_length - 1)
            loud = f" {clean_line(self._unsaved, max(0, room - 2))} "
            left = (
                Content.styled(loud, self._style("unsaved")) if room > _LEAST_TITLE else Content()
            )
        else:
            left = self._left(heading, room - _GAP)
        gap = " " * max(0, width - left.cell_length - right.cell_length)
        return Content.assemble(" ", left, gap, right, " ")

    def _left(self, heading: Heading, room: int) -> Content:
        title = clean_line(heading.title)
        date = written_date(clean_line(heading.published_on))
        source = " · ".join(word for word in (clean_line(heading.site), date) if word)
        spare = room - cell_width(title) - _GAP
        if source and spare < cell_width(source):
            source = date if date and spare >= cell_width(date) else ""
        if not source:
            title = clean_line(title, max(0, room))
        gap = " " * _GAP if source else ""
        return Content.assemble((title + gap, self._style("title")), source)

    def _right(self) -> Content:
        heading = self._heading
        parts: list[tuple[str, Style]] = []
        if self._saving and not self._unsaved:
            parts.append((f"saving · {self._saving}  ", self._style("suggested")))
        if heading.read_only:
            parts.append(("read-only  ", self._style("suggested")))
        if heading.claims:
            parts.append((f"◆{heading.claims} ", self._style("claims")))
        if heading.suggested:
            parts.append((f"?{heading.suggested} ", self._style("suggested")))
        position = "" if heading.percent is None else f"{heading.percent} %"
        gap = " " * max(1, _POSITION - len(position)) if parts and position else ""
        left = _written_minutes(heading.minutes) if self.size.width >= _ROOM_FOR_MINUTES else ""
        return Content.assemble(*parts, gap, left, position)

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"top-row--{name}")


def _written_minutes(minutes: int) -> str:
    """Return a time that is left, to stand before the position."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    return (f"{hours} h {rest:02} min" if hours else f"{minutes} min") + " left · "
