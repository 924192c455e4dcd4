"""What is kept of the documents of a large table from when they were decoded to be checked."""

from array import array
from typing import Any, NamedTuple

from reader.storage.base import Fields

_NOWHERE = {"start": 0, "end": 0}


class Trait(NamedTuple):
    """What documents are counted by: these fields as they are stored, None if absent."""

    kind: str | None
    speaker_state: str | None
    noted: bool
    deleted: bool


class Outline:
    """What is kept of a table's documents from when they were decoded to be checked.

    Attributes:
        ids: Their ids, sorted.
        starts: Where in its text the last anchor of each starts, 0 without one.
        ends: Where that ends.
        largest_stamp: The largest of their stamps.
    """

    __slots__ = ("_alike", "ends", "ids", "largest_stamp", "starts")

    def __init__(self) -> None:
        """Begin without documents."""
        self.ids: list[str] = []
        self.starts, self.ends = array("Q"), array("Q")
        self.largest_stamp = ""
        self._alike: dict[tuple[Any, ...], int] = {}

    @property
    def traits(self) -> dict[Trait, int]:
        """How many documents are alike."""
        return {Trait(*traits): number for traits, number in self._alike.items()}

    def add(self, document: str, fields: Fields) -> None:
        """Take note of the next document, which was checked."""
        read, alike = fields.get, self._alike
        self.ids.append(document)
        anchors, note, stamps = read("anchors"), read("note"), read("stamps")
        anchor = anchors[-1] if anchors else _NOWHERE
        self.starts.append(anchor["start"])
        self.ends.append(anchor["end"])
        noted = bool(note and note.strip())
        traits = (read("kind"), read("speaker_state"), noted, "deleted" in fields)
        alike[traits] = alike.get(traits, 0) + 1
        if stamps:
            self.largest_stamp = max(self.largest_stamp, *stamps.values())
