"""The order of the list, and its filter."""

import pytest

from reader.library import ArticleRow
from reader.model.article import ReadStatus
from reader.tui.widgets.listing import Listing, SortOrder

ROWS = [
    ArticleRow("a", title="Mill", site="The Courier", accessed_on="1", published_on="3", claims=2),
    ArticleRow("b", title="ferry", authors=("Ada",), accessed_on="3", published_on="1", claims=1),
    ArticleRow("c", title="Canal", tags=("water",), accessed_on="2", published_on="2", claims=3),
]


@pytest.fixture
def listing() -> Listing:
    filled = Listing()
    filled.put(ROWS)
    return filled


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (SortOrder.ADDED, "bca"),
        (SortOrder.TITLE, "cba"),
        (SortOrder.PUBLISHED, "acb"),
        (SortOrder.CLAIMS, "cab"),
    ],
)
def test_each_order_puts_first_what_it_is_named_for(
    listing: Listing, order: SortOrder, expected: str
) -> None:
    listing.sort(order)
    assert "".join(listing.shown) == expected


def test_the_orders_follow_one_another_in_a_ring() -> None:
    order, seen = SortOrder.ADDED, []
    for _ in SortOrder:
        seen.append(order)
        order = order.following()
    assert (seen, order) == (list(SortOrder), SortOrder.ADDED)


def test_archived_articles_come_last_whatever_the_order(listing: Listing) -> None:
    listing.put([ArticleRow("b", title="ferry", accessed_on="3", status=ReadStatus.ARCHIVED)])
    for order in SortOrder:
        listing.sort(order)
        assert listing.shown[-1] == "b"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("FERRY", "b"),
        ("courier mill", "a"),
        ("ada", "b"),
        ("water", "c"),
        ("zebra", ""),
        ("", "bca"),
    ],
)
def test_the_filter_looks_in_title_source_author_and_tags(
    listing: Listing, words: str, expected: str
) -> None:
    listing.filter(words)
    assert "".join(listing.shown) == expected
    assert len(listing) == len(ROWS)


def test_what_goes_into_the_trash_goes_from_the_list(listing: Listing) -> None:
    listing.put([ArticleRow("c", deleted=True)])
    assert "".join(listing.shown) == "ba"


def test_neighbours_end_at_the_ends(listing: Listing) -> None:
    assert listing.neighbour("b", 1) == "c"
    assert listing.neighbour("b", -1) is None
    assert listing.neighbour("a", 1) is None
    assert listing.neighbour("gone", 1) == "b"
    assert Listing().neighbour("a", 1) is None
