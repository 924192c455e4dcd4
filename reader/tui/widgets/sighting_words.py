"""What stands for a sighting in a list or beside it: its words, and who says them."""

from typing import TYPE_CHECKING, NamedTuple

from reader.model.annotation import SpeakerState, Voice
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.index.annotations import AnnotationRow

_AUTHOR = "the author"
_LONGEST = 400
"""Characters of a text that are looked at: more than any row shows."""


class Who(NamedTuple):
    """Who says something.

    Attributes:
        name: The name, cleaned; empty if nobody is named.
        suggested: Whether nobody has confirmed it.
    """

    name: str
    suggested: bool


def who_says(row: "AnnotationRow") -> Who:
    """Return who says the words; the author may be meant without a name."""
    name = clean_line(row.speaker_name)
    if not name and row.voice == Voice.AUTHOR and row.speaker_state:
        name = _AUTHOR
    return Who(name, bool(name) and row.speaker_state == SpeakerState.SUGGESTED)


def words_of(row: "AnnotationRow") -> str:
    """Return the words on one line; the note, or the claim, where it is about a whole article."""
    return clean_line((row.quotation or row.note or row.claim_text)[:_LONGEST])
