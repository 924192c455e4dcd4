"""Which of a few claims is meant, by its number."""

from collections.abc import Iterable, Sequence

from textual.events import Key
from textual.widget import Widget

from reader.text.canonical import clean_line
from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.widgets.choice_list import Choice, ChoiceList


class ClaimChooser(Dialog[int]):
    """Choose one claim; the answer is its place in the order given.

    Args:
        texts: What they assert.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__("which claim")
        self._texts = tuple(map(clean_line, texts))

    def body(self) -> Iterable[Widget]:
        """Return the claims."""
        choices = [
            Choice(text, key=str(number) if number < 10 else "")
            for number, text in enumerate(self._texts, 1)
        ]
        yield ChoiceList(choices, highlighted=0)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return [("Enter", "show it", "choose"), ("↑↓", "choose", ""), ("Esc", "close", "close")]

    def on_key(self, event: Key) -> None:
        """Choose by number, or by arrows and Enter."""
        choices = self.query_one(ChoiceList)
        if event.key in ("down", "j", "up", "k"):
            choices.move(1 if event.key in ("down", "j") else -1)
        elif event.key == "enter":
            self.action_choose()
        elif event.key.isdecimal() and 0 < int(event.key) <= len(self._texts):
            self.finish(int(event.key) - 1)
        else:
            return
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Choose by a click."""
        self.finish(event.index)

    def action_choose(self) -> None:
        """Choose what is highlighted."""
        self.finish(self.query_one(ChoiceList).highlighted)
