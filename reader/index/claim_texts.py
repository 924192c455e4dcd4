"""What claims assert, all of them: what a person may mean by `the same claim as`."""

from typing import NamedTuple

from reader.index.database import Database


class ClaimText(NamedTuple):
    """The standing text of a claim.

    Attributes:
        text: As stored, to be cleaned when shown.
        claim: The id of the claim it belongs to now.
    """

    text: str
    claim: str


class ClaimTexts:
    """The standing texts of the claims of a library."""

    def __init__(self, database: Database) -> None:
        """Read from an index."""
        self._database = database

    def all(self) -> list[ClaimText]:
        """Return the text of every claim, those that were merged into another too.

        Raises:
            IndexLost: the index cannot be trusted.
        """
        with self._database.searching() as connection:
            rows = connection.execute("SELECT text, current FROM claims").fetchall()
            return [ClaimText(*row) for row in rows]
