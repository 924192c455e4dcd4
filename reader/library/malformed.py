"""Documents that are JSON, but not what they should be: by a slip of an editor or of a merge."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from reader.storage.base import Fields

Read = TypeVar("Read")

MALFORMED = (AttributeError, KeyError, TypeError, ValueError)
"""What reading the fields of a malformed document raises."""


def read_or_none(read: Callable[["Fields"], Read], fields: "Fields") -> Read | None:
    """Return what `read` makes of a document, or None if it is malformed."""
    try:
        return read(fields)
    except MALFORMED:
        return None
