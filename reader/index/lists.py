"""The articles as lists: sorted, filtered, counted and looked up without reading a record."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.index.database import Database
from reader.index.rows import ArticleRow, from_columns, to_columns
from reader.index.schema import COLUMNS

if TYPE_CHECKING:
    from reader.index.conditions import Condition

_AT_ONCE = 500
_SELECT = f"SELECT {', '.join(COLUMNS)}"
_BOTH = (
    f"{_SELECT} FROM articles WHERE id NOT IN (SELECT id FROM held) UNION ALL {_SELECT} FROM held"
)
_HOLD = f"INSERT OR REPLACE INTO held VALUES (NULL{', ?' * len(COLUMNS)})"
_WAYS = ("id = ?", "name = ?", "substr(id, 1, length(?)) = ?", "instr(name, ?)")


class SortOrder(StrEnum):
    """The orders a list can be in; the archived ones always come last."""

    ADDED = "added"
    TITLE = "title"
    PUBLISHED = "published"
    CLAIMS = "claims"

    def following(self) -> "SortOrder":
        """Return the order that comes after this one, the first after the last."""
        orders = list(SortOrder)
        return orders[(orders.index(self) + 1) % len(orders)]


_KEYS = {
    SortOrder.ADDED: ("archived", "accessed_on DESC", "id DESC"),
    SortOrder.TITLE: ("archived", "name", "id"),
    SortOrder.PUBLISHED: ("archived", "published_on DESC", "accessed_on DESC", "id DESC"),
    SortOrder.CLAIMS: ("archived", "claims DESC", "accessed_on DESC", "id DESC"),
}


class ArticleLists:
    """The articles of an index, those held in memory before those of the file.

    All methods raise IndexLost when the index cannot be trusted.
    """

    def __init__(self, database: Database) -> None:
        """Read from an index."""
        self._database = database

    def hold(self, rows: Iterable[ArticleRow]) -> None:
        """Have these rows go before those in the file until the index is closed."""
        with self._database.reading() as connection:
            connection.executemany(_HOLD, map(to_columns, rows))

    def arrange(self, order: SortOrder) -> list[str]:
        """Return the ids of the articles in an order, those in the trash left out.

        The archived ones come last in any order.
        """
        with self._database.reading() as connection:
            elsewhere = connection.execute(_elsewhere(order)).fetchone()
            # Most often what is held is where the file has it: an article that is only read.
            statement = _merged(order) if elsewhere else _filed(order)
            return [row[0] for row in connection.execute(statement)]

    def matching(self, condition: "Condition") -> list[str]:
        """Return the ids of the articles of the file that meet a condition, the latest added first.

        Those in the trash are left out.
        """
        from reader.index.conditions import ARTICLES, clause

        where, values = clause(condition)
        statement = f"""
            SELECT id FROM {ARTICLES} WHERE NOT deleted AND ({where})
            ORDER BY accessed_on DESC, id DESC
        """
        with self._database.searching() as connection:
            return [row[0] for row in connection.execute(statement, values)]

    def words(self) -> dict[str, str]:
        """Return by id what a filter looks through: title, source, authors and tags, folded."""
        with self._database.reading() as connection:
            # Those held come last, so that they stand.
            return dict(
                connection.execute(
                    "SELECT id, words FROM articles UNION ALL SELECT id, words FROM held"
                )
            )

    def rows(self, ids: Sequence[str]) -> dict[str, ArticleRow]:
        """Return the rows of these articles by id; those that are not in the index are missing."""
        found: dict[str, ArticleRow] = {}
        with self._database.reading() as connection:
            for start in range(0, len(ids), _AT_ONCE):
                some = ids[start : start + _AT_ONCE]
                places = ", ".join("?" * len(some))
                # Those held come last, so that they stand.
                for source in ("articles", "held"):
                    statement = f"{_SELECT} FROM {source} WHERE id IN ({places})"
                    for stored in connection.execute(statement, some):
                        found[stored[0]] = from_columns(stored)
        return found

    def all(self) -> list[ArticleRow]:
        """Return the rows of all articles, those in the trash included, the latest added first."""
        statement = f"{_SELECT} FROM ({_BOTH}) ORDER BY accessed_on DESC, id DESC"
        with self._database.reading() as connection:
            return [from_columns(stored) for stored in connection.execute(statement)]

    def samples(self) -> list[str]:
        """Return the ids of the samples, those in the trash left out, sorted."""
        return self._ids("sample AND NOT deleted", ())

    def annotated(self) -> list[str]:
        """Return the ids of the articles with annotations, the latest added first.

        Samples and those in the trash are left out.
        """
        return self._ids(
            "annotations AND NOT sample AND NOT deleted", (), "accessed_on DESC, id DESC"
        )

    def meant_by(self, name: str) -> list[str]:
        """Return the ids of the articles a person may mean, sorted: of the first of these if any.

        The one with this id, those with this title, those whose id begins so, those with this in
        their title. Those in the trash are never meant. Case does not matter.
        """
        for way in _WAYS:
            found = self._ids(f"NOT deleted AND {way}", (name,) * way.count("?"))
            if found:
                return found
        return []

    def _ids(self, condition: str, words: Sequence[str], order: str = "id") -> list[str]:
        statement = f"SELECT id FROM ({_BOTH}) WHERE {condition} ORDER BY {order}"
        with self._database.reading() as connection:
            return [row[0] for row in connection.execute(statement, words)]


def _filed(order: SortOrder) -> str:
    """Return what finds the ids in an order by an index of the table alone."""
    return f"SELECT id FROM articles WHERE deleted = 0 ORDER BY {', '.join(_KEYS[order])}"


def _columns(order: SortOrder) -> list[str]:
    return [key.removesuffix(" DESC") for key in _KEYS[order]]


def _elsewhere(order: SortOrder) -> str:
    """Return what finds whether a row that is held is in another place than that of the file."""
    differs = " OR ".join(
        f"held.{column} IS NOT filed.{column}" for column in ("deleted", *_columns(order))
    )
    return f"SELECT 1 FROM held LEFT JOIN articles AS filed USING (id) WHERE {differs} LIMIT 1"


def _merged(order: SortOrder) -> str:
    """Return what finds the ids in an order, what is held in place of what is in the file."""
    part = f"SELECT id, {', '.join(_columns(order))} FROM {{}} WHERE deleted = 0"
    places = (
        f"{place} DESC" if key.endswith(" DESC") else str(place)
        for place, key in enumerate(_KEYS[order], 2)
    )
    return (
        f"{part.format('articles')} AND id NOT IN (SELECT id FROM held)"
        f" UNION ALL {part.format('held')} ORDER BY {', '.join(places)}"
    )
