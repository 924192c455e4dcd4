"""What the words in focus, or an address, do to a claim: support, refute, or tell more."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from textual import events
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.errors import InputError
from reader.model.claim import Relation
from reader.text.canonical import clean_line
from reader.tui.screens.dialogs.panel import Dialog, KeyHint, labelled_row
from reader.tui.widgets.choice_list import Choice, ChoiceList
from reader.tui.widgets.text_field import TextField

RELATION_KEYS = {Relation.SUPPORTS: "s", Relation.REFUTES: "r", Relation.CONTEXT: "c"}
_SAYS = {
    Relation.SUPPORTS: "it speaks for the claim",
    Relation.REFUTES: "it speaks against it",
    Relation.CONTEXT: "it tells more about it",
}


class Attachment(NamedTuple):
    """What is to be attached, and how.

    Attributes:
        address: What is attached in place of the words; empty for the words.
        note: What the person has to say about it.
    """

    relation: Relation
    address: str = ""
    note: str = ""


class EvidenceDialog(Dialog[Attachment]):
    """Attach something to a claim by one letter; Escape attaches nothing and marks nothing.

    Args:
        claim: What the claim asserts.
        check: Raises InputError if something is no address.
        words: The words in focus; empty where only an address can be attached.
        why_not: Why the words cannot be attached, though an address can; empty if they can.
        link: The address of the link under the caret, offered to be attached.
        present: What the words are attached as already.
    """

    AUTO_FOCUS = ""

    def __init__(
        self,
        claim: str,
        words: str = "",
        *,
        check: Callable[[str], None],
        why_not: str = "",
        link: str = "",
        present: Relation | None = None,
    ) -> None:
        super().__init__("evidence", claim)
        self._check = check
        self._words = clean_line(words)
        self._why_not = clean_line(why_not)
        self._link = clean_line(link)
        self._present = present
        self._address = TextField(placeholder="type or paste an address", holds_tab=False)
        self._note = TextField(placeholder="optional", holds_tab=False)
        self._what = Static("", classes="dialog--outcome", markup=False)

    def body(self) -> Iterable[Widget]:
        """Return what is attached, what it can be attached as, and the two fields."""
        yield self._what
        choices = [
            Choice(relation.value, key=key, detail=_SAYS[relation])
            for relation, key in RELATION_KEYS.items()
        ]
        place = None if self._present is None else list(RELATION_KEYS).index(self._present)
        yield ChoiceList(choices, highlighted=place)
        yield labelled_row("address", self._address)
        yield labelled_row("note", self._note)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return [
            *((key, relation.value, f"attach('{key}')") for relation, key in RELATION_KEYS.items()),
            ("a", "the link" if self._link else "address", "address"),
            ("n", "note", "note"),
            ("Esc", "cancel", "close"),
        ]

    def on_mount(self) -> None:
        """Say what is attached; where it can only be an address, begin with that."""
        self._tell()
        if self._why_not:
            self.say(self._why_not)
        if not self._can_take_words:
            self.action_address()

    def on_key(self, event: events.Key) -> None:
        """Attach by one letter, unless one types."""
        if isinstance(self.focused, Input):
            return
        if event.key in RELATION_KEYS.values():
            self.action_attach(event.key)
        elif event.key == "a":
            self.action_address()
        elif event.key == "n":
            self.action_note()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take an address that is pasted while nothing is typed into."""
        if not isinstance(self.focused, Input):
            event.stop()
            self._address.value = clean_line(event.text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is attached now."""
        event.stop()
        self._tell()

    def on_text_field_entered(self) -> None:
        """Go from a field back to the letters, unless something else than an address was typed."""
        address = self._address.value.strip()
        if address and not self._is_right(address):
            return
        self.set_focus(None)
        keys = ", ".join(RELATION_KEYS.values())
        self.say(f"{keys}: attach it.")

    def on_text_field_moved(self, event: TextField.Moved) -> None:
        """Go to the other field."""
        (self._note if event.step > 0 else self._address).focus()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Attach by a click."""
        self.action_attach(list(RELATION_KEYS.values())[event.index])

    def action_attach(self, key: str) -> None:
        """Answer, unless there is nothing that can be attached."""
        (relation,) = (each for each, letter in RELATION_KEYS.items() if letter == key)
        address = self._address.value.strip()
        if address:
            if not self._is_right(address):
                return
        elif not self._can_take_words:
            self._refuse(self._why_not or "Type or paste an address first.")
            return
        self.finish(Attachment(relation, address, self._note.value.strip()))

    def action_address(self) -> None:
        """Type an address; the link under the caret stands there first."""
        if not self._address.value:
            self._address.value = self._link
        self._address.focus()

    def action_note(self) -> None:
        """Type a note."""
        self._note.focus()

    @property
    def _can_take_words(self) -> bool:
        return bool(self._words) and not self._why_not

    def _is_right(self, address: str) -> bool:
        """Tell whether it is an address; of another thing say what is wrong with it."""
        try:
            self._check(address)
        except InputError as error:
            self._refuse(str(error))
            return False
        return True

    def _refuse(self, why: str) -> None:
        self.say(why, warning=True)
        self._address.focus()

    def _tell(self) -> None:
        address = clean_line(self._address.value)
        if address:
            what = f"what: {address}"
        elif self._can_take_words:
            already = f"  (attached already: {self._present})" if self._present else ""
            what = f"what: “{self._words}”{already}"
        else:
            what = "what: an address"
        self._what.update(what)
