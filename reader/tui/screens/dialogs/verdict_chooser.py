"""Is it true, and did they say it? How far the checking has come: one key each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from textual import events
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from reader.model.annotation import Attribution
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


ATTRIBUTION_KEYS = {
    Attribution.VERBATIM: "V",
    Attribution.FAIR: "F",
    Attribution.DISTORTED: "D",
    Attribution.NOT_FOUND: "N",
}
"""Capitals, so that no key answers the other question."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of a claim, and of whoever is said to have said it; None where nothing is.

    Attributes:
        status: How far the checking has come.
        verdict: Whether it is true.
        attribution: Whether they said it, apart from whether it is true.
    """

    status: Status | None = None
    verdict: str | None = None
    attribution: Attribution | None = None


def verdict_keys(verdicts: Sequence[str]) -> dict[str, str]:
    """Return the key of each verdict: the digits 1 to 9, then letters no status uses."""
    free = [letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in STATUS_KEYS.values()]
    return dict(zip(verdicts, ["1", "2", "3", "4", "5", "6", "7", "8", "9", *free], strict=False))


class VerdictChooser(Dialog[Judgement]):
    """Two questions, apart: is it true, and did they say it? One key answers and closes.

    A status is chosen by its letter, a verdict by its digit, an attribution by its capital.

    Args:
        quotation: The words in question.
        verdicts: The words a verdict may be, in the order of the settings.
        current: The judgement as it is.
        said: Whether it is asked too if they said it.
        differing: Whether it is about several claims that are not judged alike, so that each
            answer changes something.
    """

    def __init__(
        self,
        quotation: str,
        verdicts: Sequence[str],
        current: Judgement | None = None,
        *,
        said: bool = True,
        differing: bool = False,
    ) -> None:
        super().__init__("verdict", quotation)
        self._differing = differing
        self._current = current or Judgement()
        self._verdict_keys = verdict_keys(verdicts)
        self._said = said
        self._statuses = ChoiceList(
            [
                Choice(status.value, key=key, mark=STATUS_SIGNS[status])
                for status, key in STATUS_KEYS.items()
            ],
            highlighted=_place(self._current.status, list(STATUS_KEYS)),
        )
        self._verdicts = ChoiceList(
            [Choice(clean_line(verdict), key=key) for verdict, key in self._verdict_keys.items()],
            highlighted=_place(self._current.verdict, list(self._verdict_keys)),
        )
        self._attributions = ChoiceList(
            [Choice(said.value, key=key) for said, key in ATTRIBUTION_KEYS.items()],
            highlighted=_place(self._current.attribution, list(ATTRIBUTION_KEYS)),
        )

    def body(self) -> Iterable[Widget]:
        """Return the columns: how far it has come, what came out, and whether it was said."""
        columns = [
            _column("checking", self._statuses),
            _column("is it true?", self._verdicts),
        ]
        if self._said:
            columns.append(_column("did they say it?", self._attributions))
        yield Horizontal(*columns, classes="dialog--columns")

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys beside those in the columns."""
        return [
            ("letter", "checking", ""),
            ("digit", "true", ""),
            *([("capital", "said", "")] if self._said else []),
            ("0", "not judged", "clear"),
            ("Esc", "close", "close"),
        ]

    def on_key(self, event: events.Key) -> None:
        """Choose by one key."""
        key, now = event.key, self._current
        status = next((status for status, each in STATUS_KEYS.items() if each == key), None)
        verdict = next((word for word, each in self._verdict_keys.items() if each == key), None)
        said = next((word for word, each in ATTRIBUTION_KEYS.items() if each == key), None)
        if status is not None:
            self._choose(replace(now, status=status))
        elif verdict is not None:
            self._choose(replace(now, verdict=verdict))
        elif said is not None and self._said:
            self._choose(replace(now, attribution=said))
        elif key in ("0", "backspace", "delete"):
            self.action_clear()
        elif key == "enter":
            self.action_close()
        else:
            return
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Choose by a click."""
        now, place = self._current, event.index
        if event.choice_list is self._statuses:
            self._choose(replace(now, status=list(STATUS_KEYS)[place]))
        elif event.choice_list is self._verdicts:
            self._choose(replace(now, verdict=list(self._verdict_keys)[place]))
        else:
            self._choose(replace(now, attribution=list(ATTRIBUTION_KEYS)[place]))

    def action_clear(self) -> None:
        """Leave neither status nor verdict; whether it was said is another question."""
        self._choose(replace(self._current, status=None, verdict=None))

    def _choose(self, judgement: Judgement) -> None:
        unchanged = judgement == self._current and not self._differing
        self.finish(None if unchanged else judgement)


def _column(question: str, answers: ChoiceList) -> Widget:
    return Vertical(
        Static(question, classes="verdict--question", markup=False),
        answers,
        classes="verdict--column",
    )


def _place(word: str | None, words: Sequence[str]) -> int | None:
    return words.index(word) if word in words else None
