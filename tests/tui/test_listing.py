"""The order of the list, and its filter."""

import pytest

from reader.library import ArticleRow, SortOrder
from reader.model.article import ReadStatus
from reader.tui.widgets.listing import Listing
from tests.tui.shelf import RowShelf

ROWS = [
    ArticleRow("a", title="Mill", site="The Courier", accessed_on="1", published_on="3", claims=2),
    ArticleRow("b", title="ferry", authors=("Ada",), accessed_on="3", published_on="1", claims=1),
    ArticleRow("c", title="Canal", tags=("water",), accessed_on="2", published_on="2", claims=3),
]


@pytest.fixture
def shelf() -> RowShelf:
    return RowShelf(ROWS)


@pytest.fixture
def listing(shelf: RowShelf) -> Listing:
    filled = Listing()
    filled.load(shelf)
    return filled


def put(listing: Listing, shelf: RowShelf, row: ArticleRow) -> None:
    shelf.hold([row])
    listing.take([row.id])


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


def test_archived_articles_come_last_whatever_the_order(listing: Listing, shelf: RowShelf) -> None:
    assert listing["b"].title == "ferry"
    row = ArticleRow("b", title="ferry", accessed_on="3", status=ReadStatus.ARCHIVED)
    put(listing, shelf, row)
    for order in SortOrder:
        listing.sort(order)
        assert listing.shown[-1] == "b"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("FERRY", "b"),
        ("fêrry", "b"),
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


def test_what_goes_into_the_trash_goes_from_the_list(listing: Listing, shelf: RowShelf) -> None:
    put(listing, shelf, ArticleRow("c", deleted=True))
    assert "".join(listing.shown) == "ba"
    assert len(listing) == 2


def test_a_new_article_comes_where_it_belongs(listing: Listing, shelf: RowShelf) -> None:
    put(listing, shelf, ArticleRow("d", title="Dam", accessed_on="25"))
    assert "".join(listing.shown) == "bdca"


def test_a_changed_article_is_another_row_and_moves_only_if_it_must(
    listing: Listing, shelf: RowShelf
) -> None:
    changed = ROWS[0]._replace(claims=9, notes=1)
    assert listing["a"].claims == 2
    former = listing.shown
    put(listing, shelf, changed)
    assert listing["a"] == changed
    assert listing.shown is former
    listing.sort(SortOrder.CLAIMS)
    assert "".join(listing.shown) == "acb"
    put(listing, shelf, changed._replace(claims=0))
    assert "".join(listing.shown) == "cba"


def test_a_changed_title_is_filtered_anew(listing: Listing, shelf: RowShelf) -> None:
    listing.filter("mill")
    assert listing.at(0) == ROWS[0]
    put(listing, shelf, ROWS[0]._replace(title="Pond"))
    assert not listing.shown
    assert len(listing) == len(ROWS)


def test_only_some_articles_are_let_through_and_words_are_looked_for_in_those(
    listing: Listing, shelf: RowShelf
) -> None:
    listing.keep_within({"a", "c"})
    assert "".join(listing.shown) == "ca"
    listing.filter("canal")
    assert "".join(listing.shown) == "c"
    put(listing, shelf, ROWS[2]._replace(title="Canals"))
    assert "".join(listing.shown) == "c"
    listing.filter("")
    listing.keep_within(None)
    assert "".join(listing.shown) == "bca"


def test_from_an_article_that_is_not_let_through_one_goes_to_the_next_that_is(
    listing: Listing,
) -> None:
    listing.keep_within({"b", "a"})
    assert listing.neighbour("c", 1) == "a"
    assert listing.neighbour("c", -1) == "b"
    listing.keep_within({"a"})
    assert listing.neighbour("b", -1) is None


def test_an_article_that_is_gone_has_a_row_without_a_title(listing: Listing) -> None:
    assert listing["gone"] == ArticleRow("gone")


def test_neighbours_end_at_the_ends(listing: Listing) -> None:
    assert listing.neighbour("b", 1) == "c"
    assert listing.neighbour("b", -1) is None
    assert listing.neighbour("a", 1) is None
    assert listing.neighbour("gone", 1) == "b"
    assert Listing().neighbour("a", 1) is None
