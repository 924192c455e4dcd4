"""What every dialog shares: a calm panel at the foot of the screen, a heading, and its keys."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import ModalScreen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from reader.text.canonical import clean_line
from reader.tui.sheets import DIALOGS

Result = TypeVar("Result")
KeyHint = tuple[str, str, str]
"""A key as shown, what it does, and the action of the dialog that a click on it runs."""

_ACTION = "dialog_action"


class Dialog(ModalScreen[Result]):
    """A panel docked at the foot, so that the text being judged stays in sight above it.

    A subclass gives `body` and `key_hints`, and `closing_result`, what it answers when it is
    closed by Escape or by a click beside it.
    """

    CSS_PATH = DIALOGS
    DEFAULT_CSS = """
    Dialog { align: center bottom; background: transparent; }
    Dialog > .dialog--panel { width: 100%; height: auto; max-height: 100%; }
    Dialog .dialog--heading, Dialog .dialog--message, Dialog .dialog--keys { height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012 as Textual declares it

    def __init__(self, title: str, subject: str = "") -> None:
        super().__init__()
        self._title = clean_line(title)
        self._subject = clean_line(subject)
        self._finished = False

    def concern(self, what: str) -> None:
        """Say before it is opened that it is about something else than one quotation."""
        self._title, self._subject = f"{self._title} · {clean_line(what)}", ""

    def compose(self) -> ComposeResult:
        """Lay the panel out: heading, body, a line for messages, keys."""
        with Vertical(classes="dialog--panel"):
            yield Heading(self._title, self._subject)
            yield from self.body()
            yield Static("", classes="dialog--message", markup=False)
            yield Keys(self.key_hints())

    def body(self) -> Iterable[Widget]:
        """Return the widgets between heading and keys."""
        raise NotImplementedError

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys shown in the last row."""
        return [("Esc", "close", "close")]

    def closing_result(self) -> Result | None:
        """Return the answer when the dialog is closed without a choice."""
        return None

    def action_close(self) -> None:
        """Close, keeping what this kind of dialog keeps."""
        self.finish(self.closing_result())

    def finish(self, result: Result | None) -> None:
        """Answer and close; whatever comes after the first answer is ignored."""
        if not self._finished:
            self._finished = True
            self.dismiss(result)

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show one line of text above the keys; an empty one gives its row back."""
        try:
            line = self.query_one(".dialog--message", Static)
        except NoMatches:
            return
        line.update(Content(clean_line(message)))
        line.set_class(bool(message), "-shown")
        line.set_class(warning, "-warning")

    def on_click(self, event: events.Click) -> None:
        """Close on a click beside the panel."""
        if event.widget is self:
            event.stop()
            self.action_close()


class Heading(Widget):
    """What the dialog is about: a word, then the quotation, on one line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"heading--title", "heading--subject"}
    DEFAULT_CSS = "Heading { height: 1; }"
    ALLOW_SELECT = False

    def __init__(self, title: str, subject: str) -> None:
        super().__init__(classes="dialog--heading")
        self._title = title
        self._subject = subject

    def render(self) -> Content:
        """Cut the quotation so that the line fits."""
        title = (self._title, self.get_visual_style("heading--title", partial=True))
        if not self._subject:
            return Content.assemble(title).truncate(self.size.width, ellipsis=True)
        room = self.size.width - len(self._title) - 4
        subject = Content(self._subject).truncate(max(room, 1), ellipsis=True)
        subject_style = self.get_visual_style("heading--subject", partial=True)
        return Content.assemble(title, "  ", (f"“{subject.plain}”", subject_style)).truncate(
            self.size.width
        )


class Keys(Widget):
    """The keys that serve in a dialog; a click on one does the same."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--text"}
    DEFAULT_CSS = "Keys { height: 1; }"
    ALLOW_SELECT = False

    def __init__(self, hints: Sequence[KeyHint]) -> None:
        super().__init__(classes="dialog--keys")
        self._hints = tuple(hints)

    def render(self) -> Content:
        """Show as many whole hints as fit, the first ones first."""
        key_style = self.get_visual_style("keys--key", partial=True)
        text_style = self.get_visual_style("keys--text", partial=True)
        line = Content("")
        for key, text, action in self._hints:
            target = Style.from_meta({_ACTION: action})
            hint = Content.assemble((key, key_style + target), " ", (text, text_style + target))
            if line.cell_length + hint.cell_length > self.size.width:
                break
            line += hint + "   "
        return line

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the hint that was clicked."""
        event.stop()
        action = event.style.meta.get(_ACTION)
        if action:
            await self.run_action(f"screen.{action}")


def labelled_row(label: str, field: Widget) -> Horizontal:
    """Return a row of a form: a quiet word, then its field."""
    return Horizontal(
        Static(label, classes="dialog--label", markup=False), field, classes="dialog--row"
    )
