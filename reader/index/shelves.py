"""The tags that articles themselves have, apart from those of their annotations."""

from reader.index.database import Database


class Shelves:
    """Which articles have which tags of their own."""

    def __init__(self, database: Database) -> None:
        """Read from an index."""
        self._database = database

    def tagged(self, path: str) -> list[str]:
        """Return the ids of the articles that have a tag or one below it, sorted.

        A tag that became another one by renaming counts as that one. Articles in the trash are
        left out.

        Raises:
            IndexLost: the index cannot be trusted.
        """
        statement = """
            SELECT DISTINCT r.id FROM shelved AS s JOIN tags AS t ON t.number = s.tag
            JOIN articles AS r ON r.file = s.file
            WHERE NOT r.deleted AND (t.current = ?1 OR substr(t.current, 1, length(?2)) = ?2)
            ORDER BY 1
        """
        with self._database.searching() as connection:
            return [row[0] for row in connection.execute(statement, (path, f"{path}/")).fetchall()]
