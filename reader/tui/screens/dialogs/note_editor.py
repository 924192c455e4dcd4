"""A note of several lines, here or in the person's own editor."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported
from textual.widget import Widget

from reader.errors import InputError
from reader.text.canonical import clean
from reader.tui.external_editor import edit, editor_command
from reader.tui.screens.dialogs.panel import Dialog, KeyHint

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widgets import TextArea

DRAFT_PAUSE = 1.0
"""Seconds of rest after which what was typed is offered as a draft."""


class NoteEditor(Dialog[str]):
    """Edit a note; the answer is its text, or None when it is to stay as it was.

    Ctrl+s and Escape save, so that nothing typed is lost by leaving; an empty note removes it.

    Args:
        quotation: The words in question.
        note: The note as it is.
        editor: The command of the settings; empty means `$VISUAL`, then `$EDITOR`.
        title: The word before the quotation.
        draft: The note as it was left unsaved, to go on with; None to go on with `note`.
        drafted: Told what stands there, not yet saved, when the person has rested.
    """

    def __init__(
        self,
        quotation: str,
        note: str = "",
        *,
        editor: str = "",
        title: str = "note",
        draft: str | None = None,
        drafted: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(title, quotation)
        self._before = clean(note)
        self._begin = self._before if draft is None else clean(draft)
        self._drafted = drafted
        self._editor = editor
        self._rest: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """Return the text area."""
        from reader.tui.widgets.note_area import NoteArea

        area = NoteArea(self._begin)
        area.move_cursor(area.document.end)
        yield area

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return [
            ("Esc", "save", "save"),
            ("^e", "your editor", "editor"),
            ("^g", "discard", "discard"),
        ]

    def closing_result(self) -> str | None:
        """Return the text, or None if it is what it was."""
        text = self._area.text
        result = text if text.strip() else ""
        return None if result == self._before else result

    def action_save(self) -> None:
        """Answer with the text as it stands."""
        self.action_close()

    def action_discard(self) -> None:
        """Leave the note as it was."""
        self.finish(None)

    def action_editor(self) -> None:
        """Go on in the person's own editor; if that fails the text stays as it is."""
        area = self._area
        try:
            command = editor_command(self._editor)
            with self.app.suspend():
                edited = edit(area.text, command)
        except SuspendNotSupported:
            self.say("This terminal cannot be handed to another program.", warning=True)
        except InputError as error:
            self.say(str(error), warning=True)
        else:
            self.say("")
            if clean(edited) != area.text:
                area.replace(clean(edited), (0, 0), area.document.end)
        self.refresh()

    def on_text_area_changed(self, event: "TextArea.Changed") -> None:
        """Offer a draft after a second of rest."""
        event.stop()
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(DRAFT_PAUSE, self._draft)

    @property
    def _area(self) -> "TextArea":
        from textual.widgets import TextArea

        return self.query_one(TextArea)

    def _draft(self) -> None:
        if self._drafted is not None and self._area.text != self._before:
            self._drafted(self._area.text)
