"""Annotations that were not surely found in a new version of a text, one after the other."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reader.library.reviewing import Doubt
from reader.text.canonical import clean_line
from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.widgets.choice_list import Choice, ChoiceList

_LABEL_CELLS = 90


class Answer(StrEnum):
    """What a person says of a doubtful annotation."""

    CONFIRM = "confirm"
    PLACE = "place anew"
    KEEP = "keep without a place"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An answer, and the annotation it is about."""

    annotation: str
    answer: Answer


class ReviewDialog(Dialog[Reviewed]):
    """Step through the doubtful annotations; the place of each is shown in the text above.

    Args:
        doubts: What is to be reviewed, at least one.
        show: Called with the doubt that is pointed at, to bring its place into sight.
    """

    def __init__(self, doubts: Sequence[Doubt], show: Callable[[Doubt], None]) -> None:
        count = len(doubts)
        super().__init__(f"review: {count} annotation{'' if count == 1 else 's'} to place")
        self._doubts = doubts
        self._show = show

    def body(self) -> Iterable[Widget]:
        """Return the doubts, and the words of the one pointed at, then and now."""
        yield ChoiceList([_choice(doubt) for doubt in self._doubts], highlighted=0)
        yield Static("", id="review-words", markup=False)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return [
            ("Enter", "confirm this place", "confirm"),
            ("r", "select its words", "place"),
            ("o", "its words are gone", "keep"),
            ("j k", "next, previous", ""),
            ("Esc", "later", "close"),
        ]

    def on_mount(self) -> None:
        """Show the first."""
        self._point_at(0)

    def on_key(self, event: events.Key) -> None:
        """Move, or answer by a letter."""
        choices = self.query_one(ChoiceList)
        if event.key in ("j", "down", "k", "up"):
            choices.move(1 if event.key in ("j", "down") else -1)
            self._point_at(choices.highlighted or 0)
        elif event.key == "enter":
            self.action_confirm()
        elif event.key == "r":
            self.action_place()
        elif event.key == "o":
            self.action_keep()
        else:
            return
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Show the one that was clicked."""
        event.choice_list.highlighted = event.index
        self._point_at(event.index)

    def action_confirm(self) -> None:
        """Say that it stands on the right words."""
        if self._doubt.range is None:
            self.say("Its words are not in the text: r selects others, o keeps it without a place.")
        else:
            self._answer(Answer.CONFIRM)

    def action_place(self) -> None:
        """Select its words in the text."""
        self._answer(Answer.PLACE)

    def action_keep(self) -> None:
        """Say that its words are gone."""
        self._answer(Answer.KEEP)

    @property
    def _doubt(self) -> Doubt:
        return self._doubts[self.query_one(ChoiceList).highlighted or 0]

    def _answer(self, answer: Answer) -> None:
        self.finish(Reviewed(self._doubt.annotation, answer))

    def _point_at(self, index: int) -> None:
        doubt = self._doubts[index]
        marked = f"marked  “{clean_line(doubt.marked)}”"
        present = "now     nothing like it is in the text"
        if doubt.range is not None:
            present = f"now     “{clean_line(doubt.present)}”"
        self.query_one("#review-words", Static).update(Content(f"{marked}\n{present}"))
        self.say("")
        self._show(doubt)


def _choice(doubt: Doubt) -> Choice:
    return Choice(clean_line(doubt.marked, _LABEL_CELLS), mark="?", detail=str(doubt.state))
