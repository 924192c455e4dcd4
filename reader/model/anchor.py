"""Where an annotation's words are: a quotation with its context and its position."""

from enum import StrEnum
from typing import Any, NamedTuple

from reader.model.words import word_or


class AnchorState(StrEnum):
    """How surely an anchor was found in its text, from best to lost."""

    EXACT = "exact"
    MOVED = "moved"
    FUZZY = "fuzzy"
    SUSPECT = "suspect"
    ORPHAN = "orphan"


class Anchor(NamedTuple):
    """A W3C text quote selector and text position selector for one version of a text.

    Attributes:
        text: The 12 hex digits that name the version the offsets belong to.
        start: Offset of the first character, in code points.
        end: Offset after the last character.
        exact: The words themselves.
        prefix: Up to 32 code points before them.
        suffix: Up to 32 code points after them.
        kept: Whether a person decided that an orphan is to stay without a place.
    """

    text: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    state: AnchorState = AnchorState.EXACT
    kept: bool = False

    @property
    def unsettled(self) -> bool:
        """Whether a person still has to say where its words are."""
        return not self.kept and self.state in (AnchorState.SUSPECT, AnchorState.ORPHAN)

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> "Anchor":
        """Read an anchor from its stored fields."""
        return cls(
            text=str(fields.get("text", "")),
            start=int(fields["start"]),
            end=int(fields["end"]),
            exact=str(fields.get("exact", "")),
            prefix=str(fields.get("prefix", "")),
            suffix=str(fields.get("suffix", "")),
            state=word_or(AnchorState, fields.get("state", AnchorState.EXACT), AnchorState.SUSPECT),
            kept=fields.get("kept") is True,
        )

    def to_fields(self) -> dict[str, Any]:
        """Return the fields to store, empty ones left out."""
        stored: dict[str, Any] = {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "exact": self.exact,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "state": self.state.value,
        }
        if self.kept:
            stored["kept"] = True
        return {name: value for name, value in stored.items() if value != ""}
