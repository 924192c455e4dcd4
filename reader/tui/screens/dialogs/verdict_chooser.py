"""How far the checking of a claim has come, and what came out: one key each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events
from textual.containers import Horizontal
from textual.widget import Widget

from reader.model.claim import Status
from reader.text.canonical import clean_line
from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.signs import STATUS_SIGNS
from reader.tui.widgets.choice_list import Choice, ChoiceList

STATUS_KEYS = {
    Status.TO_CHECK: "t",
    Status.CHECKING: "c",
    Status.AWAITING_REPLY: "w",
    Status.DONE: "d",
    Status.DROPPED: "p",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A claim's status and verdict; None where there is none."""

    status: Status | None = None
    verdict: str | None = None


def verdict_keys(verdicts: Sequence[str]) -> dict[str, str]:
    """Return the key of each verdict: the digits 1 to 9, then letters no status uses."""
    free = [letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in STATUS_KEYS.values()]
    return dict(zip(verdicts, ["1", "2", "3", "4", "5", "6", "7", "8", "9", *free], strict=False))


class VerdictChooser(Dialog[Judgement]):
    """Choose a status by its letter or a verdict by its digit; either closes the dialog.

    Args:
        quotation: The words in question.
        verdicts: The words a verdict may be, in the order of the settings.
        current: The judgement as it is.
    """

    def __init__(
        self, quotation: str, verdicts: Sequence[str], current: Judgement | None = None
    ) -> None:
        super().__init__("verdict", quotation)
        self._current = current or Judgement()
        self._verdict_keys = verdict_keys(verdicts)

    def body(self) -> Iterable[Widget]:
        """Return the two columns: how far it has come, and what came out."""
        statuses = [
            Choice(status.value, key=key, mark=STATUS_SIGNS[status])
            for status, key in STATUS_KEYS.items()
        ]
        verdicts = [
            Choice(clean_line(verdict), key=key) for verdict, key in self._verdict_keys.items()
        ]
        yield Horizontal(
            ChoiceList(statuses, highlighted=_place(self._current.status, list(STATUS_KEYS))),
            ChoiceList(
                verdicts, highlighted=_place(self._current.verdict, list(self._verdict_keys))
            ),
            classes="dialog--columns",
        )

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys beside those in the columns."""
        return [
            ("letter", "status", ""),
            ("digit", "verdict", ""),
            ("0", "clear both", "clear"),
            ("Esc", "close", "close"),
        ]

    def on_key(self, event: events.Key) -> None:
        """Choose by one key."""
        status = next((status for status, key in STATUS_KEYS.items() if key == event.key), None)
        verdict = next((word for word, key in self._verdict_keys.items() if key == event.key), None)
        if status is not None:
            self._choose(Judgement(status, self._current.verdict))
        elif verdict is not None:
            self._choose(Judgement(self._current.status, verdict))
        elif event.key in ("0", "backspace", "delete"):
            self.action_clear()
        elif event.key == "enter":
            self.action_close()
        else:
            return
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Choose by a click."""
        if event.choice_list is self.query(ChoiceList).first():
            self._choose(Judgement(list(STATUS_KEYS)[event.index], self._current.verdict))
        else:
            self._choose(Judgement(self._current.status, list(self._verdict_keys)[event.index]))

    def action_clear(self) -> None:
        """Leave neither status nor verdict."""
        self._choose(Judgement())

    def _choose(self, judgement: Judgement) -> None:
        self.finish(None if judgement == self._current else judgement)


def _place(word: str | None, words: Sequence[str]) -> int | None:
    return words.index(word) if word in words else None
