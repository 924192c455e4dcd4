"""The palette: every command by name, and `:w` and `:q` for fingers that know them."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget
from textual.widgets import Input

from reader.tui.commands import Command, Keymap
from reader.tui.providers import offered
from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.widgets.choice_list import Choice, ChoiceList
from reader.tui.widgets.text_field import TextField


class Palette(Dialog[str]):
    """Type a few letters of a command, Enter does it; the answer is the command's id.

    Args:
        commands: All commands.
        keymap: Their keys, shown beside them.
    """

    def __init__(self, commands: Iterable[Command], keymap: Keymap) -> None:
        super().__init__("commands")
        self._commands = tuple(commands)
        self._keymap = keymap

    def body(self) -> Iterable[Widget]:
        """Return the field and the commands that fit what is typed."""
        yield TextField(placeholder="type a few letters")
        yield ChoiceList(self._choices(""), highlighted=0)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return [("Enter", "do it", ""), ("↑↓", "choose", ""), ("Esc", "close", "close")]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        choices = self._choices(event.value)
        self.query_one(ChoiceList).show(choices, 0 if choices else None)

    def on_text_field_moved(self, event: TextField.Moved) -> None:
        """Move the highlight."""
        self.query_one(ChoiceList).move(event.step)

    def on_text_field_entered(self, event: TextField.Entered) -> None:
        """Do the highlighted command, or the best for what was typed since it was shown."""
        highlighted = self.query_one(ChoiceList).highlighted or 0
        fitting = offered(self._commands, event.value)
        if fitting:
            self.finish(fitting[min(highlighted, len(fitting) - 1)].id)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Do the command that was clicked."""
        typed = self.query_one(TextField).value
        self.finish(offered(self._commands, typed)[event.index].id)

    def _choices(self, typed: str) -> list[Choice]:
        return [
            Choice(command.title, detail=self._keymap.written(command))
            for command in offered(self._commands, typed)
        ]
