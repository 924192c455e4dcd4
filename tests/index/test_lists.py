"""Order, filter and look-up, out of the index and out of memory."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.index.database import Database
from reader.index.lists import ArticleLists, SortOrder
from reader.index.rows import ArticleRow, from_columns, to_columns
from reader.model.article import ReadStatus
from tests.index.conftest import Shelves

WORDS = st.sampled_from(["", "mill", "Ferry", "ferry", "Łódź", "the mill", "港町", "a\u0000b"])
TIMES = st.sampled_from(["", "2025", "2026"])
ROWS = st.lists(
    st.builds(
        ArticleRow,
        id=st.text("abc", min_size=1, max_size=4),
        title=WORDS,
        authors=st.lists(WORDS, max_size=2).map(tuple),
        site=WORDS,
        published_on=TIMES,
        accessed_on=TIMES,
        status=st.sampled_from(ReadStatus),
        annotations=st.integers(0, 3),
        claims=st.integers(0, 3),
        suggested=st.integers(0, 3),
        notes=st.integers(0, 3),
        tags=st.lists(WORDS, max_size=2).map(tuple),
        sample=st.booleans(),
        deleted=st.booleans(),
        marked=st.booleans(),
        problem=WORDS,
    ),
    max_size=12,
    unique_by=lambda row: row.id,
)


def arranged(rows: list[ArticleRow], order: SortOrder) -> list[str]:
    """Sort the plain way."""
    found = sorted((row for row in rows if not row.deleted), key=lambda row: row.id)
    added = sorted(found, key=lambda row: (row.accessed_on, row.id), reverse=True)
    match order:
        case SortOrder.ADDED:
            found = added
        case SortOrder.TITLE:
            found.sort(key=lambda row: row.title.casefold().replace("\u0000", ""))
        case SortOrder.PUBLISHED:
            found = sorted(added, key=lambda row: row.published_on, reverse=True)
        case SortOrder.CLAIMS:
            found = sorted(added, key=lambda row: row.claims, reverse=True)
    found.sort(key=lambda row: row.status is ReadStatus.ARCHIVED)
    return [row.id for row in found]


@given(ROWS, st.sampled_from(SortOrder))
@settings(max_examples=60, deadline=None)
def test_the_order_is_the_same_from_the_index_and_from_memory_and_by_plain_sorting(
    rows: list[ArticleRow], order: SortOrder
) -> None:
    database = Database(None)
    lists = ArticleLists(database)
    with database.writing() as connection:
        for number, row in enumerate(rows[::2]):
            columns = to_columns(row)
            places = ", ".join("?" * len(columns))
            path = f"articles/{row.id}"
            connection.execute(
                "INSERT INTO files (id, path, mtime_ns, size, inode) VALUES (?, ?, 0, 0, 0)",
                (number, path),
            )
            connection.execute(
                f"INSERT INTO articles VALUES (?, {places})", (number, *to_columns(row))
            )
    lists.hold(rows[1::2])
    assert lists.arrange(order) == arranged(rows, order)
    assert lists.words() == {row.id: to_columns(row)[-1] for row in rows}
    assert lists.rows([row.id for row in rows]) == {row.id: row for row in rows}
    database.close()


@given(ROWS)
@settings(deadline=None)
def test_a_row_comes_back_as_it_was(rows: list[ArticleRow]) -> None:
    assert [from_columns(to_columns(row)) for row in rows] == rows


def test_what_is_held_in_memory_goes_before_what_was_read(shelves: Shelves) -> None:
    shelves.write("a", title="Mill", accessed_on="1")
    shelves.write("b", title="Ferry", accessed_on="2")
    shelves.reconciler.run()
    shelves.lists.hold([ArticleRow("a", title="Zebra", accessed_on="3")])
    assert shelves.lists.arrange(SortOrder.ADDED) == ["a", "b"]
    assert shelves.lists.words() == {"a": "zebra", "b": "ferry"}
    assert shelves.lists.rows(["a"])["a"].title == "Zebra"
    shelves.lists.hold([ArticleRow("a", deleted=True)])
    assert shelves.lists.arrange(SortOrder.ADDED) == ["b"]
    assert len(shelves.lists.arrange(SortOrder.ADDED)) == 1


def test_what_is_held_is_sorted_in_once_it_is_in_another_place_than_in_the_file(
    shelves: Shelves,
) -> None:
    shelves.write("a", title="Mill", accessed_on="1")
    shelves.write("b", title="Ferry", accessed_on="2")
    shelves.reconciler.run()
    read = shelves.lists.rows(["a"])["a"]
    shelves.lists.hold([read._replace(claims=1)])
    assert shelves.lists.arrange(SortOrder.ADDED) == ["b", "a"]
    assert shelves.lists.arrange(SortOrder.CLAIMS) == ["a", "b"]
    shelves.lists.hold([read._replace(status=ReadStatus.ARCHIVED, accessed_on="3")])
    assert shelves.lists.arrange(SortOrder.ADDED) == ["b", "a"]
    shelves.lists.hold([read._replace(accessed_on="3"), ArticleRow("c", accessed_on="4")])
    assert shelves.lists.arrange(SortOrder.ADDED) == ["c", "a", "b"]
    shelves.lists.hold([read._replace(deleted=True), ArticleRow("c", deleted=True)])
    assert shelves.lists.arrange(SortOrder.ADDED) == ["b"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("mill", ["mill"]),
        ("the old mill", ["mill-2"]),
        ("mill-", ["mill-2", "mill-3"]),
        ("old", ["mill-2", "mill-3"]),
        ("straße 1", ["s-1"]),
        ("gone", []),
    ],
)
def test_a_name_means_an_id_a_title_the_start_of_an_id_or_a_piece_of_a_title(
    name: str, meant: list[str]
) -> None:
    lists = ArticleLists(Database(None))
    lists.hold(
        [
            ArticleRow("mill", title="A mill"),
            ArticleRow("mill-2", title="The  Old Mill"),
            ArticleRow("mill-3", title="The old mill again"),
            ArticleRow("s-1", title="Straße 1"),
            ArticleRow("gone", title="Gone", deleted=True),
        ]
    )
    assert lists.meant_by(name.casefold()) == meant


def test_a_filter_looks_through_title_source_authors_and_tags() -> None:
    row = ArticleRow("a", "The  Mill", ("Ana Łuk",), "Straße", tags=("health/Água",))
    assert to_columns(row)[-1] == "the mill strasse ana luk health/agua"


def test_a_problem_may_name_a_path_that_is_no_text() -> None:
    row = ArticleRow("a", problem="caf\udce9 cannot be read")
    assert from_columns(to_columns(row)).problem == "caf\\udce9 cannot be read"
