"""Which articles have which tags, their own and those of their annotations, as it was saved."""

import json
from collections.abc import Collection

from reader.index.database import Database

_GIVEN = "t.path IN (SELECT value FROM json_each(?))"


class Shelves:
    """Where tags are, by their paths as they were given; articles in the trash are left out.

    All methods raise IndexLost when the index cannot be trusted.
    """

    def __init__(self, database: Database) -> None:
        """Read from an index."""
        self._database = database

    def given(self) -> list[str]:
        """Return all paths that were given, or are in the codebook."""
        with self._database.searching() as connection:
            return [path for (path,) in connection.execute("SELECT path FROM tags").fetchall()]

    def annotated(self, paths: Collection[str]) -> dict[str, int]:
        """Return by article how many standing annotations have one of these."""
        statement = f"""
            SELECT r.id, count(DISTINCT a.number) FROM tags AS t
            CROSS JOIN tagged AS g ON g.tag = t.number
            JOIN annotations AS a ON a.number = g.annotation AND a.standing
            JOIN articles AS r ON r.file = a.file WHERE {_GIVEN} GROUP BY r.file
        """
        with self._database.searching() as connection:
            return dict(connection.execute(statement, (_listed(paths),)).fetchall())

    def counts(self, without: Collection[str] = ()) -> dict[str, int]:
        """Return by path how many standing annotations have it, those of some articles left out."""
        statement = """
            SELECT t.path, count(*) FROM tags AS t CROSS JOIN tagged AS g ON g.tag = t.number
            WHERE g.annotation NOT IN (
                SELECT number FROM annotations WHERE NOT standing UNION ALL
                SELECT number FROM annotations WHERE file IN (
                    SELECT file FROM articles WHERE id IN (SELECT value FROM json_each(?))
                )
            ) GROUP BY 1
        """
        with self._database.searching() as connection:
            return dict(connection.execute(statement, (_listed(without),)).fetchall())

    def tagged(self, paths: Collection[str]) -> list[str]:
        """Return the ids of the articles that have one of these themselves, sorted."""
        statement = f"""
            SELECT DISTINCT r.id FROM shelved AS s JOIN tags AS t ON t.number = s.tag
            JOIN articles AS r ON r.file = s.file WHERE NOT r.deleted AND {_GIVEN} ORDER BY 1
        """
        with self._database.searching() as connection:
            return [row[0] for row in connection.execute(statement, (_listed(paths),)).fetchall()]


def _listed(paths: Collection[str]) -> str:
    return json.dumps(list(paths))
