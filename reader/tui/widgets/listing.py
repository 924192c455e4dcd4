"""The rows of the article list: their order, and which of them a filter lets through."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.model.article import ReadStatus

if TYPE_CHECKING:
    from reader.library import ArticleRow


class SortOrder(StrEnum):
    """The orders the list can be in; the archived ones always come last."""

    ADDED = "added"
    TITLE = "title"
    PUBLISHED = "published"
    CLAIMS = "claims"

    def following(self) -> "SortOrder":
        """Return the order that comes after this one, the first after the last."""
        orders = list(SortOrder)
        return orders[(orders.index(self) + 1) % len(orders)]


class Listing:
    """Article rows by id, sorted and filtered.

    Attributes:
        shown: The ids that pass the filter, in order.
        order: How they are sorted.
        words: What the filter looks for; every word must occur in title, source or author.
    """

    def __init__(self) -> None:
        """Start empty, newest first."""
        self.shown: Sequence[str] = ()
        self.order = SortOrder.ADDED
        self.words = ""
        self._rows: dict[str, ArticleRow] = {}

    def __len__(self) -> int:
        """How many articles there are, those the filter hides included."""
        return len(self._rows)

    def __getitem__(self, article: str) -> "ArticleRow":
        return self._rows[article]

    def __contains__(self, article: object) -> bool:
        return article in self._rows

    def rows(self) -> Iterable["ArticleRow"]:
        """Return every row, in no order."""
        return self._rows.values()

    def put(self, rows: Iterable["ArticleRow"]) -> None:
        """Take in new or changed rows; those in the trash go."""
        for row in rows:
            if row.deleted:
                self._rows.pop(row.id, None)
            else:
                self._rows[row.id] = row
        self._arrange()

    def clear(self) -> None:
        """Forget all rows."""
        self._rows.clear()
        self._arrange()

    def sort(self, order: SortOrder) -> None:
        """Sort by `order` from now on."""
        self.order = order
        self._arrange()

    def filter(self, words: str) -> None:
        """Let through what contains every one of `words`, letter case ignored."""
        self.words = words
        self._arrange()

    def neighbour(self, article: str | None, step: int) -> str | None:
        """Return the shown article `step` places after `article`, or None at an end."""
        if not self.shown:
            return None
        if article not in self.shown:
            return self.shown[0]
        place = self.shown.index(article) + step
        return self.shown[place] if 0 <= place < len(self.shown) else None

    def _arrange(self) -> None:
        words = self.words.casefold().split()
        rows = [row for row in self._rows.values() if _passes(row, words)]
        match self.order:
            case SortOrder.ADDED:
                rows.sort(key=lambda row: row.accessed_on, reverse=True)
            case SortOrder.TITLE:
                rows.sort(key=lambda row: row.title.casefold())
            case SortOrder.PUBLISHED:
                rows.sort(key=lambda row: row.published_on, reverse=True)
            case SortOrder.CLAIMS:
                rows.sort(key=lambda row: row.claims, reverse=True)
        rows.sort(key=lambda row: row.status is ReadStatus.ARCHIVED)
        self.shown = [row.id for row in rows]


def _passes(row: "ArticleRow", words: Sequence[str]) -> bool:
    if not words:
        return True
    haystack = " ".join((row.title, row.site, *row.authors, *row.tags)).casefold()
    return all(word in haystack for word in words)
