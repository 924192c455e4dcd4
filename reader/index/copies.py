"""Which articles are nearly the same text: one agency report, printed in several papers."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from reader.index.database import Database
from reader.index.shingles import runs_of

_SUSPECTED = 3
"""Runs that have to be kept of both: by chance it is not even one."""

_COMPARED = 200
_FEW = 5
"""With how many heads of groups a text is compared, the likeliest first."""

_AT_HAND = 64
"""Texts that are kept while groups are made."""

_MISSED = 20
"""How many in a row may turn out to be no copies, the likeliest being compared first."""

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
_SHARING = """
    SELECT s.value, r.file, r.id, r.title FROM shingles AS s
    JOIN articles AS r ON r.file = s.file AND NOT r.deleted
    WHERE s.value IN (SELECT value FROM shingles GROUP BY value HAVING count(*) > 1)
    ORDER BY r.accessed_on, r.id
"""
"""Finds the runs that are kept of several texts."""


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
            copies: list[Copy] = []
            missed = 0
            for file, other, title in suspects:
                share = _share(own, runs_of(connection, file))
                missed = 0 if share >= _SAME else missed + 1
                if share >= _SAME:
                    copies.append(Copy(other, title, share))
                elif missed == _MISSED:
                    break
        return sorted(copies, key=lambda each: -each.share)

    def groups(self) -> list[list[Copy]]:
        """Return the articles there are copies of, in groups, the one added first at the head.

        Each is a copy of the head of its group; the head itself has a share of 1.
        """
        with self._database.searching() as connection:
            kept_of: dict[tuple[int, str, str], list[int]] = defaultdict(list)
            for value, *article in connection.execute(_SHARING):
                kept_of[tuple(article)].append(value)
            groups: dict[int, list[Copy]] = {}
            heads: dict[int, list[int]] = defaultdict(list)
            runs_of_head = lru_cache(_AT_HAND)(lambda head: runs_of(connection, head))
            for (file, article, title), values in kept_of.items():
                shared = Counter(head for value in values for head in heads[value])
                own = runs_of(connection, file) if shared else set()
                for head in _likeliest(shared):
                    share = _share(own, runs_of_head(head))
                    if share >= _SAME:
                        groups[head].append(Copy(article, title, share))
                        break
                else:
                    groups[file] = [Copy(article, title, 1.0)]
                    for value in values:
                        heads[value].append(file)
        return [group for group in groups.values() if len(group) > 1]

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


def _likeliest(shared: Counter[int]) -> list[int]:
    """Return the few texts that are compared, by how many of the kept runs they share."""
    return [head for head, number in shared.most_common(_FEW) if number >= _SUSPECTED]


def _share(one: set[int], other: set[int]) -> float:
    shorter, longer = sorted((len(one), len(other)))
    return len(one & other) / shorter if shorter and longer <= _SHORTER * shorter else 0.0
