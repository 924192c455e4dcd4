"""What an element of a page is: a block, what surrounds the article, something not to be read."""

import re
from typing import TYPE_CHECKING

from reader.importers.html_references import ancestors

if TYPE_CHECKING:
    from collections.abc import Container

    from lxml.html import HtmlElement

_DROPPED_LISTED = (
    "head script style noscript template iframe object embed video audio canvas svg datalist "
    "applet frameset map textarea"
)
_DROPPED = frozenset(_DROPPED_LISTED.split())
_FURNITURE = frozenset(
    ["nav", "header", "footer", "aside", "form", "button", "select", "dialog", "menu", "fieldset"]
)
_FURNITURE_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "complementary", "dialog"]
)
_ARTICLE = ("main", "article")
_BLOCKS_LISTED = (
    "address article aside blockquote body button caption center dd details dialog dir div dl "
    "dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend "
    "li main menu nav ol option p pre search section select summary table tbody td tfoot th "
    "thead tr ul xmp listing plaintext"
)
_BLOCKS = frozenset(_BLOCKS_LISTED.split())

_HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
_BLOCKS_IN_A_CELL = frozenset(
    ["p", "div", "ul", "ol", "table", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"]
)


class Surroundings:
    """Tells what belongs to the article of a page from what is hidden or stands around it.

    Args:
        root: The page.
        notes: Its footnotes, which belong to the article wherever they stand.
    """

    def __init__(self, root: "HtmlElement", notes: "Container[HtmlElement]") -> None:
        self._notes = notes
        self._around_article = ancestors(root.iter(*_ARTICLE))
        self._around_title = ancestors(root.iter("h1"))

    def is_dropped(self, element: "HtmlElement") -> bool:
        """Return whether nothing of an element is to be read."""
        tag = element.tag
        if tag in _DROPPED:
            return True
        if tag in ("html", "body", *_ARTICLE) or element in self._around_article:
            return False
        if element in self._notes:
            return False
        return (
            element.get("hidden") is not None
            or element.get("aria-hidden", "").lower() == "true"
            or bool(_HIDDEN_STYLE.search(element.get("style", "")))
        )

    def is_furniture(self, element: "HtmlElement") -> bool:
        """Return whether an element surrounds the article."""
        tag = element.tag
        if tag in ("html", "body") or element in self._around_article or element in self._notes:
            return False
        if tag in _FURNITURE or element.get("role", "").lower() in _FURNITURE_ROLES:
            # Headers often hold the title, and some pages are one form from top to bottom.
            return tag not in ("header", "form") or element not in self._around_title
        return False


def is_block(tag: str) -> bool:
    """Return whether an element of this name ends the line before it; custom ones do."""
    return tag in _BLOCKS or "-" in tag


def is_data_table(table: "HtmlElement") -> bool:
    """Tell a table of data from one that only lays out a page: no cell holds more than a line."""
    if table.get("role", "").lower() in ("presentation", "none"):
        return False
    widest = 0
    for row in table.iter("tr"):
        widest = max(widest, sum(cell.tag in ("td", "th") for cell in row))
    if widest < 2:
        return False
    for cell in table.iter("td", "th"):
        if sum(inner.tag in _BLOCKS_IN_A_CELL for inner in cell.iterdescendants()) > 1:
            return False
    return next(table.iterdescendants("table"), None) is None
