"""Words of a closed set, as records hold them."""

from enum import StrEnum
from typing import TypeVar

Word = TypeVar("Word", bound=StrEnum)
Otherwise = TypeVar("Otherwise")


def word_or(words: type[Word], value: object, otherwise: Otherwise) -> Word | Otherwise:
    """Return the word a record holds, or `otherwise` if it is none of them.

    A word may be misspelt or come from a later version; the record keeps it all the same.
    """
    if not isinstance(value, str):
        return otherwise
    try:
        return words(value)
    except ValueError:
        return otherwise
