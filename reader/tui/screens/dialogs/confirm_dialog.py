"""A question with two answers, for the few things that cannot be taken back."""

from collections.abc import Iterable, Sequence

from textual import events
from textual.widget import Widget

from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.widgets.choice_list import Choice, ChoiceList


class ConfirmDialog(Dialog[bool]):
    """Ask; the answer is no unless `y` is pressed or yes is chosen.

    Args:
        question: One sentence.
        detail: What the person should know before answering.
        yes: What saying yes does, in a word or two.
        no: What saying no does.
    """

    def __init__(
        self, question: str, detail: str = "", *, yes: str = "Yes", no: str = "No"
    ) -> None:
        super().__init__(question)
        self._detail = detail
        self._yes = yes
        self._no = no

    def body(self) -> Iterable[Widget]:
        """Return the two answers."""
        answers = (Choice(self._no, key="n"), Choice(self._yes, key="y", detail=self._detail))
        yield ChoiceList(answers, highlighted=0)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys of the two answers."""
        return [
            ("y", self._yes, "answer(True)"),
            ("n", self._no, "answer(False)"),
            ("Esc", self._no, "close"),
        ]

    def closing_result(self) -> bool:
        """Return no."""
        return False

    def on_key(self, event: events.Key) -> None:
        """Answer by letter, or by arrows and Enter."""
        answers = self.query_one(ChoiceList)
        if event.key == "y":
            self.finish(True)
        elif event.key == "n":
            self.finish(False)
        elif event.key in ("up", "down"):
            answers.move(1 if event.key == "down" else -1)
        elif event.key == "enter":
            self.finish(answers.highlighted == 1)
        else:
            return
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Answer by a click."""
        self.finish(event.index == 1)

    def action_answer(self, answer: bool) -> None:
        """Answer."""
        self.finish(answer)
