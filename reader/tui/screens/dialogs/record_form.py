"""A form for the few fields of a record, which stays open until what was typed can be kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from textual.containers import VerticalScroll
from textual.widget import Widget

from reader.errors import ReaderError
from reader.text.canonical import clean_line
from reader.tui.screens.dialogs.field_dialog import NOTHING, FieldDialog
from reader.tui.screens.dialogs.panel import labelled_row
from reader.tui.widgets.option_field import OptionField
from reader.tui.widgets.text_field import TextField


class FormField(NamedTuple):
    """One field of the form.

    Attributes:
        name: What it is called in the answer.
        label: What it is called in the form.
        value: What it holds at first.
        options: What it may hold, empty for any text; an empty one stands for nothing.
        hint: Shown while it is empty.
    """

    name: str
    label: str
    value: str
    options: Sequence[str] = ()
    hint: str = ""


class RecordForm(FieldDialog[bool]):
    """Edit fields; the answer is whether something was changed.

    Enter, ctrl+s and Escape keep what changed. If that cannot be, the reason is shown and the form
    stays. Ctrl+g leaves all as it was.

    Args:
        title: What is edited.
        subject: Which one.
        fields: Its fields.
        keep: Keeps the changed values, by name. Raises ReaderError if they cannot be kept.
    """

    def __init__(
        self,
        title: str,
        subject: str,
        fields: Sequence[FormField],
        keep: Callable[[Mapping[str, str]], None],
    ) -> None:
        super().__init__(title, subject)
        self._fields = tuple(fields)
        self._keep = keep

    def body(self) -> Iterable[Widget]:
        """Return a row for each field."""
        yield VerticalScroll(
            *(labelled_row(field.label, self._widget(field)) for field in self._fields),
            can_focus=False,
        )

    def action_close(self) -> None:
        """Keep what changed, or say why that cannot be."""
        changed = {
            field.name: value
            for field in self._fields
            if (value := self._value(field)) != clean_line(field.value)
        }
        if changed:
            try:
                self._keep(changed)
            except ReaderError as error:
                self.say(str(error), warning=True)
                return
        self.finish(bool(changed))

    def action_discard(self) -> None:
        """Leave everything as it was."""
        self.finish(False)

    def _widget(self, field: FormField) -> Widget:
        name = f"field-{field.name}"
        if not field.options:
            return TextField(field.value, placeholder=field.hint, holds_tab=False, id=name)
        options = self._options(field)
        words = [option or NOTHING for option in options]
        return OptionField(words, options.index(field.value), id=name)

    def _options(self, field: FormField) -> list[str]:
        """Return what a field may hold; what it holds is among it, whoever wrote that."""
        known = list(field.options)
        return known if field.value in known else [*known, field.value]

    def _value(self, field: FormField) -> str:
        name = f"#field-{field.name}"
        if field.options:
            return self._options(field)[self.query_one(name, OptionField).index]
        return clean_line(self.query_one(name, TextField).value)
