"""A small app around one reading pane, and documents to show in it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from reader.model.annotation import Kind
from reader.text.document import Block, BlockKind, Document, Range
from reader.text.units import Units
from reader.tui.widgets.reading_pane import PaneMark, ReadingPane

if TYPE_CHECKING:
    from textual.message import Message


class Mark(NamedTuple):
    """A mark, of nothing that is stored."""

    id: str
    start: int
    end: int
    kind: Kind = Kind.HIGHLIGHT
    color: str | None = None
    tags: tuple[str, ...] = ()
    noted: bool = False
    suggested: bool = False

    @property
    def range(self) -> Range:
        """Where it is in the text."""
        return Range(self.start, self.end)


KEYS = {
    "h,left": "caret_left",
    "l,right": "caret_right",
    "k,up": "caret_up",
    "j,down": "caret_down",
    "w": "next_word",
    "b": "previous_word",
    "e": "word_end",
    "home": "row_start",
    "dollar_sign,end": "row_end",
    "g": "document_start",
    "G": "document_end",
    "full_stop": "next_sentence",
    "comma": "previous_sentence",
    "right_curly_bracket": "next_paragraph",
    "left_curly_bracket": "previous_paragraph",
    "semicolon": "narrow",
    "space": "page_down",
    "pageup": "page_up",
    "ctrl+d": "half_page_down",
    "ctrl+u": "half_page_up",
    "ctrl+e": "scroll_row_down",
    "ctrl+y": "scroll_row_up",
    "v": "select",
    "V": "select_rows",
    "shift+left": "select_left",
    "shift+right": "select_right",
    "shift+up": "select_up",
    "shift+down": "select_down",
    "o": "swap_ends",
    "R": "select_again",
    "escape": "escape",
    "right_square_bracket": "next_annotation",
    "left_square_bracket": "previous_annotation",
    "O": "cycle_annotation",
}


class BoundPane(ReadingPane):
    """A reading pane with keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(key, action) for key, action in KEYS.items()]


class PaneApp(App[None]):
    """An app that shows one document and keeps what its pane says."""

    def __init__(
        self, document: Document, marks: Sequence[PaneMark] = (), position: int = 0
    ) -> None:
        super().__init__()
        self.document = document
        self.marks = marks
        self.position = position
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield BoundPane()

    def on_mount(self) -> None:
        self.pane.load(self.document, Units(self.document), position=self.position)
        self.pane.set_marks(self.marks)
        self.pane.focus()

    @property
    def pane(self) -> BoundPane:
        return self.query_one(BoundPane)

    def words(self, stretch: Range | None) -> str:
        """Return the text of a stretch."""
        return "" if stretch is None else self.document.text[stretch.start : stretch.end]

    def rows(self) -> list[str]:
        """Return the rows in view as painted, without the cells after their text."""
        return [self.pane.render_line(y).text.rstrip() for y in range(self.pane.size.height)]

    def on_reading_pane_focus_moved(self, message: ReadingPane.FocusMoved) -> None:
        self.said.append(message)

    def on_reading_pane_selection_changed(self, message: ReadingPane.SelectionChanged) -> None:
        self.said.append(message)

    def on_reading_pane_position_changed(self, message: ReadingPane.PositionChanged) -> None:
        self.said.append(message)

    def on_reading_pane_mark_activated(self, message: ReadingPane.MarkActivated) -> None:
        self.said.append(message)

    def on_reading_pane_clicked(self, message: ReadingPane.Clicked) -> None:
        self.said.append(message)

    def on_reading_pane_mark_dragged(self, message: ReadingPane.MarkDragged) -> None:
        self.said.append(message)


def paragraphs(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    """Return a document of one block for each text."""
    return blocks(*((kind, text) for text in texts))


def blocks(*contents: tuple[BlockKind, str]) -> Document:
    """Return a document of blocks, each given by its kind and text."""
    made: list[Block] = []
    position = 0
    for kind, text in contents:
        level = 1 if kind is BlockKind.HEADING else 0
        made.append(Block(kind, position, position + len(text) + 1, level))
        position += len(text) + 1
    return Document("".join(f"{text}\n" for _, text in contents), tuple(made))


def long_text(sentences: int) -> Document:
    """Return a document of so many numbered sentences, three to a paragraph."""
    numbered = [f"Sentence number {n} is here to be read." for n in range(1, sentences + 1)]
    return paragraphs(*(" ".join(numbered[n : n + 3]) for n in range(0, sentences, 3)))


def mark(document: Document, words: str, name: str, **fields: object) -> Mark:
    """Return a mark on the first place where `words` stand."""
    start = document.text.index(words)
    return Mark(name, start, start + len(words), **fields)  # type: ignore[arg-type]
