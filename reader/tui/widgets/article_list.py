"""The list of articles: rows painted on demand, so that ten thousand cost no more than ten."""

from collections.abc import Collection
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.model.article import ReadStatus
from reader.text.canonical import clean_line
from reader.text.cells import width as cell_width
from reader.tui.widgets.listing import Listing, Shelf
from reader.tui.widgets.styled_when_asked import StyledWhenAsked
from reader.tui.wording import written_date

if TYPE_CHECKING:
    from reader.library import ArticleRow, SortOrder

_TWO_ROWS_FROM = 28
_MARGIN = 2
_LEAST_SITE = 10
_BETWEEN = " · "
_LOOKS = ("title", "unread", "quiet", "sign", "open", "problem", "cursor", "cursor-blurred")


class ArticleList(StyledWhenAsked, ScrollView, can_focus=True):
    """Articles in two rows each: the title, then source, date, claims and state.

    Attributes:
        listing: The rows, their order and filter; change it through this widget's methods.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article-list--{look}" for look in _LOOKS}
    DEFAULT_CSS = """
    ArticleList { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """

    class Opened(Message):
        """An article was chosen to be read.

        Attributes:
            article: Its id.
        """

        def __init__(self, article: str) -> None:
            super().__init__()
            self.article = article

    class CursorMoved(Message):
        """Another article is under the cursor.

        Attributes:
            article: Its id, or None when none is shown.
        """

        def __init__(self, article: str | None) -> None:
            super().__init__()
            self.article = article

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Start with an empty list."""
        super().__init__(id=id)
        self.listing = Listing()
        self.loading_rows = True
        self._cursor = 0
        self._progress = ""
        self._open: str | None = None
        self._awaited: str | None = None
        self._chosen: set[str] = set()
        self._looks: dict[str, Style] = {}

    # What is shown

    @property
    def cursor(self) -> str | None:
        """The id of the article under the cursor, or None when none is shown."""
        shown = self.listing.shown
        return shown[self._cursor] if shown else None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids chosen with the space bar, else the one under the cursor, else nothing."""
        chosen = tuple(article for article in self.listing.shown if article in self._chosen)
        return chosen or ((self.cursor,) if self.cursor else ())

    def load(self, shelf: Shelf) -> None:
        """Show the articles of a shelf as it has them now."""
        self.listing.load(shelf)
        self._show_listing()
        self.mark_open(self._open)

    def take(self, articles: Collection[str]) -> None:
        """Show these articles as the shelf has them now; what is in view stays where it is."""
        with _PlaceKept(self):
            self.listing.take(articles)
        if self._awaited in self.listing.shown:
            self.mark_open(self._awaited)

    def sort(self, order: "SortOrder") -> None:
        """Sort by `order`; the cursor stays on its article."""
        with _PlaceKept(self):
            self.listing.sort(order)

    def filter(self, words: str) -> None:
        """Show only what contains `words`; the cursor stays, or goes to the first."""
        former = self.cursor
        with _PlaceKept(self):
            self.listing.filter(words)
        if former not in self.listing.shown:
            self._move_to(0)

    def show_progress(self, sentence: str) -> None:
        """Say at the foot of the list how far the reading of it is; nothing ends it."""
        former, self._progress = self._progress, sentence
        if bool(former) is bool(sentence):
            self.refresh(Region(0, self.size.height - 1, self.size.width, 1))
        else:
            self._show_listing()
            self._reveal()

    def mark_open(self, article: str | None) -> None:
        """Show which article is open in the text, and put the cursor on it once it is listed."""
        self._open = article
        self._awaited = article
        if article in self.listing.shown:
            self._move_to(self.listing.shown.index(article))
        self.refresh()

    def forget_choice(self) -> None:
        """Choose nothing any more."""
        self._chosen.clear()
        self.refresh()

    # Actions, called by the commands

    def action_cursor_down(self) -> None:
        """Go to the next article."""
        self._move_to(self._cursor + 1)

    def action_cursor_up(self) -> None:
        """Go to the previous article."""
        self._move_to(self._cursor - 1)

    def action_page_down(self) -> None:
        """Go down as many articles as are in view."""
        self._move_to(self._cursor + self._in_view)

    def action_page_up(self) -> None:
        """Go up as many articles as are in view."""
        self._move_to(self._cursor - self._in_view)

    def action_first(self) -> None:
        """Go to the first article."""
        self._move_to(0)

    def action_last(self) -> None:
        """Go to the last article."""
        self._move_to(len(self.listing.shown) - 1)

    def action_choose(self) -> None:
        """Choose the article under the cursor for the next command, or no longer; go on."""
        if self.cursor:
            self._chosen ^= {self.cursor}
            self.refresh()
            self.action_cursor_down()

    def action_open(self) -> None:
        """Open the article under the cursor."""
        if self.cursor:
            self.post_message(self.Opened(self.cursor))

    # Painting

    def render_line(self, y: int) -> Strip:
        """Paint row `y` of the view."""
        place, row = divmod(y + self.scroll_offset.y, self._rows_each)
        width = self.scrollable_content_region.width
        if self._progress and y == self.size.height - 1:
            return self._sentence(self._progress, width)
        if place >= len(self.listing.shown):
            nothing = not place and not row and not self._progress
            return self._sentence(self._why_empty() if nothing else "", width)
        article = self.listing.at(place)
        pieces = self._first_row(article, width) if row == 0 else self._second_row(article, width)
        ground = Style()
        if place == self._cursor:
            ground = self._look("cursor" if self.has_focus else "cursor-blurred")
        strip = Strip([Segment(text, style + ground) for text, style in pieces])
        return strip.adjust_cell_length(width, self._look("base") + ground)

    def notify_style_update(self) -> None:
        """Forget the resolved styles when the style sheet or theme changed."""
        self._looks.clear()
        super().notify_style_update()

    def _first_row(self, row: "ArticleRow", width: int) -> list[tuple[str, Style]]:
        archived = row.status is ReadStatus.ARCHIVED
        unread = row.status is ReadStatus.UNREAD
        title = self._look("unread" if unread else "quiet" if archived else "title")
        tail = f" ◆{row.claims}" if self._rows_each == 1 and row.claims else ""
        room = max(1, width - _MARGIN - 1 - cell_width(tail))
        shown = clean_line(row.title or row.id, room)
        pieces = [*self._edge(row), (shown, title)]
        if tail:
            pieces += [(" " * (room - cell_width(shown)), title), (tail, self._look("sign"))]
        return pieces

    def _second_row(self, row: "ArticleRow", width: int) -> list[tuple[str, Style]]:
        base, quiet = self._look("title"), self._look("quiet")
        if row.problem:
            # The row above names the article, so its path would only push the cause out of sight.
            problem = row.problem.rpartition("/record.json ")[2]
            sentence = clean_line(problem, max(1, width - _MARGIN - 3))
            return [(" " * _MARGIN, base), ("! ", self._look("problem")), (sentence, quiet)]
        claims = f"◆{row.claims}" if row.claims else ""
        state = "" if row.status in (ReadStatus.UNREAD, ReadStatus.READ) else row.status.value
        sample = "sample" if row.sample else ""
        room = width - _MARGIN - 1
        words: list[str] = []
        for word in filter(
            None, (written_date(clean_line(row.published_on)), claims, state, sample)
        ):
            if cell_width(_BETWEEN.join([*words, word])) <= room:
                words.append(word)
        spare = room - cell_width(_BETWEEN.join(["", *words]))
        if row.site and spare >= _LEAST_SITE:
            words.insert(0, clean_line(row.site, spare))
        pieces = [(" " * _MARGIN, base)]
        for place, word in enumerate(words):
            last = place == len(words) - 1
            style = self._look("sign") if word == claims else quiet
            pieces += [(word if last else f"{word} ", style), ("" if last else "· ", quiet)]
        return pieces

    def _edge(self, row: "ArticleRow") -> list[tuple[str, Style]]:
        bar = "▎" if row.id == self._open else " "
        sign = "✓" if row.id in self._chosen else "•" if row.status is ReadStatus.UNREAD else " "
        return [(bar, self._look("open")), (sign, self._look("sign"))]

    def _why_empty(self) -> str:
        if self.loading_rows:
            return "…"
        return "Nothing matches." if len(self.listing) else "No articles yet."

    def _sentence(self, sentence: str, width: int) -> Strip:
        text = clean_line(sentence, max(0, width - _MARGIN)) if sentence else ""
        segment = Segment(" " * _MARGIN + text, self._look("quiet"))
        return Strip([segment]).adjust_cell_length(width, self._look("base"))

    def _look(self, name: str) -> Style:
        """Return a resolved look; that of the cursor is only its ground, to lie under others."""
        if name not in self._looks:
            components = () if name == "base" else (f"article-list--{name}",)
            style = self.get_visual_style(*components).rich_style
            cursor = name.startswith("cursor")
            self._looks[name] = Style(bgcolor=style.bgcolor) if cursor else style
        return self._looks[name]

    # Size, cursor, mouse

    @property
    def _rows_each(self) -> int:
        return 2 if self.size.width >= _TWO_ROWS_FROM else 1

    @property
    def _in_view(self) -> int:
        return max(1, (self.size.height - bool(self._progress)) // self._rows_each)

    def _show_listing(self) -> None:
        self._fit_listing()
        self.refresh()

    def _fit_listing(self) -> None:
        count = len(self.listing.shown)
        # Without a width: another one of these has all panes laid out again.
        self.virtual_size = Size(0, count * self._rows_each + bool(self._progress))
        self._cursor = max(0, min(self._cursor, count - 1))

    def _move_to(self, place: int) -> None:
        former, left, top = self.cursor, self._cursor, self.scroll_offset
        self._awaited = None
        self._cursor = max(0, min(place, len(self.listing.shown) - 1))
        self._reveal()
        if self.scroll_offset == top:
            each = self._rows_each
            self.refresh_lines(left * each, each)
            self.refresh_lines(self._cursor * each, each)
        else:
            self.refresh()
        if self.cursor != former:
            self.post_message(self.CursorMoved(self.cursor))

    def _reveal(self) -> None:
        each = self._rows_each
        # The foot covers a row.
        height = each + bool(self._progress)
        region = Region(0, self._cursor * each, self.size.width, height)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Lay the rows out for the new width; the frame that brought it shows them already."""
        self._fit_listing()
        self._reveal()

    def on_focus(self) -> None:
        """Show the cursor as the one that keys move."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor as one that waits."""
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Put the cursor on the article that was clicked; a second click opens it."""
        place = (event.y + self.scroll_offset.y) // self._rows_each
        if place < len(self.listing.shown):
            self._move_to(place)
            if event.chain > 1:
                self.action_open()


class _PlaceKept:
    """Keeps the cursor on its article, and what is in view in view, while the listing changes."""

    def __init__(self, widget: ArticleList) -> None:
        self._widget = widget

    def __enter__(self) -> None:
        widget = self._widget
        self._article = widget.cursor
        self._top = widget.scroll_offset.y
        first, left = divmod(self._top, widget._rows_each)
        shown = widget.listing.shown
        in_view = first <= widget._cursor < first + widget._in_view
        self._anchor = self._article if in_view else shown[first] if first < len(shown) else None
        self._below = widget._cursor * widget._rows_each - self._top if in_view else -left

    def __exit__(self, *_: object) -> None:
        widget = self._widget
        shown = widget.listing.shown
        if self._article in shown:
            widget._cursor = shown.index(self._article)
        widget._show_listing()
        if self._top and self._anchor in shown:
            top = shown.index(self._anchor) * widget._rows_each - self._below
            widget.scroll_to(y=top, animate=False, force=True, immediate=True)
        if widget.cursor != self._article:
            widget.post_message(widget.CursorMoved(widget.cursor))
