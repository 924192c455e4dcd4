"""Words of a closed set, as records hold them."""

from enum import StrEnum
from functools import cache
from typing import TypeVar

Word = TypeVar("Word", bound=StrEnum)
Otherwise = TypeVar("Otherwise")


def word_or(words: type[Word], value: object, otherwise: Otherwise) -> Word | Otherwise:
    """Return the word a record holds, or `otherwise` if it is none of them.

    A word may be misspelt or come from a later version; the record keeps it all the same.
    """
    if not isinstance(value, str):
        return otherwise
    known: dict[str, Word] = _by_value(words)
    return known.get(value, otherwise)


@cache
def _by_value(words: type[Word]) -> dict[str, Word]:
    """Return the words by how they are written; asking the set itself takes four times as long."""
    return {word.value: word for word in words}
