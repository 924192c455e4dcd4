"""The row above the claims board: how much is shown, and how it is sorted and grouped."""

from typing import ClassVar, NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from reader.tui.widgets.painted_once import PaintedOnce
from reader.tui.widgets.styled_when_asked import StyledWhenAsked

_COMMAND = "heading_command"


class Shown(NamedTuple):
    """What the heading tells.

    Attributes:
        found: How many sightings there are.
        total: How many there are without a filter; None while nothing is known.
        claims: How many claims these are, where they are grouped by claim.
        chosen: How many are chosen.
        order: What they are sorted by, in a word.
        group: What they are grouped by, in a word; empty for nothing.
    """

    found: int = 0
    total: int | None = None
    claims: int = 0
    chosen: int = 0
    order: str = ""
    group: str = ""


class BoardHeading(PaintedOnce, StyledWhenAsked, Widget):
    """One row; a click on the order or the group goes on to the next one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "board-heading--title",
        "board-heading--quiet",
        "board-heading--chosen",
    }
    DEFAULT_CSS = "BoardHeading { height: 1; }"
    ALLOW_SELECT = False

    class Clicked(Message):
        """A part of it was clicked.

        Attributes:
            command: The id of the command that it stands for.
        """

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self) -> None:
        """Start with nothing known."""
        super().__init__()
        self._shown = Shown()

    @property
    def shown(self) -> Shown:
        """What it tells."""
        return self._shown

    def show(self, shown: Shown) -> None:
        """Tell something else."""
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render(self) -> Content:
        """Paint how much on the left, and how on the right as far as there is room."""
        shown, quiet = self._shown, self._look("quiet")
        left = Content.assemble(("Claims", self._look("title")), ("  ", quiet), (self._much, quiet))
        if shown.chosen:
            left += Content.assemble((f" · {shown.chosen:,} chosen", self._look("chosen")))
        order = Style.from_meta({_COMMAND: "board_sort"})
        group = Style.from_meta({_COMMAND: "board_group"})
        right = Content.assemble((f"by {shown.order}", quiet + order))
        if shown.group:
            right += Content.assemble((f" · grouped by {shown.group}", quiet + group))
        gap = self.size.width - left.cell_length - right.cell_length
        if gap < 2:
            return left.truncate(self.size.width, ellipsis=True)
        return Content.assemble(left, " " * gap, right)

    def on_click(self, event: events.Click) -> None:
        """Say which part was clicked."""
        command = event.style.meta.get(_COMMAND)
        if command:
            event.stop()
            self.post_message(self.Clicked(command))

    @property
    def _much(self) -> str:
        shown = self._shown
        if shown.total is None:
            return ""
        every = shown.found == shown.total
        number = f"{shown.found:,}" if every else f"{shown.found:,} of {shown.total:,}"
        sightings = f"{number} sighting{'' if shown.total == 1 else 's'}"
        return f"{shown.claims:,} in {sightings}" if shown.claims else sightings

    def _look(self, name: str) -> Style:
        return self.get_visual_style(f"board-heading--{name}", partial=True)
