"""Several fields of one record in a form; what changed is answered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.errors import InputError
from reader.text.canonical import clean, clean_line
from reader.tui.screens.dialogs.details_screen import NotePreview
from reader.tui.screens.dialogs.field_dialog import NOTHING, FieldDialog
from reader.tui.screens.dialogs.panel import labelled_row
from reader.tui.widgets.option_field import OptionField
from reader.tui.widgets.text_field import TextField

Check = Callable[[str, str], None]


class FormField(NamedTuple):
    """One field, as it is.

    Attributes:
        name: Its name in the answer.
        label: What it is called in the form.
        value: What stands there, empty for nothing.
        options: The words to choose from, an empty one for nothing; without any it is typed.
        long: Whether it is text of several lines, edited in an editor.
        left: Tells how many more characters what was typed may have; less than 0 if too many.
    """

    name: str
    label: str
    value: str = ""
    options: Sequence[str] = ()
    long: bool = False
    left: Callable[[str], int] | None = None


class Form(FieldDialog[dict[str, str]]):
    """Edit fields; the answer holds the changed ones by name, or is None without any.

    Enter, ctrl+s and Escape keep the changes, ctrl+g discards them. What cannot be kept is said,
    and the form stays.

    Args:
        title: What is edited, in a word.
        subject: Which one.
        fields: The fields, in their order.
        check: Raises InputError if a field cannot have a value.
        first: The name of the field to begin with.
        editor: The command for long texts.
    """

    def __init__(
        self,
        title: str,
        subject: str,
        fields: Sequence[FormField],
        *,
        check: Check,
        first: str = "",
        editor: str = "",
    ) -> None:
        super().__init__(title, subject)
        self._fields = tuple(fields)
        self._check = check
        self._first = first
        self._editor = editor
        self._inputs: dict[str, Widget] = {}

    def body(self) -> Iterable[Widget]:
        """Return the form, a row for each field."""
        for field in self._fields:
            self._inputs[field.name] = self._input(field)
        rows: list[Widget] = []
        for field in self._fields:
            rows.append(labelled_row(field.label, self._inputs[field.name]))
            if field.left is not None:
                counter = Static("", id=f"left-{field.name}", classes="form--left", markup=False)
                rows.append(labelled_row("", counter))
        yield VerticalScroll(*rows, can_focus=False, classes="form--fields")

    def on_mount(self) -> None:
        """Begin with the field that is meant."""
        for field in self._fields:
            self._count(field)
        if self._first in self._inputs:
            self._inputs[self._first].focus()

    def action_close(self) -> None:
        """Save what changed, unless something cannot be: then say so and stay."""
        changes = self._changes()
        for name, value in changes.items():
            try:
                self._check(name, value)
            except InputError as error:
                self.say(str(error), warning=True)
                self._inputs[name].focus()
                return
        self.finish(dict(changes) or None)

    def action_edit_note(self) -> None:
        """Open the long text that has the focus in an editor."""
        from reader.tui.screens.dialogs.note_editor import NoteEditor

        preview = self.focused
        if not isinstance(preview, NotePreview):
            return
        (field,) = (each for each in self._fields if self._inputs[each.name] is preview)

        def take(text: str | None) -> None:
            if text is not None:
                preview.note = text
                preview.refresh(layout=True)

        editor = NoteEditor(self._subject, preview.note, editor=self._editor, title=field.label)
        self.app.push_screen(editor, take)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Count what is left."""
        event.stop()
        for field in self._fields:
            if self._inputs[field.name] is event.input:
                self._count(field)

    def _input(self, field: FormField) -> Widget:
        if field.long:
            return NotePreview(clean(field.value))
        if not field.options:
            return TextField(field.value, holds_tab=False)
        words = self._words(field)
        return OptionField([word or NOTHING for word in words], words.index(field.value))

    @staticmethod
    def _words(field: FormField) -> list[str]:
        """Return what can be chosen; a word that stands there though it is unknown is kept."""
        return [*field.options, *([] if field.value in field.options else [field.value])]

    def _count(self, field: FormField) -> None:
        if field.left is None:
            return
        left = field.left(self._value(field))
        counter = self.query_one(f"#left-{field.name}", Static)
        counter.update(f"{left} left" if left >= 0 else f"{-left} over")
        counter.set_class(left < 0, "-over")

    def _value(self, field: FormField) -> str:
        match self._inputs[field.name]:
            case NotePreview() as preview:
                return preview.note
            case OptionField() as choice:
                return self._words(field)[choice.index]
            case TextField() as typed:
                return clean_line(typed.value)
        return field.value

    def _changes(self) -> Mapping[str, str]:
        changes: dict[str, str] = {}
        for field in self._fields:
            value = self._value(field)
            former = clean(field.value) if field.long else clean_line(field.value)
            if value != former:
                changes[field.name] = value
        return changes
