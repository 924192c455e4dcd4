"""The lists: all articles, and those that a saved query finds."""

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from typing import NamedTuple

from textual.events import Key
from textual.widget import Widget

from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.widgets.choice_list import Choice, ChoiceList


class Deed(Enum):
    """What is to be done."""

    SHOW = auto()
    SAVE = auto()
    RENAME = auto()
    REMOVE = auto()


class ListChoice(NamedTuple):
    """The answer of the dialog.

    Attributes:
        deed: What is to be done.
        name: With which saved query; None for all articles, and for the present filter.
    """

    deed: Deed
    name: str | None = None


class ListChooser(Dialog[ListChoice]):
    """Choose a list by arrows or number; save, rename or remove one.

    Args:
        queries: Each saved query: its name and what it asks.
        present: The name of the one that is shown, None for all articles.
        unsaved: The filter that may be saved, empty for none.
        articles: How many articles there are in all.
    """

    def __init__(
        self,
        queries: Sequence[tuple[str, str]],
        *,
        present: str | None,
        unsaved: str,
        articles: int,
    ) -> None:
        super().__init__("lists")
        self._names = [None, *(name for name, _ in queries)]
        self._queries = queries
        self._present = present
        self._unsaved = unsaved
        self._articles = articles

    def body(self) -> Iterable[Widget]:
        """Return the lists."""
        yield ChoiceList(self._choices(), highlighted=self._place)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        saving = [("s", "save the filter", "save")] if self._unsaved else []
        changing = [("r", "rename", "rename"), ("d", "remove", "remove")] if self._queries else []
        return [("Enter", "show", "show"), *saving, *changing, ("Esc", "close", "close")]

    def on_mount(self) -> None:
        """Say what can be saved, or how to come by a list."""
        if self._unsaved:
            self.say(f"s saves the filter {self._unsaved}")
        elif not self._queries:
            self.say("No list is saved yet: filter the articles with /, then save it here.")

    def on_key(self, event: Key) -> None:
        """Move, or act on the highlighted list."""
        acts = {"s": self.action_save, "r": self.action_rename, "d": self.action_remove}
        steps = {"up": -1, "k": -1, "down": 1, "j": 1}
        if event.key in steps:
            self._choices_shown.move(steps[event.key])
        elif event.key == "enter":
            self.action_show()
        elif event.key in acts:
            acts[event.key]()
        elif event.key.isdecimal() and int(event.key) < min(10, len(self._names)):
            self._answer(Deed.SHOW, self._names[int(event.key)])
        else:
            return
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Show the list that was clicked."""
        self._answer(Deed.SHOW, self._names[event.index])

    def action_show(self) -> None:
        """Show the highlighted list."""
        self._answer(Deed.SHOW, self._highlighted)

    def action_save(self) -> None:
        """Save the present filter."""
        if self._unsaved:
            self._answer(Deed.SAVE)

    def action_rename(self) -> None:
        """Give the highlighted list another name."""
        if self._highlighted is not None:
            self._answer(Deed.RENAME, self._highlighted)

    def action_remove(self) -> None:
        """Remove the highlighted list."""
        if self._highlighted is not None:
            self._answer(Deed.REMOVE, self._highlighted)

    @property
    def _choices_shown(self) -> ChoiceList:
        return self.query_one(ChoiceList)

    @property
    def _highlighted(self) -> str | None:
        return self._names[self._choices_shown.highlighted or 0]

    @property
    def _place(self) -> int:
        return self._names.index(self._present) if self._present in self._names else 0

    def _answer(self, deed: Deed, name: str | None = None) -> None:
        self.finish(ListChoice(deed, name))

    def _choices(self) -> list[Choice]:
        rows = [("all articles", f"{self._articles:,}"), *self._queries]
        return [
            Choice(
                label,
                key=str(place) if place < 10 else "",
                mark="•" if self._names[place] == self._present else "",
                detail=detail,
            )
            for place, (label, detail) in enumerate(rows)
        ]
