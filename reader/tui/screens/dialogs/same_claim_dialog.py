"""Which claim is the same: the nearest first, or those that hold what is typed."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from textual.content import Content
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.text.canonical import clean_line
from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.widgets.choice_list import Choice, ChoiceList
from reader.tui.widgets.text_field import TextField
from reader.tui.wording import counted

_LABEL = 0.5
"""The part of a row's width for what is claimed."""


class Offered(NamedTuple):
    """A claim, or words nobody has made a claim of yet; texts are as stored.

    Attributes:
        what: Names it in the answer.
        text: What is asserted.
        nearness: 100 for the same words, down to 0.
        speaker: Who says so, with a sign if only a rule suggested it.
        judgement: Status and verdict, empty for none.
        title: The title of an article where it is said.
        sightings: How many there are.
        articles: In how many articles.
        outcome: What choosing it does, in a sentence or two.
    """

    what: Any
    text: str
    nearness: float
    speaker: str
    judgement: str
    title: str
    sightings: int
    articles: int
    outcome: str


Offering = Callable[[str], Sequence[Offered]]


class SameClaimDialog(Dialog[Offered]):
    """Choose a claim; what choosing it does is said before Enter does it.

    Args:
        words: The words in question.
        offer: Returns what can be chosen for what is typed; called in a thread.
        title: What is asked.
    """

    def __init__(self, words: str, offer: Offering, *, title: str = "same claim as") -> None:
        super().__init__(title, words)
        self._offer = offer
        self._offered: Sequence[Offered] = ()
        self._offered_for: str | None = None

    def body(self) -> Iterable[Widget]:
        """Return the field, the claims, and all there is to say of the one that is highlighted."""
        yield TextField(placeholder="type words of it")
        choices = ChoiceList()
        yield choices
        yield Static("", classes="same--words", markup=False)
        yield Static("", classes="same--outcome", markup=False)
        self.watch(choices, "highlighted", self._show_highlighted, init=False)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return [("Enter", "link", "choose"), ("↑↓", "choose", ""), ("Esc", "cancel", "close")]

    def on_mount(self) -> None:
        """Look for what comes nearest."""
        self.say("looking …")
        self._look("")

    def on_resize(self) -> None:
        """Give the list what the text above can spare, and its rows the new width."""
        self.query_one(ChoiceList).styles.max_height = max(3, self.size.height // 2 - 5)
        self._show_choices()

    def on_key(self, event: Key) -> None:
        """Go through the list by pages."""
        choices = self.query_one(ChoiceList)
        pages = {"pagedown": 1, "pageup": -1}
        if event.key in pages:
            event.stop()
            choices.move(pages[event.key] * max(1, choices.size.height - 1))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what holds the words."""
        event.stop()
        self._look(event.value)

    def on_text_field_moved(self, event: TextField.Moved) -> None:
        """Move the highlight."""
        self.query_one(ChoiceList).move(event.step)

    def on_text_field_entered(self, event: TextField.Entered) -> None:
        """Choose what is highlighted; never one that was offered for something else typed."""
        if self._offered_for == event.value:
            self.action_choose()
        else:
            self.say("looking …")

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Show what was clicked; choose it if it was shown already."""
        choices = self.query_one(ChoiceList)
        if choices.highlighted == event.index:
            self.action_choose()
        else:
            choices.highlighted = event.index

    def action_choose(self) -> None:
        """Answer with what is highlighted."""
        offered = self._highlighted
        if offered is not None:
            self.finish(offered)

    @property
    def _highlighted(self) -> Offered | None:
        place = self.query_one(ChoiceList).highlighted
        return self._offered[place] if place is not None and place < len(self._offered) else None

    def _look(self, typed: str) -> None:
        """Look in a thread: there may be a hundred thousand."""

        def look() -> None:
            offered = self._offer(typed)
            self.call_later(self._show_offered, typed, offered)

        self.run_worker(look, thread=True, group="offers", exclusive=True)

    def _show_offered(self, typed: str, offered: Sequence[Offered]) -> None:
        if typed != self.query_one(TextField).value:
            return
        self._offered, self._offered_for = offered, typed
        self._show_choices()
        nothing = "No claim holds these words." if typed else "Nothing like it is claimed yet."
        self.say("" if offered else nothing)

    def _show_choices(self) -> None:
        choices = self.query_one(ChoiceList)
        room = int((choices.size.width or self.size.width) * _LABEL)
        rows = [
            Choice(
                clean_line(each.text, room),
                key=f"{each.nearness:3.0f}",
                detail=" · ".join(filter(None, (each.speaker, each.judgement, each.title))),
            )
            for each in self._offered
        ]
        choices.show(rows, 0 if rows else None)
        self._show_highlighted()

    def _show_highlighted(self) -> None:
        words = self.query_one(".same--words", Static)
        outcome = self.query_one(".same--outcome", Static)
        each = self._highlighted
        if each is None:
            words.update("")
            outcome.update("")
            return
        where = "" if each.sightings < 2 else f"{counted(each.sightings, 'sighting')}"
        if each.articles > 1:
            where += f" in {each.articles} articles"
        facts = [
            f"{each.nearness:.0f} of 100 alike",
            each.speaker,
            each.judgement or "not judged",
            each.title,
            where,
        ]
        shown = " · ".join(clean_line(fact) for fact in facts if fact)
        words.update(Content(f"“{clean_line(each.text)}”\n{shown}"))
        outcome.update(Content(clean_line(each.outcome)))
