"""Who says so: a person of the article, a typed name, the author, or nobody named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from textual.widget import Widget
from textual.widgets import Input, Static

from reader.library.matching import rank
from reader.text.canonical import clean_line
from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.signs import CHOSEN_SIGN, SUGGESTED_SIGN
from reader.tui.widgets.choice_list import Choice, ChoiceList
from reader.tui.widgets.text_field import TextField
from reader.tui.wording import counted


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is named in the article or known in the library.

    Attributes:
        name: A name that is different for different people.
        about: Role and organisation.
        id: The speaker's id, empty for one who is not in the library.
        names: All names it goes by: first its own, then its aliases.
        quoted: How many annotations quote it.
    """

    name: str
    about: str = ""
    id: str = ""
    names: tuple[str, ...] = ()
    quoted: int = 0


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """What was chosen: `confirmed` lets the suggestion stand, `cleared` leaves no speaker.

    Attributes:
        name: The name for `person`, `namesake` and `confirmed`, else empty. A namesake is somebody
            new of a name that others have.
        id: The id of a speaker of the library for `person`, empty for a new name.
    """

    kind: Literal["person", "namesake", "author", "unnamed", "confirmed", "cleared"]
    name: str = ""
    id: str = ""


class SpeakerChooser(Dialog[SpeakerChoice]):
    """Choose a speaker by number, by name, or confirm the suggestion.

    The field has the focus from the start and nothing typed into it is ever a command: only in
    the empty field do digits choose, and `a` and `u` mean the author and the unnamed only when
    Enter follows at once. What Enter will do stands beside the field. Where several people bear
    the name that was typed, one of them has to be pointed at, or a new one below them.

    Args:
        quotation: The words in question.
        people: Those named in the article, in the order to number them.
        suggestion: The name a rule suggested and no person has confirmed; empty for none.
        current: The name of the confirmed speaker; empty for none.
        speakers: Those of the whole library, for completion.
    """

    def __init__(
        self,
        quotation: str,
        people: Sequence[Person],
        *,
        suggestion: str = "",
        current: str = "",
        speakers: Sequence[Person] = (),
    ) -> None:
        super().__init__("speaker", quotation)
        self._suggestion = clean_line(suggestion)
        self._current = clean_line(current)
        library = {person.id: person for person in map(_cleaned, speakers)}
        here = [library.get(person.id, person) for person in map(_cleaned, people)]
        first = [person for person in here if person.name == self._suggestion]
        if self._suggestion and not first:
            known = (one for one in library.values() if self._suggestion in (one.name, *one.names))
            first = [next(known, Person(self._suggestion))]
        self._people = first + [person for person in here if person not in first]
        names = {person.name for person in self._people}
        others = [one for one in library.values() if one.name and one.name not in names]
        self._known = self._people + sorted(others, key=lambda one: -one.quoted)
        self._names = [
            tuple(dict.fromkeys(name.casefold() for name in (one.name, *one.names)))
            for one in self._known
        ]
        self._fitted: tuple[str, list[Person]] = ("", self._known)
        self._shown: list[SpeakerChoice] = []
        self._pointed_at: SpeakerChoice | None = None

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
            self.finish(self._choice(self._people[number - 1]))
        else:
            self.say(f"There is nobody with the number {number}.")

    def on_text_field_entered(self, event: TextField.Entered) -> None:
        """Take the row pointed at, else what was typed, else the suggestion."""
        if self._pointed_at is None and len(self._bearers(event.value)) > 1:
            self.say("Several people have this name: choose one with ↓.", warning=True)
            return
        self.finish(self._resolve(event.value))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Take the row that was clicked."""
        self.finish(self._shown[event.index])

    def action_choose(self, kind: Literal["author", "unnamed", "cleared"]) -> None:
        """Choose what is no person's name."""
        self.finish(SpeakerChoice(kind))

    def _resolve(self, typed: str) -> SpeakerChoice | None:
        if self._pointed_at is not None:
            return self._pointed_at
        name = clean_line(typed)
        if name == "a":
            return SpeakerChoice("author")
        if name == "u":
            return SpeakerChoice("unnamed")
        if name:
            bearers = self._bearers(name)
            return self._choice(bearers[0]) if bearers else SpeakerChoice("person", name)
        return SpeakerChoice("confirmed", self._suggestion) if self._suggestion else None

    def _choice(self, person: Person) -> SpeakerChoice:
        if person.name and person.name == self._suggestion:
            return SpeakerChoice("confirmed", person.name)
        return SpeakerChoice("person", person.name, person.id)

    def _bearers(self, typed: str) -> list[Person]:
        """Return those who are called what was typed: by the name shown, else by any name."""
        name = clean_line(typed)
        exact = [person for person in self._known if person.name == name]
        folded = name.casefold()
        called = [
            person
            for person, names in zip(self._known, self._names, strict=True)
            if folded in names
        ]
        return exact if len(exact) == 1 and len(called) == 1 else called

    def _completion(self, typed: str) -> str | None:
        if not typed:
            return self._suggestion or None
        fitting = self._fitting(typed)
        begins = (
            person.name
            for person in fitting
            if person.name.casefold().startswith(typed.casefold()) and len(person.name) > len(typed)
        )
        return next(begins, fitting[0].name if fitting else None)

    def _fitting(self, typed: str) -> list[Person]:
        """Return those whose names fit best; of two that fit alike, one who is named here."""
        wanted = clean_line(typed).casefold()
        if wanted != self._fitted[0]:
            fits = [
                (fit, place)
                for place, names in enumerate(self._names)
                if (fit := _fit(wanted, names)) is not None
            ]
            self._fitted = wanted, [self._known[place] for _, place in sorted(fits)]
        return self._fitted[1]

    def _list(self, typed: str) -> None:
        self._pointed_at = None
        people = self._fitting(typed) if typed else self._people
        self._shown = [self._choice(person) for person in people]
        rows = [
            Choice(
                person.name,
                key=str(place + 1) if not typed and place < 9 else "",
                mark=self._mark(person.name),
                detail=self._detail(person, typed),
            )
            for place, person in enumerate(people)
        ]
        if bearers := self._bearers(typed):
            folded = clean_line(typed).casefold()
            name = next((one for one in bearers[0].names if one.casefold() == folded), typed)
            self._shown.insert(len(bearers), SpeakerChoice("namesake", name))
            rows.insert(len(bearers), Choice(f"somebody else called {name}", mark="+"))
        chosen = 0 if not typed and self._suggestion else None
        self.query_one(ChoiceList).show(rows, chosen)
        self.say("")
        self._announce(typed)

    def _mark(self, name: str) -> str:
        if name == self._suggestion:
            return SUGGESTED_SIGN
        return CHOSEN_SIGN if name == self._current else ""

    def _detail(self, person: Person, typed: str) -> str:
        """Return what tells a person apart; the other name by which it was found, if it was."""
        said = "suggested" if person.name == self._suggestion else ""
        wanted = clean_line(typed).casefold()
        also = ""
        if wanted and rank(wanted, person.name.casefold()) is None:
            found = (name for name in person.names if rank(wanted, name.casefold()) is not None)
            also = f"also {next(found, '')}"
        quoted = (
            f"quoted in {counted(person.quoted, 'annotation')}" if typed and person.quoted else ""
        )
        # The name says it already where others have the same.
        about = "" if person.names and person.name != person.names[0] else person.about
        return " · ".join(filter(None, (said, also, about, quoted)))

    def _announce(self, typed: str) -> None:
        choice = self._resolve(typed)
        if choice is None:
            outcome = "Enter: closes"
        elif choice.kind == "confirmed":
            outcome = f"Enter confirms: {choice.name}"
        elif choice.kind == "namesake":
            outcome = f"Enter: {choice.name}, somebody new of that name"
        elif choice.kind == "person":
            outcome = self._announced(choice, typed)
        else:
            outcome = {"author": "Enter: the author", "unnamed": "Enter: someone unnamed"}[
                choice.kind
            ]
        self.query_one(".dialog--outcome", Static).update(outcome)

    def _announced(self, choice: SpeakerChoice, typed: str) -> str:
        bearers = [] if self._pointed_at else self._bearers(typed)
        if len(bearers) > 1:
            return f"{counted(len(bearers), 'person', 'people')} have this name: choose with ↓"
        known = any(person.name == choice.name for person in self._known)
        if not known:
            return f"Enter: {choice.name}, a new name"
        name = clean_line(typed)
        if bearers and name.casefold() != choice.name.casefold():
            return f"Enter: {choice.name}, who is also called {name}"
        return f"Enter: {choice.name}"


def _cleaned(person: Person) -> Person:
    return replace(
        person,
        name=clean_line(person.name),
        about=clean_line(person.about),
        names=tuple(map(clean_line, person.names)),
    )


def _fit(wanted: str, names: Iterable[str]) -> tuple[bool, int] | None:
    """Return how well any of some names fits, those that are the same first."""
    fits = [(name != wanted, fit) for name in names if (fit := rank(wanted, name)) is not None]
    return min(fits, default=None)
