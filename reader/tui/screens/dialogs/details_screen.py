"""Everything that is recorded about one annotation, in a form."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reader.model.annotation import Attribution, Kind, SpeakerState, Voice
from reader.model.claim import Status
from reader.text.canonical import clean, clean_line
from reader.tui.matching import completion
from reader.tui.screens.dialogs.field_dialog import NOTHING, FieldDialog
from reader.tui.screens.dialogs.panel import labelled_row
from reader.tui.screens.dialogs.tag_chooser import typed_tag
from reader.tui.widgets.option_field import OptionField
from reader.tui.widgets.text_field import TextField


@dataclass(frozen=True, slots=True)
class AnnotationDetails:
    """What the form shows.

    Attributes:
        speaker: The speaker's name.
        said_on: ISO 8601 date.
        color: A name, or None for the colour that follows from tags and kind.
        created: ISO 8601 UTC, as is `modified`.
        position: Where the words stand, in words.
        anchor: How surely they were found, in a word.
    """

    quotation: str
    kind: Kind = Kind.HIGHLIGHT
    speaker: str = ""
    speaker_state: SpeakerState | None = None
    voice: Voice | None = None
    attribution: Attribution | None = None
    via: str = ""
    said_on: str = ""
    tags: tuple[str, ...] = ()
    status: Status | None = None
    verdict: str | None = None
    color: str | None = None
    note: str = ""
    created: str = ""
    modified: str = ""
    creator: str = ""
    position: str = ""
    anchor: str = ""


class NotePreview(Widget, can_focus=True):
    """The note's first lines; Enter, space or a click opens the editor."""

    DEFAULT_CSS = "NotePreview { height: auto; max-height: 3; }"
    ALLOW_SELECT = False

    def __init__(self, note: str) -> None:
        super().__init__()
        self.note = note

    def render(self) -> Content:
        """Show at most three lines."""
        lines = self.note.split("\n")[:3] if self.note else [NOTHING]
        return Content("\n").join(
            Content(clean_line(line)).truncate(max(self.size.width, 1), ellipsis=True)
            for line in lines
        )

    async def on_key(self, event: events.Key) -> None:
        """Open the editor."""
        if event.key in ("enter", "space"):
            event.stop()
            await self.run_action("screen.edit_note")

    async def on_click(self, event: events.Click) -> None:
        """Open the editor."""
        event.stop()
        await self.run_action("screen.edit_note")


class DetailsScreen(FieldDialog[dict[str, Any]]):
    """Edit all fields; the answer holds the changed ones by name, or is None without any.

    Values are enums, text, a frozenset for `tags`, and None for what was emptied (an empty text
    for `note`). Enter, Ctrl+s and Escape keep the changes, Ctrl+g discards them.

    Args:
        details: The annotation as it is.
        verdicts: The words a verdict may be.
        colors: The names a colour may have.
        speakers: Names for completion.
        editor: The command for the note.
    """

    def __init__(
        self,
        details: AnnotationDetails,
        *,
        verdicts: Sequence[str],
        colors: Sequence[str] = (),
        speakers: Sequence[str] = (),
        editor: str = "",
    ) -> None:
        super().__init__("details", details.quotation)
        self._details = details
        self._speakers = tuple(clean_line(name) for name in speakers)
        self._editor = editor
        self._options: dict[str, list[Any]] = {
            "kind": list(Kind),
            "attribution": [None, *Attribution],
            "voice": [None, *Voice],
            "status": [None, *Status],
            "verdict": _with_present(verdicts, details.verdict),
            "color": _with_present(colors, details.color),
        }
        if details.speaker_state is not None:
            self._options["speaker_state"] = list(SpeakerState)

    def body(self) -> Iterable[Widget]:
        """Return the form, one row for each field."""
        details = self._details
        yield VerticalScroll(
            self._choice("kind", "kind"),
            labelled_row("speaker", self._text("speaker", self._complete_speaker)),
            *([self._choice("speaker is", "speaker_state")] if details.speaker_state else []),
            self._choice("did they say it", "attribution"),
            self._choice("voice", "voice"),
            labelled_row("via", self._text("via")),
            labelled_row("said on", self._text("said_on")),
            labelled_row("tags", TextField(", ".join(details.tags), id="details-tags")),
            self._choice("status", "status"),
            self._choice("verdict", "verdict"),
            self._choice("colour", "color"),
            labelled_row("note", NotePreview(clean(details.note))),
            *self._facts(),
            can_focus=False,
        )

    def action_close(self) -> None:
        """Save what changed, unless the date is none: then say so and stay."""
        said_on = self.query_one("#details-said_on", TextField)
        try:
            changes = self._changes()
        except ValueError:
            self.say("“said on” must be a date such as 2026-08-02, or empty.", warning=True)
            said_on.focus()
            return
        self.finish(changes or None)

    def action_edit_note(self) -> None:
        """Open the note in its own editor."""
        from reader.tui.screens.dialogs.note_editor import NoteEditor

        def take(note: str | None) -> None:
            if note is not None:
                preview = self.query_one(NotePreview)
                preview.note = note
                preview.refresh(layout=True)

        preview = self.query_one(NotePreview)
        editor = NoteEditor(self._details.quotation, preview.note, editor=self._editor)
        self.app.push_screen(editor, take)

    def _choice(self, label: str, name: str) -> Widget:
        options = self._options[name]
        present = options.index(getattr(self._details, name))
        return labelled_row(
            label, OptionField([_word(item) for item in options], present, id=f"details-{name}")
        )

    def _text(self, name: str, complete: Callable[[str], str | None] | None = None) -> TextField:
        value = getattr(self._details, name)
        return TextField(value, complete=complete, holds_tab=False, id=f"details-{name}")

    def _complete_speaker(self, typed: str) -> str | None:
        return completion(typed, self._speakers)

    def _facts(self) -> Iterable[Widget]:
        facts = {
            "position": self._details.position,
            "anchor": self._details.anchor,
            "created": " by ".join(
                filter(None, (_moment(self._details.created), self._details.creator))
            ),
            "modified": _moment(self._details.modified),
        }
        for label, value in facts.items():
            if value:
                yield labelled_row(
                    label, Static(Content(clean_line(value)), classes="details--fact")
                )

    def _changes(self) -> dict[str, Any]:
        before = self._details
        changes: dict[str, Any] = {}
        for name, options in self._options.items():
            value = options[self.query_one(f"#details-{name}", OptionField).index]
            if value != getattr(before, name):
                changes[name] = value
        for name in ("speaker", "via", "said_on"):
            text = clean_line(self.query_one(f"#details-{name}", TextField).value)
            if text != clean_line(getattr(before, name)):
                if name == "said_on" and text:
                    text = date.fromisoformat(text).isoformat()
                changes[name] = text or None
        typed = self.query_one("#details-tags", TextField).value.split(",")
        tags = frozenset(filter(None, map(typed_tag, typed)))
        if tags != frozenset(map(typed_tag, before.tags)):
            changes["tags"] = tags
        note = self.query_one(NotePreview).note
        if note != clean(before.note):
            changes["note"] = note
        return changes


def _with_present(words: Sequence[str], present: str | None) -> list[str | None]:
    known: list[str | None] = [None, *words]
    return known if present in known else [*known, present]


def _word(value: str | None) -> str:
    if value is None:
        return NOTHING
    return value.value if isinstance(value, StrEnum) else value


def _moment(time: str) -> str:
    """Return an ISO 8601 UTC time to the minute, as people write it."""
    return f"{time[:10]} {time[11:16]} UTC" if len(time) >= 16 else time
