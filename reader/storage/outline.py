"""What is kept of the documents of a large table from when they were decoded to be checked."""

from array import array
from collections import Counter
from typing import Any, NamedTuple

from reader.storage.base import Fields


class Trait(NamedTuple):
    """What documents are counted by: these fields as they are stored, None if absent."""

    kind: str | None
    speaker_state: str | None
    noted: bool
    deleted: bool


class Outline:
    """What is kept of a table's documents from when they were decoded to be checked.

    Attributes:
        places: The number of each document by id, in their order.
        starts: Where in its text the last anchor of each starts, 0 without one.
        ends: Where that ends.
        traits: How many documents are alike.
        largest_stamp: The largest of their stamps.
    """

    __slots__ = ("ends", "largest_stamp", "places", "starts", "traits")

    def __init__(self) -> None:
        """Begin without documents."""
        self.places: dict[str, int] = {}
        self.starts, self.ends = array("Q"), array("Q")
        self.traits: Counter[Trait] = Counter()
        self.largest_stamp = ""

    def add(self, document: str, fields: Fields) -> None:
        """Take note of the next document."""
        read = fields.get
        self.places[document] = len(self.places)
        anchor: dict[str, Any] = (read("anchors") or ({},))[-1]
        self.starts.append(anchor.get("start", 0))
        self.ends.append(anchor.get("end", 0))
        note = read("note")
        noted = note is not None and not note.isspace()
        self.traits[Trait(read("kind"), read("speaker_state"), noted, "deleted" in fields)] += 1
        stamps = read("stamps")
        if stamps:
            self.largest_stamp = max(self.largest_stamp, *stamps.values())
