"""The codebook: tags by path, such as `health/vaccines`."""

from collections.abc import Mapping
from typing import Any, NamedTuple

COLORS = ("red", "orange", "yellow", "green", "cyan", "blue", "purple", "pink")
"""The names of the mark colours."""


class Tag(NamedTuple):
    """One tag of the codebook.

    Attributes:
        path: Parts joined by `/`, as typed; the id of its document.
        color: The name of a mark colour, or None.
        hotkey: A digit that chooses it, or None.
        renamed_to: The path this one became.
    """

    path: str
    color: str | None = None
    hotkey: str | None = None
    description: str = ""
    renamed_to: str | None = None

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> "Tag":
        """Read a tag from a stored document."""
        return cls(
            path=str(fields["id"]),
            color=fields.get("color"),
            hotkey=fields.get("hotkey"),
            description=str(fields.get("description", "")),
            renamed_to=fields.get("renamed_to"),
        )


def renamed_tags(documents: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return by path what tags of a codebook were renamed to; one that was deleted was not."""
    return {
        path: str(fields["renamed_to"])
        for path, fields in documents.items()
        if fields.get("renamed_to") and "deleted" not in fields
    }
