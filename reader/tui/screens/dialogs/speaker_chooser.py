"""Who says so: a person of the article, a typed name, the author, or nobody named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from textual.widget import Widget
from textual.widgets import Input, Static

from reader.text.canonical import clean_line
from reader.tui.matching import completion, matching, same_name
from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.signs import SUGGESTED_SIGN
from reader.tui.widgets.choice_list import Choice, ChoiceList
from reader.tui.widgets.text_field import TextField

CURRENT_MARK = "✓"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is named in the article."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """What was chosen: `confirmed` lets the suggestion stand, `cleared` leaves no speaker.

    Attributes:
        name: The speaker's name for `person` and `confirmed`, else empty.
    """

    kind: Literal["person", "author", "unnamed", "confirmed", "cleared"]
    name: str = ""


class SpeakerChooser(Dialog[SpeakerChoice]):
    """Choose a speaker by number, by name, or confirm the suggestion.

    The field has the focus from the start and nothing typed into it is ever a command: only in
    the empty field do digits choose, and `a` and `u` mean the author and the unnamed only when
    Enter follows at once. What Enter will do stands beside the field.

    Args:
        quotation: The words in question.
        people: Those named in the article, in the order to number them.
        suggestion: The name a rule suggested and no person has confirmed; empty for none.
        current: The name of the confirmed speaker; empty for none.
        speakers: Names of the whole library, for completion.
    """

    def __init__(
        self,
        quotation: str,
        people: Sequence[Person],
        *,
        suggestion: str = "",
        current: str = "",
        speakers: Sequence[str] = (),
    ) -> None:
        super().__init__("speaker", quotation)
        self._suggestion = clean_line(suggestion)
        self._current = clean_line(current)
        others = [Person(clean_line(person.name), clean_line(person.role)) for person in people]
        first = [person for person in others if person.name == self._suggestion]
        if self._suggestion and not first:
            first = [Person(self._suggestion)]
        self._people = first + [person for person in others if person.name != self._suggestion]
        here = {person.name for person in self._people}
        library = dict.fromkeys(clean_line(name) for name in speakers)
        self._known = [person.name for person in self._people]
        self._known += [name for name in library if name and name not in here]
        self._shown: list[str] = []
        self._pointed_at: str | None = None

    def body(self) -> Iterable[Widget]:
        """Return the field, what Enter does with it, and the people."""
        yield TextField(
            placeholder="type a name",
            quick_keys="0123456789",
            complete=self._completion,
        )
        yield Static("", classes="dialog--outcome", markup=False)
        yield ChoiceList()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys, those that need Enter shown with it."""
        return [
            ("a↵", "author", "choose('author')"),
            ("u↵", "unnamed", "choose('unnamed')"),
            ("0", "nobody", "choose('cleared')"),
            ("Tab", "complete", ""),
            ("Esc", "cancel", "close"),
        ]

    def on_mount(self) -> None:
        """Show everyone named in the article."""
        self._list("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list to what fits the typed name."""
        event.stop()
        if event.value == event.input.value:
            self._list(event.value)

    def on_text_field_moved(self, event: TextField.Moved) -> None:
        """Point at another row; Enter then takes that row."""
        choices = self.query_one(ChoiceList)
        choices.move(event.step)
        if choices.highlighted is not None:
            self._pointed_at = self._shown[choices.highlighted]
            self._announce(event.field.value)

    def on_text_field_quick(self, event: TextField.Quick) -> None:
        """Choose by number; 0 leaves no speaker."""
        number = int(event.character)
        if number == 0:
            self.finish(SpeakerChoice("cleared"))
        elif number <= len(self._people):
            self.finish(self._named(self._people[number - 1].name))
        else:
            self.say(f"There is nobody with the number {number}.")

    def on_text_field_entered(self, event: TextField.Entered) -> None:
        """Take the row pointed at, else what was typed, else the suggestion."""
        self.finish(self._resolve(event.value))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Take the row that was clicked."""
        self.finish(self._named(self._shown[event.index]))

    def action_choose(self, kind: Literal["author", "unnamed", "cleared"]) -> None:
        """Choose what is no person's name."""
        self.finish(SpeakerChoice(kind))

    def _resolve(self, typed: str) -> SpeakerChoice | None:
        if self._pointed_at is not None:
            return self._named(self._pointed_at)
        name = clean_line(typed)
        if name == "a":
            return SpeakerChoice("author")
        if name == "u":
            return SpeakerChoice("unnamed")
        if name:
            return self._named(same_name(name, self._known) or name)
        return SpeakerChoice("confirmed", self._suggestion) if self._suggestion else None

    def _named(self, name: str) -> SpeakerChoice:
        confirmed = bool(name) and name == self._suggestion
        return SpeakerChoice("confirmed" if confirmed else "person", name)

    def _completion(self, typed: str) -> str | None:
        if not typed:
            return self._suggestion or None
        found = completion(typed, self._known)
        if found is None and (places := matching(typed, self._known)):
            found = self._known[places[0]]
        return found

    def _list(self, typed: str) -> None:
        self._pointed_at = None
        if typed:
            self._shown = [self._known[place] for place in matching(typed, self._known)]
        else:
            self._shown = [person.name for person in self._people]
        numbered = not typed
        roles = {person.name: person.role for person in self._people}
        rows = [
            Choice(
                name,
                key=str(place + 1) if numbered and place < 9 else "",
                mark=self._mark(name),
                detail="suggested" if name == self._suggestion else roles.get(name, ""),
            )
            for place, name in enumerate(self._shown)
        ]
        self.query_one(ChoiceList).show(rows, 0 if numbered and self._suggestion else None)
        self.say("")
        self._announce(typed)

    def _mark(self, name: str) -> str:
        if name == self._suggestion:
            return SUGGESTED_SIGN
        return CURRENT_MARK if name == self._current else ""

    def _announce(self, typed: str) -> None:
        choice = self._resolve(typed)
        if choice is None:
            outcome = "Enter: closes"
        elif choice.kind == "confirmed":
            outcome = f"Enter confirms: {choice.name}"
        elif choice.kind == "person":
            known = choice.name in self._known
            outcome = f"Enter: {choice.name}" if known else f"Enter: {choice.name}, a new name"
        else:
            outcome = {"author": "Enter: the author", "unnamed": "Enter: someone unnamed"}[
                choice.kind
            ]
        self.query_one(".dialog--outcome", Static).update(outcome)
