"""One of a few values in one row: the arrows, space or a click go through them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from reader.text.canonical import clean_line


class OptionField(Widget, can_focus=True):
    """A row such as `‹ quoted ›`.

    Args:
        options: The words to choose from, in order.
        index: The place of the present one.
        by_letter: Whether a letter goes to the next option that begins with it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"option-field--arrow"}
    DEFAULT_CSS = "OptionField { height: 1; }"
    ALLOW_SELECT = False

    index: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        field: "OptionField"
        index: int

    def __init__(
        self,
        options: Sequence[str],
        index: int,
        *,
        by_letter: bool = True,
        id: str | None = None,  # noqa: A002 the name Textual gives it
    ) -> None:
        super().__init__(id=id)
        self._by_letter = by_letter
        self._options = tuple(clean_line(option) for option in options)
        self.set_reactive(OptionField.index, index)

    def render(self) -> Content:
        """Show the value between its arrows."""
        arrow = self.get_visual_style("option-field--arrow", partial=True)
        line = Content.assemble(("‹ ", arrow), self._options[self.index], (" ›", arrow))
        return line.truncate(self.size.width, ellipsis=True)

    def on_key(self, event: events.Key) -> None:
        """Go through the values, or to the next one that begins with the letter."""
        if event.key in ("right", "space"):
            self._go(self.index + 1)
        elif event.key == "left":
            self._go(self.index - 1)
        elif self._by_letter and event.character and event.character.isalnum():
            self._go_to(event.character.casefold())
        else:
            return
        event.stop()

    def on_click(self, event: events.Click) -> None:
        """Go to the next value; on the left arrow, to the one before."""
        event.stop()
        self.focus()
        self._go(self.index - 1 if event.x < 2 else self.index + 1)

    def _go_to(self, letter: str) -> None:
        places = [*range(self.index + 1, len(self._options)), *range(self.index + 1)]
        fitting = (place for place in places if self._options[place].casefold().startswith(letter))
        self._go(next(fitting, self.index))

    def _go(self, index: int) -> None:
        index %= len(self._options)
        if index != self.index:
            self.index = index
            self.post_message(self.Changed(self, index))
