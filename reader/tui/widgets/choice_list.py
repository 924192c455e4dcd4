"""A short list to choose from, moved through while a text field keeps the focus."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from reader.model.tag import COLORS
from reader.text.canonical import clean_line
from reader.tui.signs import COLOR_SIGN
from reader.tui.widgets.cursor_look import cursor_look


@dataclass(frozen=True, slots=True)
class Choice:
    """One row.

    Attributes:
        label: What is chosen.
        key: The key that chooses it, shown before it; empty for none.
        mark: A sign of its state, one cell.
        detail: A few words after it.
        indent: Cells before the label.
        color: The name of the mark colour shown before the label; with an empty one its place is
            left free.
    """

    label: str
    key: str = ""
    mark: str = ""
    detail: str = ""
    indent: int = 0
    color: str | None = None


class ChoiceList(ScrollView, can_focus=False):
    """Rows of choices, looked at and painted on demand so that a long list costs nothing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choice-list--key",
        "choice-list--mark",
        "choice-list--detail",
        "choice-list--highlighted",
        *(f"choice-list--{color}" for color in COLORS),
    }
    ALLOW_SELECT = False

    highlighted: reactive[int | None] = reactive(None)

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        choice_list: "ChoiceList"
        index: int

    def __init__(self, choices: Sequence[Choice] = (), *, highlighted: int | None = None) -> None:
        super().__init__()
        self._choices = choices
        self.virtual_size = Size(1, len(self._choices))
        self.set_reactive(ChoiceList.highlighted, highlighted)

    @property
    def choices(self) -> Sequence[Choice]:
        """The rows shown."""
        return self._choices

    def show(self, choices: Sequence[Choice], highlighted: int | None = None) -> None:
        """Replace the rows."""
        self._choices = choices
        self.virtual_size = Size(1, len(self._choices))
        self.highlighted = highlighted
        self.refresh(layout=True)

    def move(self, step: int) -> None:
        """Move the highlight by `step` rows, stopping at the ends."""
        if not self._choices:
            return
        if self.highlighted is None:
            self.highlighted = 0 if step > 0 else len(self._choices) - 1
        else:
            self.highlighted = min(max(self.highlighted + step, 0), len(self._choices) - 1)

    def watch_highlighted(self, index: int | None) -> None:
        """Bring the highlighted row into sight."""
        if index is not None:
            self.scroll_to_region(Region(0, index, 1, 1), animate=False, force=True)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Report the row that was clicked."""
        index = event.y + round(self.scroll_y)
        if index < len(self._choices):
            event.stop()
            self.post_message(self.Chosen(self, index))

    def render_line(self, y: int) -> Strip:
        """Paint one row: key, mark, label, detail."""
        width = self.scrollable_content_region.width
        index = y + round(self.scroll_y)
        highlighted = index == self.highlighted
        look = "choice-list--highlighted"
        base = cursor_look(self, look) if highlighted else self.get_visual_style()
        if index >= len(self._choices):
            return Strip.blank(width, base.rich_style)
        choice = self._choices[index]
        line = Content.assemble(
            "▎" if highlighted else " ",
            (f"{choice.key or ' '} ", self._style("choice-list--key")),
            (f"{choice.mark or ' '} ", self._style("choice-list--mark")),
            " " * choice.indent,
            *self._swatch(choice),
            f"{clean_line(choice.label)}  ",
            (clean_line(choice.detail), self._style("choice-list--detail")),
        ).truncate(width, ellipsis=True, pad=True)
        return Strip(line.render_segments(base), width)

    def _swatch(self, choice: Choice) -> Iterable[tuple[str, Style]]:
        if choice.color in COLORS:
            yield f"{COLOR_SIGN} ", self._style(f"choice-list--{choice.color}")
        elif choice.color is not None:
            yield "  ", Style()

    def _style(self, component: str) -> Style:
        return self.get_visual_style(component, partial=True)
