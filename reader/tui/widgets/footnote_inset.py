"""A footnote shown in its place: over the text, right below what refers to it."""

from collections.abc import Mapping
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from reader.text.canonical import clean
from reader.text.document import Document, Range, Span, SpanKind
from reader.tui.widgets.styled_when_asked import StyledWhenAsked

_REFERENCE = "reference"
_FRAME = 2
"""Rows and columns of the frame; beside the text there is a space too."""

_ENOUGH = 5
"""Rows below the reference that are worth using, frame included."""


class FootnoteInset(StyledWhenAsked, VerticalScroll, can_focus=False):
    """The text of one footnote in a frame, as wide as the column; it scrolls where it is long.

    Attributes:
        stretch: Where the footnote stands that is shown, or None while none is.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "footnote-inset--label",
        "footnote-inset--link",
        "footnote-inset--hint",
    }
    DEFAULT_CSS = """
    FootnoteInset { display: none; layer: above; }
    FootnoteInset.-open { display: block; }
    FootnoteInset.-bare { border: none; }
    FootnoteInset > Static { width: 1fr; height: auto; }
    """

    class Chosen(Message):
        """A link or a reference in the footnote was clicked.

        Attributes:
            offset: Where it begins in the text.
        """

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Show nothing yet."""
        self._text = Static("", markup=False)
        super().__init__(self._text, id=id)
        self.stretch: Range | None = None
        self._document = Document("", ())

    @property
    def is_open(self) -> bool:
        """Whether a footnote is shown."""
        return self.stretch is not None

    @property
    def is_long(self) -> bool:
        """Whether there is more of it than can be seen at once."""
        return self.max_scroll_y > 0

    def open(self, document: Document, stretch: Range, column: Region, row: int, room: int) -> None:
        """Show a footnote.

        Args:
            document: The text it is in.
            stretch: Where it stands.
            column: The column of text in the pane that holds both; its height is the pane's.
            row: Of the reference, counted from the top of the pane.
            room: Cells from the left of the pane that it may take.
        """
        self._document, self.stretch = document, stretch
        content = self._content({})
        left = max(0, column.x - _FRAME)
        width = min(column.width + 2 * _FRAME, room - left)
        inner = max(1, width - 2 * _FRAME)
        below, above = column.height - row - 1, row
        bare = column.height < _ENOUGH
        self.set_class(bare, "-bare")
        frame = 0 if bare else _FRAME
        rows = content.get_height({}, inner) + frame
        under = below >= min(rows, _ENOUGH) or below >= above
        height = min(rows, max(below if under else above, frame + 1), column.height)
        top = min(row + 1, column.height - height) if under else row - height
        self.styles.width, self.styles.height = width, height
        self.styles.offset = (left, column.y + max(0, top))
        self._text.update(content)
        self.add_class("-open")
        self.scroll_home(animate=False)

    def close(self) -> None:
        """Show nothing any more."""
        self.stretch = None
        self.remove_class("-open")

    def show_hints(self, labels: Mapping[int, str]) -> None:
        """Put labels over the beginnings of links, given by where they begin in the text."""
        if self.is_open:
            self._text.update(self._content(labels))

    def on_click(self, event: Click) -> None:
        """Say which link was clicked."""
        event.stop()
        offset = event.style.meta.get(_REFERENCE)
        if isinstance(offset, int):
            self.post_message(self.Chosen(offset))

    def _content(self, labels: Mapping[int, str]) -> Content:
        document, stretch = self._document, self.stretch
        if stretch is None:
            return Content("")
        text = document.text[stretch.start : stretch.end].rstrip("\n")
        label = clean(document.block_at(stretch.start).marker)
        spans = [*document.spans_in(stretch.start, stretch.end)]
        if clean(text) != text:
            # Not as this program stores a text: then only its words are shown.
            text, spans = clean(text), []
        characters = list(text)
        for offset, letters in labels.items():
            start = offset - stretch.start
            characters[start : start + len(letters)] = letters
        content = Content("".join(characters))
        for span in spans:
            style = self._style(span)
            content = content.stylize(style, span.start - stretch.start, span.end - stretch.start)
        hint = self.get_visual_style("footnote-inset--hint")
        for offset, letters in labels.items():
            start = offset - stretch.start
            content = content.stylize(hint, start, start + len(letters))
        quiet = self.get_visual_style("footnote-inset--label", partial=True)
        return Content.assemble((f"{label} ", quiet), content) if label else content

    def _style(self, span: Span) -> Style:
        if span.target:
            link = self.get_visual_style("footnote-inset--link", partial=True)
            return link + Style.from_meta({_REFERENCE: span.start})
        return Style(
            bold=span.kind is SpanKind.STRONG or None,
            italic=span.kind is SpanKind.EMPHASIS or None,
            strike=span.kind is SpanKind.STRIKE or None,
        )
