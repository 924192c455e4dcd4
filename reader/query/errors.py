"""What is wrong with a query, and where."""

from reader.errors import InputError


class QueryError(InputError):
    """A query that cannot be understood.

    Attributes:
        query: The query as it was typed.
        offset: Where in it something else was expected, in code points.
        expected: What was expected there, in words.
    """

    def __init__(self, query: str, offset: int, expected: str) -> None:
        """Make the sentence for a person."""
        self.query = query
        self.offset = offset
        self.expected = expected
        super().__init__(f"The query is wrong at character {offset + 1}: {expected}.")
