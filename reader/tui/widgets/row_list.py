"""A list whose rows are painted on demand: a hundred thousand cost what a screenful does."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.text.canonical import clean_line
from reader.tui.widgets.cursor_look import cursor_look
from reader.tui.widgets.styled_when_asked import StyledWhenAsked

Piece = tuple[str, Style]
"""Text of a row, cleaned already, and its look."""

_MARGIN = 2
_LOOKS = (
    *("heading", "strong", "quiet", "sign", "suggested", "tags", "hit", "problem"),
    *("cursor", "cursor-blurred"),
)


class RowList(StyledWhenAsked, ScrollView, can_focus=True):
    """Records of one or more rows each, with a cursor, and some of them chosen.

    A subclass tells `keys`, what names each record in its order, and paints `pieces` in the looks
    below or its own. `show_rows` is called when the records changed.

    Attributes:
        loading_rows: Whether an empty list is one that is not read yet.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RowList { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """
    PREFIX: ClassVar[str] = "row-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"row-list--{look}" for look in _LOOKS}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Start with an empty list."""
        super().__init__(id=id)
        self.loading_rows = True
        self._place = 0
        self._foot = ""
        self._chosen: set[Hashable] = set()
        self._looks: dict[str, Style] = {}

    # What a subclass gives

    @property
    def keys(self) -> Sequence[Any]:
        """What names each record, in the order they are shown; None for one that is passed over.

        None names what is only painted, such as a heading: the cursor does not stand there.
        """
        raise NotImplementedError

    @property
    def rows_each(self) -> int:
        """How many rows a record takes."""
        return 1

    def extent(self, place: int) -> range:
        """Return the rows of the record at a place."""
        return range(place * self.rows_each, (place + 1) * self.rows_each)

    def pieces(self, place: int, row: int, width: int) -> Iterable[Piece]:
        """Return row `row` of the record at a place, in at most `width` cells."""
        raise NotImplementedError

    def why_empty(self) -> str:
        """Say why nothing is shown."""
        return "…" if self.loading_rows else "Nothing matches."

    def is_heading(self, key: Any) -> bool:
        """Tell whether a record is a heading, which is to be in view with the first one below."""
        return key is None

    def moved(self) -> None:
        """Do what has to be done when another record is under the cursor."""

    def opened(self) -> None:
        """Do what has to be done when the record under the cursor is opened."""

    # What is shown

    @property
    def place(self) -> int:
        """Where in the order the cursor is; of no meaning while nothing is shown."""
        return self._place

    @property
    def cursor(self) -> Any:
        """What names the record under the cursor, None when none is shown."""
        keys = self.keys
        return keys[self._place] if self._place < len(keys) else None

    @property
    def chosen(self) -> tuple[Any, ...]:
        """What names the records that were chosen, else the one under the cursor, else nothing."""
        chosen = tuple(key for key in self.keys if key in self._chosen) if self._chosen else ()
        return chosen or ((self.cursor,) if self.cursor is not None else ())

    @property
    def chosen_only(self) -> tuple[Any, ...]:
        """What names the records that were chosen; nothing if none was."""
        return self.chosen if self._chosen else ()

    def is_chosen(self, key: Hashable) -> bool:
        """Tell whether a record was chosen."""
        return key in self._chosen

    def choose(self, keys: Iterable[Hashable]) -> None:
        """Choose just these records."""
        self._chosen = set(keys)
        self.refresh()

    def forget_choice(self) -> None:
        """Choose nothing any more."""
        self.choose(())

    def show_rows(self) -> None:
        """Show the records as they are now; the cursor stays at its place."""
        self._fit()
        self.refresh()

    def show_foot(self, sentence: str) -> None:
        """Say something in the last row, over what is there; nothing ends it."""
        former, self._foot = self._foot, sentence
        if bool(former) is bool(sentence):
            self.refresh(Region(0, self.size.height - 1, self.size.width, 1))
        else:
            self.show_rows()
            self.reveal()

    def move_to(self, place: int) -> None:
        """Put the cursor at a place, or at the nearest one where it can stand."""
        former, left, top = self.cursor, self._place, self.scroll_offset
        self._place = self._standing(place, forward=place >= left)
        self.reveal()
        if self.scroll_offset == top:
            for rows in (self.extent(left), self.extent(self._place)):
                self.refresh_lines(rows.start, len(rows))
        else:
            self.refresh()
        if self.cursor != former:
            self.moved()

    def reveal(self) -> None:
        """Bring the cursor into view, and a heading above it."""
        each, keys = self.rows_each, self.keys
        inside = 0 < self._place <= len(keys)
        above = int(inside and self.is_heading(keys[self._place - 1]))
        # The foot covers a row.
        height = (1 + above) * each + bool(self._foot)
        region = Region(0, (self._place - above) * each, self.size.width, height)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)

    # Actions, called by the commands

    def action_cursor_down(self) -> None:
        """Go to the next record."""
        self.move_to(self._place + 1)

    def action_cursor_up(self) -> None:
        """Go to the previous record."""
        self.move_to(self._place - 1)

    def action_page_down(self) -> None:
        """Go down as many records as are in view."""
        self.move_to(self._place + self.in_view)

    def action_page_up(self) -> None:
        """Go up as many records as are in view."""
        self.move_to(self._place - self.in_view)

    def action_first(self) -> None:
        """Go to the first record."""
        self.move_to(0)

    def action_last(self) -> None:
        """Go to the last record."""
        self.move_to(len(self.keys) - 1)

    def action_choose(self) -> None:
        """Choose the record under the cursor for the next command, or no longer; go on."""
        if self.cursor is not None:
            self._chosen ^= {self.cursor}
            self.refresh()
            self.action_cursor_down()

    def action_open(self) -> None:
        """Open the record under the cursor."""
        if self.cursor is not None:
            self.opened()

    # Painting

    def render_line(self, y: int) -> Strip:
        """Paint row `y` of the view."""
        line = y + self.scroll_offset.y
        place, row = divmod(line, self.rows_each)
        width = self.scrollable_content_region.width
        if self._foot and y == self.size.height - 1:
            return self._sentence(self._foot, width)
        if place >= len(self.keys):
            nothing = not place and not row and not self._foot
            return self._sentence(self.why_empty() if nothing else "", width)
        ground = Style()
        if self.cursor is not None and line in self.extent(self._place):
            ground = self.look("cursor" if self.has_focus else "cursor-blurred")
        strip = Strip(
            [Segment(text, style + ground) for text, style in self.pieces(place, row, width)]
        )
        return strip.adjust_cell_length(width, self.look("base") + ground)

    def look(self, name: str) -> Style:
        """Return a resolved look; that of the cursor is only its ground, to lie under others."""
        if name not in self._looks:
            self._looks[name] = self._resolved(name)
        return self._looks[name]

    def _resolved(self, name: str) -> Style:
        if name == "base":
            return self.get_visual_style().rich_style
        component = f"{self.PREFIX}--{name}"
        if not name.startswith("cursor"):
            return self.get_visual_style(component).rich_style
        style = cursor_look(self, component).rich_style
        return Style(bgcolor=style.bgcolor, reverse=style.reverse, underline=style.underline)

    def notify_style_update(self) -> None:
        """Forget the resolved styles when the style sheet or theme changed."""
        self._looks.clear()
        super().notify_style_update()

    def _sentence(self, sentence: str, width: int) -> Strip:
        text = clean_line(sentence, max(0, width - 2 * _MARGIN)) if sentence else ""
        segment = Segment(" " * _MARGIN + text, self.look("quiet"))
        return Strip([segment]).adjust_cell_length(width, self.look("base"))

    # Size, cursor, mouse

    @property
    def in_view(self) -> int:
        """How many records are in view, at least one."""
        return max(1, (self.size.height - bool(self._foot)) // self.rows_each)

    def _fit(self) -> None:
        count = len(self.keys)
        # Without a width: another one of these has all panes laid out again.
        self.virtual_size = Size(0, count * self.rows_each + bool(self._foot))
        self._place = self._standing(self._place, forward=True)

    def _standing(self, place: int, *, forward: bool) -> int:
        """Return the nearest place where the cursor can stand, first looking one way."""
        keys = self.keys
        if not keys:
            return 0
        place = max(0, min(place, len(keys) - 1))
        ahead, behind = range(place, len(keys)), range(place, -1, -1)
        for way in (ahead, behind) if forward else (behind, ahead):
            for each in way:
                if keys[each] is not None:
                    return each
        return place

    def on_resize(self) -> None:
        """Lay the rows out for the new width; the frame that brought it shows them already."""
        self._fit()
        self.reveal()

    def on_focus(self) -> None:
        """Show the cursor as the one that keys move."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor as one that waits."""
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Put the cursor on the record that was clicked; a second click opens it."""
        place = (event.y + self.scroll_offset.y) // self.rows_each
        if place < len(self.keys) and self.keys[place] is not None:
            self.move_to(place)
            if event.chain > 1:
                self.action_open()
