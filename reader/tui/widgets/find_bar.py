"""The row at the foot in which words to look for are typed: in the text, or in the list."""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import RenderResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Size
from textual.message import Message
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Label

from reader.text.canonical import clean_line
from reader.tui.widgets.styled_when_asked import StyledWhenAsked

if TYPE_CHECKING:
    from textual.widgets import Input

_SWITCH = "find_switch"
_ROOM_TO_TYPE = 24
_ROOM_TO_TELL = 12


class Switch(NamedTuple):
    """A way of looking that can be turned on.

    Attributes:
        command: The id of the command that turns it on and off.
        word: What it is called in the bar.
    """

    command: str
    word: str


class FindBar(StyledWhenAsked, Horizontal):
    """A label, a field, switches and what was found; hidden until it is opened.

    While it is open it has the focus, so no single key does anything else. Up and down bring
    back what was looked for before. Its parts are made when it is first opened.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "find-bar--switch",
        "find-bar--switch-on",
        "find-bar--found",
        "find-bar--missing",
    }
    DEFAULT_CSS = """
    FindBar { height: 1; display: none; }
    FindBar.-open { display: block; }
    FindBar > Label { width: auto; }
    FindBar > Input { width: 1fr; min-width: 4; }
    """

    class Changed(Message):
        """Other words stand in the field.

        Attributes:
            bar: The bar it happened in.
            words: What stands in it.
        """

        def __init__(self, bar: "FindBar", words: str) -> None:
            super().__init__()
            self.bar = bar
            self.words = words

        @property
        def control(self) -> "FindBar":
            """The bar, for the selectors of `on`."""
            return self.bar

    class Closed(Message):
        """The bar was closed.

        Attributes:
            bar: The bar it happened in.
            words: What stood in it.
            kept: True after Enter, False after Escape.
        """

        def __init__(self, bar: "FindBar", words: str, kept: bool) -> None:
            super().__init__()
            self.bar = bar
            self.words = words
            self.kept = kept

        @property
        def control(self) -> "FindBar":
            """The bar, for the selectors of `on`."""
            return self.bar

    class Switched(Message):
        """A switch was clicked.

        Attributes:
            command: The id of the command that turns it on and off.
        """

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(
        self,
        label: str,
        *,
        switches: Sequence[Switch] = (),
        id: str | None = None,  # noqa: A002 (the name widgets give it)
    ) -> None:
        """Make a closed bar.

        Args:
            label: What is before the field, such as `/`.
            switches: Shown behind the field, where there is room.
            id: The id of the widget.
        """
        super().__init__(id=id)
        self._label = label
        self._outcome = _Outcome(self, switches)
        self._former: list[str] = []
        self._place = 0
        self._words = ""

    @property
    def is_open(self) -> bool:
        """Whether it can be typed in."""
        return self.has_class("-open")

    @property
    def found(self) -> str:
        """What it says of what was found."""
        return self._outcome.found

    @property
    def lit(self) -> Collection[str]:
        """The ids of the commands whose switches are on."""
        return self._outcome.lit

    def open(self, words: str = "", former: Sequence[str] = ()) -> None:
        """Show the bar with these words selected, and take the focus at once.

        Args:
            words: What stands in the field at first.
            former: What was looked for before, the latest last.
        """
        if not self._field.parent:
            self.mount(
                Label(self._label, classes="find-label", markup=False), self._field, self._outcome
            )
        self.add_class("-open")
        self._former = list(former)
        self._place = len(self._former)
        self.tell("")
        with self.prevent(type(self._field).Changed):
            self._field.value = self._words = clean_line(words)
        self._field.select_all()
        # Not by `focus`, which waits for its turn: what is typed next would be taken for keys.
        self.screen.set_focus(self._field)

    def tell(self, found: str, *, missing: bool = False) -> None:
        """Say what was found, such as `3/14`; loudly if there is nothing."""
        self._outcome.show(clean_line(found), missing=missing)

    def light(self, switches: Collection[str]) -> None:
        """Show which switches are on, by the ids of their commands."""
        self._outcome.light(switches)

    def on_input_changed(self, event: "Input.Changed") -> None:
        """Say what stands in the field now."""
        event.stop()
        if self.is_open:
            self._say_words()

    def on_key(self, event: Key) -> None:
        """Close on Enter, keeping what was found, and on Escape, letting go of it.

        Taken here and not by a binding, so that keys typed right after are not overtaken.
        """
        if event.key in ("up", "down"):
            self._recall(-1 if event.key == "up" else 1)
        elif event.key in ("enter", "escape", "tab"):
            self.close(kept=event.key == "enter")
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: Click) -> None:
        """Turn the switch that was clicked."""
        command = event.style.meta.get(_SWITCH)
        if command:
            event.stop()
            self.post_message(self.Switched(command))

    def close(self, *, kept: bool) -> None:
        """Hide the bar and say so; first what was typed so fast that it is not yet said."""
        if self.is_open:
            self._say_words()
            self.remove_class("-open")
            self.post_message(self.Closed(self, self._field.value, kept))

    @cached_property
    def _field(self) -> "Input":
        from textual.widgets import Input

        return Input(compact=True, select_on_focus=True)

    def _say_words(self) -> None:
        """Say what stands in the field if that is not said yet."""
        words = self._field.value
        if words != self._words:
            self._words = words
            self.post_message(self.Changed(self, words))

    def _recall(self, step: int) -> None:
        """Put what was looked for before into the field; past the latest, what was typed."""
        if self._place == len(self._former):
            if self._former[-1:] != [self._field.value]:
                self._former.append(self._field.value)
            self._place = len(self._former) - 1
        place = self._place + step
        if 0 <= place < len(self._former):
            self._place = place
            self._field.value = self._former[place]
            self._field.cursor_position = len(self._field.value)


class _Outcome(Widget):
    """The switches, those that are on lit up, and what was found."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "_Outcome { width: auto; height: 1; }"

    def __init__(self, bar: FindBar, switches: Sequence[Switch]) -> None:
        super().__init__()
        self._bar = bar
        self._switches = tuple(switches)
        self._missing = False
        self.found = ""
        self.lit: Collection[str] = ()

    def show(self, found: str, *, missing: bool) -> None:
        """Say what was found."""
        if (found, missing) != (self.found, self._missing):
            self.found, self._missing = found, missing
            self.refresh(layout=True)

    def light(self, switches: Collection[str]) -> None:
        """Show which switches are on."""
        if switches != self.lit:
            self.lit = switches
            self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Take what the line needs."""
        return self._line(container.width).cell_length

    def render(self) -> RenderResult:
        """Paint the line."""
        return self._line(self._bar.size.width)

    def _line(self, width: int) -> Content:
        """Return the line; where there is little room, only the switches that are on, or none."""
        room = width - _ROOM_TO_TYPE - max(_ROOM_TO_TELL, len(self.found))
        line = self._switches_line(self._switches)
        if line.cell_length > room:
            line = self._switches_line([one for one in self._switches if one.command in self.lit])
        if line.cell_length > room:
            line = Content("")
        if self.found:
            look = "find-bar--missing" if self._missing else "find-bar--found"
            style = self._bar.get_visual_style(look)
            line = Content.assemble(line, (f" {self.found} ", style))
        return line

    def _switches_line(self, switches: Sequence[Switch]) -> Content:
        off = self._bar.get_visual_style("find-bar--switch")
        on = self._bar.get_visual_style("find-bar--switch-on")
        parts = []
        for switch in switches:
            style = on if switch.command in self.lit else off
            parts.append((f" {switch.word} ", style + Style.from_meta({_SWITCH: switch.command})))
        return Content.assemble(*parts)
