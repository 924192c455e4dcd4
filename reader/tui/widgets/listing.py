"""The rows of the article list: which of them are shown in which order, each read when painted."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from reader.index.folding import fold
from reader.library import ArticleRow, SortOrder
from reader.model.article import ReadStatus
from reader.text.canonical import clean_line

_AROUND = 40
_KEPT = 4_000


class Shelf(Protocol):
    """Where the rows come from; each method answers within milliseconds."""

    def arrange(self, order: SortOrder) -> Sequence[str]:
        """Return the ids of the articles in an order."""

    def words(self) -> Mapping[str, str]:
        """Return by id what a filter looks through, folded."""

    def glance(self, ids: Sequence[str]) -> Mapping[str, ArticleRow]:
        """Return the rows of some articles by id; what is gone is missing."""


class Listing:
    """The articles of a shelf, sorted and filtered.

    Attributes:
        shown: The ids that pass the filter, in order.
        order: How they are sorted; change it with `sort`.
        words: What the filter looks for; every word must occur in title, source, author or tag.
        within: The ids of the only articles that are let through, None for all.
    """

    def __init__(self) -> None:
        """Start empty, newest first."""
        self.shown: Sequence[str] = ()
        self.order = SortOrder.ADDED
        self.words = ""
        self.within: Collection[str] | None = None
        self._shelf: Shelf | None = None
        self._rows: dict[str, ArticleRow] = {}
        self._arranged: Sequence[str] = ()
        self._words: Mapping[str, str] | None = None

    def __len__(self) -> int:
        """How many articles there are, those the filter hides included."""
        return len(self._arranged)

    def __getitem__(self, article: str) -> ArticleRow:
        """Return a row, one without a title for an article that is gone."""
        return self._row(article, [article])

    def at(self, place: int) -> ArticleRow:
        """Return the row at a place among those shown; its neighbours are read with it."""
        around = self.shown[max(0, place - _AROUND) : place + _AROUND]
        return self._row(self.shown[place], around)

    def load(self, shelf: Shelf) -> None:
        """Show the articles of a shelf."""
        self._shelf = shelf
        self._rows.clear()
        self._read_anew()

    def sort(self, order: SortOrder) -> None:
        """Sort by `order` from now on."""
        self.order = order
        self._arrange()

    def filter(self, words: str) -> None:
        """Let through what contains every one of `words`, letter case and accents ignored."""
        self.words = words
        self._let_through()

    def keep_within(self, articles: Collection[str] | None) -> None:
        """Let through only these articles, all again for None."""
        self.within = articles
        self._let_through()

    def take(self, articles: Collection[str]) -> None:
        """Show these articles as the shelf has them now, where they belong now."""
        former = [self._rows.pop(article, None) for article in articles]
        if self._shelf is None:
            return
        if len(articles) == 1:
            # As often as something is marked; what is not painted anew need not be sorted anew.
            (article,) = articles
            found = self._shelf.glance([article])
            self._rows.update(found)
            if former[0] and self._stays(former[0], found.get(article)):
                return
        self._read_anew()

    def neighbour(self, article: str | None, step: int) -> str | None:
        """Return the shown article `step` places after `article`, or None at an end."""
        if not self.shown:
            return None
        if article not in self.shown:
            return self._nearest(article, step)
        place = self.shown.index(article) + step
        return self.shown[place] if 0 <= place < len(self.shown) else None

    def _nearest(self, article: str | None, step: int) -> str | None:
        """Return the first shown article before or after one that is not shown itself."""
        if article not in self._arranged:
            return self.shown[0]
        place, shown = self._arranged.index(article), set(self.shown)
        way = self._arranged[place + 1 :] if step > 0 else self._arranged[:place][::-1]
        return next((each for each in way if each in shown), None)

    def _row(self, article: str, around: Sequence[str]) -> ArticleRow:
        if article not in self._rows and self._shelf is not None:
            if len(self._rows) > _KEPT:
                self._rows.clear()
            missing = [near for near in around if near not in self._rows]
            self._rows.update(self._shelf.glance(missing))
        return self._rows.get(article) or ArticleRow(article)

    def _arrange(self) -> None:
        if self._shelf is not None:
            self._arranged = self._shelf.arrange(self.order)
            self._let_through()

    def _let_through(self) -> None:
        shown, wanted = self._arranged, fold(clean_line(self.words)).split()
        if wanted and self._words is None and self._shelf is not None:
            # Once for all letters typed: looking through them takes a tenth of reading them.
            self._words = self._shelf.words()
        for word in wanted:
            words = self._words or {}
            shown = [article for article in shown if word in words.get(article, "")]
        if self.within is not None:
            shown = [article for article in shown if article in self.within]
        self.shown = shown

    def _read_anew(self) -> None:
        self._words = None
        self._arrange()

    def _stays(self, former: ArticleRow, row: ArticleRow | None) -> bool:
        """Tell whether a changed article keeps its place, and passes the filter as before."""
        return row is not None and self._place(former) == self._place(row)

    def _place(self, row: ArticleRow) -> tuple[object, ...]:
        archived = row.status is ReadStatus.ARCHIVED
        claims = row.claims if self.order is SortOrder.CLAIMS else 0
        words = row.title, row.site, row.authors, row.tags
        return row.deleted, archived, claims, row.accessed_on, row.published_on, words
