"""The help: every key, under the headings of the commands."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from reader.text.cells import width as cell_width
from reader.tui.commands import Command, Group, Keymap
from reader.tui.sheets import HELP

_COLUMN = 70
_GAP = 3
_KEYS = 18


class HelpScreen(ModalScreen[None]):
    """All keys on one scrolling page, in as many columns as fit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "close", "Close", show=False),
        Binding("j,down", "scroll_down", show=False),
        Binding("k,up", "scroll_up", show=False),
        Binding("space,pagedown,ctrl+f,ctrl+d", "page_down", show=False),
        Binding("pageup,ctrl+b,ctrl+u", "page_up", show=False),
    ]
    AUTO_FOCUS = ""
    CSS_PATH = HELP

    def __init__(self, commands: Iterable[Command], keymap: Keymap) -> None:
        """Prepare the page.

        Args:
            commands: All commands.
            keymap: Their keys.
        """
        super().__init__()
        self._page = KeyPage(commands, keymap)
        self._scroll = VerticalScroll(self._page, can_focus=False)

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        yield self._scroll
        yield Static(
            "Esc closes · [keys] in config.toml gives these names other keys",
            id="help-foot",
            markup=False,
        )

    def action_close(self) -> None:
        """Close the help."""
        self.dismiss()

    def action_scroll_down(self) -> None:
        """Scroll a row down."""
        self._scroll.scroll_down(animate=False)

    def action_scroll_up(self) -> None:
        """Scroll a row up."""
        self._scroll.scroll_up(animate=False)

    def action_page_down(self) -> None:
        """Scroll a page down."""
        self._scroll.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll a page up."""
        self._scroll.scroll_page_up(animate=False)


class KeyPage(Widget):
    """The keys by group."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "key-page--group",
        "key-page--keys",
        "key-page--id",
    }
    DEFAULT_CSS = "KeyPage { height: auto; width: 1fr; }"

    def __init__(self, commands: Iterable[Command], keymap: Keymap) -> None:
        """Take the commands that have keys, or whose keys are written."""
        super().__init__()
        self._groups = {
            group: [
                (keymap.written(command), command)
                for command in commands
                if command.group is group and keymap.written(command)
            ]
            for group in Group
        }

    def on_resize(self) -> None:
        """Lay the columns out for the new width."""
        self.refresh(layout=True)

    def render(self) -> Content:
        """Paint the groups in columns of about the same height."""
        columns = max(1, (self.size.width + _GAP) // (_COLUMN + _GAP))
        room = _COLUMN if columns > 1 else max(20, self.size.width)
        blocks = [self._block(group, room) for group in Group if self._groups[group]]
        height = sum(map(len, blocks)) // columns + 1
        laid: list[list[Content]] = [[]]
        for block in blocks:
            if len(laid) < columns and laid[-1] and len(laid[-1]) + len(block) // 2 > height:
                laid.append([])
            laid[-1] += block
        rows: list[Content] = []
        for place in range(max(map(len, laid))):
            row: list[Content | str] = []
            for column in laid:
                cell = column[place] if place < len(column) else Content("")
                row += [cell, " " * (room + _GAP - cell.cell_length)]
            rows.append(Content.assemble(*row))
        return Content("\n").join(rows)

    def _block(self, group: Group, room: int) -> list[Content]:
        """Return the rows of a group: its heading, its keys, a blank one.

        At the right stands what a command is called in the settings, where it fits.
        """
        heading = self.get_visual_style("key-page--group", partial=True)
        keys = self.get_visual_style("key-page--keys", partial=True)
        quiet = self.get_visual_style("key-page--id", partial=True)
        rows = [Content.styled(group.value, heading)]
        for written, command in self._groups[group]:
            gap = " " * max(1, _KEYS - cell_width(written))
            line = Content.assemble((written + gap, keys), command.help)
            space = min(room, _COLUMN) - line.cell_length - cell_width(command.id)
            if command.keys and space > 0:
                line = Content.assemble(line, " " * space, (command.id, quiet))
            rows.append(line.truncate(room, ellipsis=True))
        return [*rows, Content("")]
