"""Queries under names: load one, or save the present one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import Input

from reader.library.saved_queries import SavedQuery
from reader.text.canonical import clean_line
from reader.tui.matching import matching
from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.widgets.choice_list import Choice, ChoiceList
from reader.tui.widgets.text_field import TextField

_FIRST = "To save one, filter the board first."
_NOTHING = f"No query is saved yet. {_FIRST}"


@dataclass(frozen=True, slots=True)
class QueryChoice:
    """What was chosen.

    Attributes:
        name: The name of the query to load, or to save the present one under.
        saving: Whether it is to be saved.
    """

    name: str
    saving: bool = False


class SavedQueryChooser(Dialog[QueryChoice]):
    """Type a few letters of a name, Enter loads it; a new name saves the present query.

    Args:
        saved: The queries there are.
        present: The query as it stands; empty for none, which cannot be saved.
    """

    def __init__(self, saved: Sequence[SavedQuery], present: str) -> None:
        super().__init__("saved queries", present)
        self._saved = tuple(saved)
        self._present = present
        self._rows: list[QueryChoice] = []

    def body(self) -> Iterable[Widget]:
        """Return the field and the queries."""
        yield TextField(placeholder="a name to save it under" if self._present else "a name")
        yield ChoiceList()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return [("Enter", "take it", "take"), ("↑↓", "choose", ""), ("Esc", "close", "close")]

    def on_mount(self) -> None:
        """Show all of them."""
        self._list("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list to what fits the typed name."""
        event.stop()
        self._list(event.input.value)

    def on_text_field_moved(self, event: TextField.Moved) -> None:
        """Point at another row."""
        self.query_one(ChoiceList).move(event.step)

    def on_text_field_entered(self) -> None:
        """Take the row pointed at."""
        self.action_take()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Take the row that was clicked."""
        self.finish(self._rows[event.index])

    def action_take(self) -> None:
        """Take the row pointed at."""
        place = self.query_one(ChoiceList).highlighted
        if place is not None:
            self.finish(self._rows[place])
        elif self._present:
            self.say("Type a name.")
        elif self._saved:
            self.say(f"No query is saved under that name. {_FIRST}")

    def _list(self, typed: str) -> None:
        name = clean_line(typed)
        names = [saved.name for saved in self._saved]
        fitting = [self._saved[place] for place in matching(name, names)]
        self._rows = [QueryChoice(saved.name) for saved in fitting]
        choices = [Choice(saved.name, detail=saved.query) for saved in fitting]
        if name and self._present:
            word = "replace" if name in names else "save as"
            self._rows.append(QueryChoice(name, saving=True))
            choices.append(Choice(f"{word} “{name}”", detail=self._present))
        self.query_one(ChoiceList).show(choices, 0 if choices else None)
        nothing = not self._saved and not self._present
        self.say(_NOTHING if nothing else "")
