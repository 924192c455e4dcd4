"""The list of articles: rows painted on demand, so that ten thousand cost no more than ten."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from reader.model.article import ReadStatus
from reader.text.canonical import clean_line
from reader.text.cells import width as cell_width
from reader.tui.widgets.listing import Listing, Shelf
from reader.tui.widgets.row_list import Piece, RowList
from reader.tui.wording import written_date

if TYPE_CHECKING:
    from reader.library import ArticleRow, SortOrder

_TWO_ROWS_FROM = 28
_MARGIN = 2
_LEAST_SITE = 10
_BETWEEN = " · "
_LOOKS = ("title", "unread", "quiet", "sign", "open", "problem", "cursor", "cursor-blurred")


class ArticleList(RowList):
    """Articles in two rows each: the title, then source, date, claims and state.

    Attributes:
        listing: The rows, their order and filter; change it through this widget's methods.
        unmatched: What to say where the filter lets nothing through.
    """

    PREFIX = "article-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article-list--{look}" for look in _LOOKS}

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
        self.unmatched = "Nothing matches."
        self._open: str | None = None
        self._awaited: str | None = None

    # What is shown

    @property
    def keys(self) -> Sequence[str]:
        """The ids of the articles shown."""
        return self.listing.shown

    @property
    def rows_each(self) -> int:
        """How many rows an article takes."""
        return 2 if self.size.width >= _TWO_ROWS_FROM else 1

    def why_empty(self) -> str:
        """Say why no article is shown."""
        if self.loading_rows:
            return "…"
        return self.unmatched if len(self.listing) else "No articles yet."

    def moved(self) -> None:
        """Say that another article is under the cursor."""
        self.post_message(self.CursorMoved(self.cursor))

    def opened(self) -> None:
        """Say that the article under the cursor was chosen to be read."""
        self.post_message(self.Opened(self.cursor))

    def load(self, shelf: Shelf) -> None:
        """Show the articles of a shelf as it has them now."""
        self.listing.load(shelf)
        self.show_rows()
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
            self.move_to(0)

    def keep_within(self, articles: "Collection[str] | None") -> None:
        """Show only these articles, all again for None; the cursor stays, or goes to the first."""
        former = self.cursor
        with _PlaceKept(self):
            self.listing.keep_within(articles)
        if former not in self.listing.shown:
            self.move_to(0)

    def mark_open(self, article: str | None) -> None:
        """Show which article is open in the text, and put the cursor on it once it is listed."""
        self._open = article
        self._awaited = article
        if article in self.listing.shown:
            self.move_to(self.listing.shown.index(article))
        self.refresh()

    def move_to(self, place: int) -> None:
        """Put the cursor at a place; what was waited for is waited for no longer."""
        self._awaited = None
        super().move_to(place)

    # Painting

    def pieces(self, place: int, row: int, width: int) -> list[Piece]:
        """Return one of the two rows of an article."""
        article = self.listing.at(place)
        return self._first_row(article, width) if row == 0 else self._second_row(article, width)

    def _first_row(self, row: "ArticleRow", width: int) -> list[Piece]:
        archived = row.status is ReadStatus.ARCHIVED
        unread = row.status is ReadStatus.UNREAD
        title = self.look("unread" if unread else "quiet" if archived else "title")
        tail = f" ◆{row.claims}" if self.rows_each == 1 and row.claims else ""
        room = max(1, width - _MARGIN - 1 - cell_width(tail))
        shown = clean_line(row.title or row.id, room)
        pieces = [*self._edge(row), (shown, title)]
        if tail:
            pieces += [(" " * (room - cell_width(shown)), title), (tail, self.look("sign"))]
        return pieces

    def _second_row(self, row: "ArticleRow", width: int) -> list[Piece]:
        base, quiet = self.look("title"), self.look("quiet")
        if row.problem:
            # The row above names the article, so its path would only push the cause out of sight.
            problem = row.problem.rpartition("/record.json ")[2]
            sentence = clean_line(problem, max(1, width - _MARGIN - 3))
            return [(" " * _MARGIN, base), ("! ", self.look("problem")), (sentence, quiet)]
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
            style = self.look("sign") if word == claims else quiet
            pieces += [(word if last else f"{word} ", style), ("" if last else "· ", quiet)]
        return pieces

    def _edge(self, row: "ArticleRow") -> list[Piece]:
        bar = "▎" if row.id == self._open else " "
        sign = "✓" if row.id in self._chosen else "•" if row.status is ReadStatus.UNREAD else " "
        return [(bar, self.look("open")), (sign, self.look("sign"))]


class _PlaceKept:
    """Keeps the cursor on its article, and what is in view in view, while the listing changes."""

    def __init__(self, widget: ArticleList) -> None:
        self._widget = widget

    def __enter__(self) -> None:
        widget = self._widget
        self._article = widget.cursor
        self._top = widget.scroll_offset.y
        first, left = divmod(self._top, widget.rows_each)
        shown = widget.listing.shown
        in_view = first <= widget.place < first + widget.in_view
        self._anchor = self._article if in_view else shown[first] if first < len(shown) else None
        self._below = widget.place * widget.rows_each - self._top if in_view else -left

    def __exit__(self, *_: object) -> None:
        widget = self._widget
        shown = widget.listing.shown
        if self._article in shown:
            widget._place = shown.index(self._article)
        widget.show_rows()
        if self._top and self._anchor in shown:
            top = shown.index(self._anchor) * widget.rows_each - self._below
            widget.scroll_to(y=top, animate=False, force=True, immediate=True)
        if widget.cursor != self._article:
            widget.post_message(widget.CursorMoved(widget.cursor))
