"""Trash: what was deleted, to have one of it back."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.library.matching import rank
from reader.text.canonical import clean_line
from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.signs import NOTE_SIGN
from reader.tui.widgets.choice_list import Choice, ChoiceList
from reader.tui.widgets.text_field import TextField

_WHEN = 12
"""Cells for a day and a time."""


_WORDS = 3
"""Rows for the words of what is chosen."""


class Deleted(NamedTuple):
    """One thing that was deleted.

    Attributes:
        words: The title of an article, or what an annotation quotes.
        when: A day and a time.
        sign: One cell that tells what it is.
        detail: A few words after it.
        note: The note on it.
    """

    words: str
    when: str
    sign: str = ""
    detail: str = ""
    note: str = ""


class Trash(Dialog[int]):
    """Choose one of the things that were deleted; the answer is its index.

    What is chosen is shown in full below the list.

    Args:
        deleted: The things, in the order to show them.
    """

    def __init__(self, deleted: Sequence[Deleted]) -> None:
        super().__init__("trash")
        self._deleted = deleted
        self._shown = list(range(len(deleted)))

    def body(self) -> Iterable[Widget]:
        """Return the field, what fits what is typed, and the words of what is chosen."""
        yield TextField(placeholder="type a few letters")
        choices = ChoiceList(self._choices(), highlighted=0 if self._shown else None)
        yield choices
        yield Static("", classes="trash--words", markup=False)
        self.watch(choices, "highlighted", self._show_words, init=False)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return [("Enter", "restore", "restore"), ("↑↓", "choose", ""), ("Esc", "close", "close")]

    def on_mount(self) -> None:
        """Show the first, or say that there is nothing."""
        self._tell()

    def on_resize(self) -> None:
        """Give the list and the words below it half of the height."""
        self.query_one(ChoiceList).styles.max_height = max(3, self.size.height // 2 - _WORDS)

    def on_key(self, event: Key) -> None:
        """Go through the list by pages."""
        choices = self.query_one(ChoiceList)
        pages = {"pagedown": 1, "pageup": -1}
        if event.key in pages:
            event.stop()
            choices.move(pages[event.key] * max(1, choices.size.height - 1))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list to what fits, still in the order of time."""
        event.stop()
        wanted = event.value.strip().casefold()
        self._shown = [
            index
            for index, each in enumerate(self._deleted)
            if not wanted or rank(wanted, f"{each.words} {each.note}".casefold()) is not None
        ]
        self.query_one(ChoiceList).show(self._choices(), 0 if self._shown else None)
        self._tell()

    def on_text_field_moved(self, event: TextField.Moved) -> None:
        """Move the highlight."""
        self.query_one(ChoiceList).move(event.step)

    def on_text_field_entered(self) -> None:
        """Restore what is highlighted."""
        self.action_restore()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Show what was clicked; restore it if it was shown already."""
        choices = self.query_one(ChoiceList)
        if choices.highlighted == event.index:
            self.action_restore()
        else:
            choices.highlighted = event.index

    def action_restore(self) -> None:
        """Restore what is highlighted."""
        highlighted = self.query_one(ChoiceList).highlighted
        if highlighted is not None:
            self.finish(self._shown[highlighted])

    def _choices(self) -> list[Choice]:
        return [
            Choice(
                clean_line(each.words) or "(note on the whole article)",
                key=f"{each.when:>{_WHEN}}",
                mark=each.sign,
                detail=each.detail,
            )
            for each in map(self._deleted.__getitem__, self._shown)
        ]

    def _tell(self) -> None:
        """Say why the list is empty, and show the words of the highlighted one."""
        if not self._deleted:
            self.say("Nothing was deleted.")
        else:
            self.say("" if self._shown else "Nothing fits these letters.")
        self._show_words()

    def _show_words(self) -> None:
        words = self.query_one(".trash--words", Static)
        highlighted = self.query_one(ChoiceList).highlighted
        if highlighted is None or highlighted >= len(self._shown):
            words.update("")
            return
        chosen = self._deleted[self._shown[highlighted]]
        note = f"  {NOTE_SIGN} {clean_line(chosen.note)}" if chosen.note else ""
        words.update(Content(f"{clean_line(chosen.words)}{note}".strip()))
