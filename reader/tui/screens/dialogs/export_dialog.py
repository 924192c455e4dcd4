"""Where the notes go: format, scope and folder, with a look at what will be written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.css.query import NoMatches
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.errors import ReaderError
from reader.text.canonical import clean_line
from reader.tui.path_completion import completed, expanded
from reader.tui.screens.dialogs.panel import Dialog, KeyHint, labelled_row
from reader.tui.widgets.option_field import OptionField
from reader.tui.widgets.text_field import TextField

Format = Literal["markdown", "json"]
Scope = Literal["article", "all"]
FORMATS: tuple[Format, ...] = get_args(Format)
SCOPES: tuple[Scope, ...] = get_args(Scope)
FORMAT_NAMES = {"markdown": "Markdown", "json": "JSON"}
SCOPE_NAMES = {"article": "this article", "all": "all articles"}
_LETTERS = {"m": ("format", 0), "j": ("format", 1), "t": ("scope", 0), "l": ("scope", 1)}
PREVIEW_ROWS = 60
FILES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What to write, and into which folder."""

    format: Format
    scope: Scope
    folder: Path


class ExportDialog(Dialog[ExportChoice]):
    """Choose and look; Enter writes, at once when a folder is remembered.

    Args:
        title: The article's title.
        preview: Given format and scope, the first rows of what will be written; called on the
            thread of the interface. It may raise a ReaderError, which is shown.
        files: Given format, scope and folder, the files that will be written; as `preview`.
        format: The format at first.
        scope: The scope at first.
        folder: The remembered folder; empty for none.
    """

    def __init__(
        self,
        *,
        title: str,
        preview: Callable[[str, str], str],
        files: Callable[[str, str, Path], Sequence[str]],
        format: Format = "markdown",  # noqa: A002 the word a person reads
        scope: Scope = "article",
        folder: str = "",
    ) -> None:
        super().__init__("export", title)
        self._preview = preview
        self._files = files
        self._first_format = format
        self._first_scope = scope
        self._folder = folder

    def body(self) -> Iterable[Widget]:
        """Return the three settings, the files, and the preview."""
        formats = OptionField(
            [FORMAT_NAMES[word] for word in FORMATS],
            FORMATS.index(self._first_format),
            by_letter=False,
            id="format",
        )
        scopes = OptionField(
            [SCOPE_NAMES[word] for word in SCOPES],
            SCOPES.index(self._first_scope),
            by_letter=False,
            id="scope",
        )
        folder = TextField(
            self._folder,
            placeholder="a folder, such as ~/notes",
            complete=lambda typed: completed(typed, folders_only=True),
            id="folder",
        )
        yield labelled_row("format", formats)
        yield labelled_row("what", scopes)
        yield labelled_row("folder", folder)
        yield Static("", classes="export--files", markup=False)
        yield VerticalScroll(
            Static("", classes="export--text", markup=False),
            classes="export--preview",
            can_focus=False,
        )

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return [
            ("Enter", "write", "write"),
            ("m j", "format", "turn('format')"),
            ("t l", "this, all", "turn('scope')"),
            ("f", "folder", "go('folder')"),
            ("Esc", "cancel", "close"),
        ]

    def on_mount(self) -> None:
        """Show what Enter would write; without a folder, ask for one first."""
        self.query_one("#format" if self._folder else "#folder").focus()
        self._look()

    def on_key(self, event: events.Key) -> None:
        """Choose by letter, except in the folder's field."""
        if event.key == "enter":
            self.action_write()
        elif event.key in ("up", "down"):
            (self.focus_next if event.key == "down" else self.focus_previous)()
        elif event.key in ("pageup", "pagedown"):
            preview = self.query_one(".export--preview", VerticalScroll)
            (preview.scroll_page_down if event.key == "pagedown" else preview.scroll_page_up)(
                animate=False
            )
        elif event.key == "f":
            self.action_go("folder")
        elif event.key in _LETTERS:
            name, index = _LETTERS[event.key]
            self.query_one(f"#{name}", OptionField).index = index
            self._look()
        else:
            return
        event.stop()

    def on_option_field_changed(self) -> None:
        """Show what would be written now."""
        self._look()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show where it would be written now."""
        event.stop()
        self._look()

    def on_text_field_entered(self) -> None:
        """Write."""
        self.action_write()

    def on_text_field_moved(self, event: TextField.Moved) -> None:
        """Go to the field above or below."""
        (self.focus_next if event.step > 0 else self.focus_previous)()

    def action_write(self) -> None:
        """Answer with the choice; without a folder, ask for one."""
        choice = self._choice()
        if choice is None:
            self.say("Name a folder for the notes.", warning=True)
            self.action_go("folder")
        else:
            self.finish(choice)

    def action_turn(self, name: str) -> None:
        """Go to the next value of a setting."""
        field = self.query_one(f"#{name}", OptionField)
        field.index = 1 - field.index
        self._look()

    def action_go(self, name: str) -> None:
        """Put the focus on a field."""
        self.query_one(f"#{name}").focus()

    def _choice(self) -> ExportChoice | None:
        typed = self.query_one("#folder", TextField).value.strip()
        if not typed:
            return None
        chosen, scope = self._chosen()
        return ExportChoice(chosen, scope, expanded(typed))

    def _chosen(self) -> tuple[Format, Scope]:
        return (
            FORMATS[self.query_one("#format", OptionField).index],
            SCOPES[self.query_one("#scope", OptionField).index],
        )

    def _look(self) -> None:
        try:
            text, listed = (
                self.query_one(".export--text", Static),
                self.query_one(".export--files", Static),
            )
        except NoMatches:
            return
        choice = self._choice()
        try:
            rows = self._preview(*self._chosen()).split("\n", PREVIEW_ROWS)[:PREVIEW_ROWS]
            files = list(self._files(choice.format, choice.scope, choice.folder)) if choice else []
        except ReaderError as error:
            text.update("")
            listed.update(Content(clean_line(str(error))))
            return
        text.update(Content("\n".join(clean_line(row) for row in rows)))
        more = [f"and {len(files) - FILES_SHOWN} more"] if len(files) > FILES_SHOWN else []
        shown = [clean_line(name) for name in files[:FILES_SHOWN]] + more
        listed.update(Content("\n".join(shown) or "no folder yet"))
