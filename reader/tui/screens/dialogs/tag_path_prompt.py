"""The new path of a tag: renamed, put below another one, or made one with it."""

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.errors import ReaderError
from reader.text.canonical import clean_line
from reader.tui.matching import completion, matching_paths
from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.screens.dialogs.tag_chooser import typed_tag
from reader.tui.widgets.choice_list import Choice, ChoiceList
from reader.tui.widgets.text_field import TextField


class TagPathPrompt(Dialog[str]):
    """Ask for a path, and say before what it would change; the answer is what was typed.

    It stays open while what was typed cannot be.

    Args:
        title: What is asked for.
        subject: What it is asked for.
        value: The path at first.
        paths: The tags there are, for completion.
        outcome: Returns in a sentence what a typed path would do. Raises ReaderError if it cannot.
        only_known: Whether one of `paths` is wanted: then the best of them is taken.
    """

    def __init__(
        self,
        title: str,
        subject: str,
        *,
        value: str = "",
        paths: Sequence[str] = (),
        outcome: Callable[[str], str],
        only_known: bool = False,
    ) -> None:
        super().__init__(title, subject)
        self._value = value
        self._paths = tuple(paths)
        self._outcome = outcome
        self._only_known = only_known
        self._shown: list[str] = []
        self._pointed_at: str | None = None

    def body(self) -> Iterable[Widget]:
        """Return the field, what it would do, and the tags there are."""
        yield TextField(
            self._value, placeholder="a path, such as health/vaccines", complete=self._complete
        )
        yield Static("", classes="dialog--outcome", markup=False)
        yield ChoiceList()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return [("Enter", "do it", "take"), ("Tab", "complete", ""), ("Esc", "cancel", "close")]

    def on_mount(self) -> None:
        """Show what the path at first would do."""
        self._list(self._value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what was typed would do."""
        event.stop()
        if event.value == event.input.value:
            self._list(event.value)

    def on_text_field_moved(self, event: TextField.Moved) -> None:
        """Point at a tag; Enter then takes it."""
        choices = self.query_one(ChoiceList)
        choices.move(event.step)
        if choices.highlighted is not None:
            self._pointed_at = self._shown[choices.highlighted]
            self._announce()

    def on_text_field_entered(self) -> None:
        """Answer, if it can be done."""
        self._take()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Point at the tag that was clicked and say what that would do; a second click takes it."""
        chosen = self._shown[event.index]
        if self._pointed_at == chosen:
            self._take()
            return
        self._pointed_at = chosen
        event.choice_list.highlighted = event.index
        self._announce()

    def action_take(self) -> None:
        """Answer, if it can be done."""
        self._take()

    def _take(self) -> None:
        wanted = self._wanted()
        try:
            self._outcome(wanted)
        except ReaderError as error:
            self.say(str(error), warning=True)
        else:
            self.finish(wanted)

    def _wanted(self) -> str:
        typed = clean_line(self.query_one(TextField).value)
        if self._pointed_at is not None:
            return self._pointed_at
        return self._shown[0] if self._only_known and typed and self._shown else typed

    def _complete(self, typed: str) -> str | None:
        return completion(typed, self._paths)

    def _list(self, typed: str) -> None:
        self._pointed_at = None
        untouched = typed == self._value
        wanted = "" if untouched else typed_tag(typed)
        self._shown = [self._paths[place] for place in matching_paths(wanted, self._paths)]
        rows = [Choice(f"#{path}") for path in self._shown]
        taken = 0 if self._only_known and wanted and rows else None
        self.query_one(ChoiceList).show(rows, taken)
        self.say("")
        self._announce()

    def _announce(self) -> None:
        try:
            outcome = self._outcome(self._wanted())
        except ReaderError as error:
            outcome = str(error)
        self.query_one(".dialog--outcome", Static).update(Content(clean_line(outcome)))
