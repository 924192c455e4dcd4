"""Which articles are nearly the same text: one agency report, printed in several papers."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from reader.index.database import Database
from reader.index.shingles import runs_of

_SUSPECTED = 3
"""Runs that have to be kept of both: by chance it is not even one."""

_COMPARED = 200
_SAME = 0.6
"""The share of the shorter text that has to be in the longer one."""

_SHORTER = 3
"""How many times as long a text may be that has the other in it: a digest of the week is none."""


class Copy(NamedTuple):
    """An article that has nearly the same text as another.

    Attributes:
        article: Its id.
        title: Its title, as stored.
        share: How much of the shorter of the two texts is in the other, up to 1.
    """

    article: str
    title: str
    share: float


_SUSPECTS = f"""
    SELECT other.file, r.id, r.title FROM shingles AS own
    JOIN shingles AS other ON other.value = own.value AND other.file <> own.file
    JOIN articles AS r ON r.file = other.file AND NOT r.deleted
    WHERE own.file = ? GROUP BY other.file HAVING count(*) >= {_SUSPECTED}
    ORDER BY count(*) DESC, r.accessed_on, r.id LIMIT {_COMPARED}
"""
_COPIED = f"""
    SELECT DISTINCT r.id, r.title FROM (
        SELECT own.file FROM shingles AS own
        JOIN shingles AS other ON other.value = own.value AND other.file <> own.file
        GROUP BY own.file, other.file HAVING count(*) >= {_SUSPECTED}
    ) AS f JOIN articles AS r ON r.file = f.file AND NOT r.deleted
    ORDER BY r.accessed_on, r.id
"""


class Copies:
    """The articles that are nearly the same text; those in the trash are none.

    All methods raise IndexLost when the index cannot be trusted, and Interrupted when somebody
    broke them off.
    """

    def __init__(self, database: Database) -> None:
        """Read from an index."""
        self._database = database

    def of(self, article: str) -> list[Copy]:
        """Return the copies of an article, the nearest first; the one added first of equals."""
        with self._database.searching() as connection:
            statement = "SELECT file FROM articles WHERE id = ?"
            found = connection.execute(statement, (article,)).fetchone()
            if found is None:
                return []
            suspects = connection.execute(_SUSPECTS, found).fetchall()
            own = runs_of(connection, found[0]) if suspects else set()
            compared = [
                Copy(other, title, _share(own, runs_of(connection, file)))
                for file, other, title in suspects
            ]
        copies = [each for each in compared if each.share >= _SAME]
        return sorted(copies, key=lambda each: -each.share)

    def groups(self) -> list[list[Copy]]:
        """Return the articles there are copies of, each group with the one added first at its head.

        The head has a share of 1.
        """
        with self._database.searching() as connection:
            copied = connection.execute(_COPIED).fetchall()
        grouped: list[list[Copy]] = []
        seen: set[str] = set()
        for article, title in copied:
            if article in seen:
                continue
            others = [each for each in self.of(article) if each.article not in seen]
            if others:
                grouped.append([Copy(article, title, 1.0), *others])
                seen.update(each.article for each in grouped[-1])
        return grouped

    def suspected(self, articles: Collection[str]) -> "Suspected":
        """Return which of some articles may be copies of each other; quick, but a guess."""
        places = ", ".join("?" * len(articles))
        statement = f"""
            SELECT r.id, s.value FROM articles AS r JOIN shingles AS s ON s.file = r.file
            WHERE r.id IN ({places})
        """
        found: dict[str, set[int]] = defaultdict(set)
        with self._database.searching() as connection:
            for article, value in connection.execute(statement, tuple(articles)):
                found[article].add(value)
        return Suspected(found)


class Suspected:
    """Which of some articles may be copies of each other."""

    def __init__(self, values: Mapping[str, Collection[int]]) -> None:
        """Take what is kept of each article, by its id."""
        self._values = {article: frozenset(kept_of) for article, kept_of in values.items()}

    def are_copies(self, one: str, other: str) -> bool:
        """Tell whether two articles may be copies; one is no copy of itself."""
        if one == other:
            return False
        nothing: frozenset[int] = frozenset()
        shared = self._values.get(one, nothing) & self._values.get(other, nothing)
        return len(shared) >= _SUSPECTED


def _share(one: set[int], other: set[int]) -> float:
    shorter, longer = sorted((len(one), len(other)))
    return len(one & other) / shorter if shorter and longer <= _SHORTER * shorter else 0.0
