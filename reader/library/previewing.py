"""One sighting and all that is known of its claim, as far as it takes no time to read."""

from typing import TYPE_CHECKING, NamedTuple

from reader.index.conditions import Field, Is
from reader.library.claim_surroundings import Tally, tally_of
from reader.model.claim import Claim
from reader.text.segment import sentences

if TYPE_CHECKING:
    from reader.index.annotations import AnnotationRow
    from reader.library.library import Library

_SIGHTINGS = 20
_AROUND = 600
"""Characters of the paragraph that are looked at on either side of the words."""


class Context(NamedTuple):
    """Words where they stand; all texts are as stored, to be cleaned when shown.

    Attributes:
        before: What goes before them in their paragraph, from the beginning of a sentence.
        words: The words.
        after: What follows, to the end of a sentence.
    """

    before: str
    words: str
    after: str


class Preview(NamedTuple):
    """What can be seen of a sighting without opening its article.

    Attributes:
        row: The sighting.
        context: Its words where they stand.
        claim: Its claim, None if it is a sighting of none, or that one cannot be read.
        evidence: How much evidence the claim has.
        others: Other sightings of the claim, the latest first, not all of very many.
        number: How many sightings the claim has, this one included.
    """

    row: "AnnotationRow"
    context: Context
    claim: Claim | None
    evidence: Tally
    others: tuple["AnnotationRow", ...]
    number: int


def preview(library: "Library", row: "AnnotationRow") -> Preview:
    """Return what is known of a sighting; to be asked through `listing.at_once`, in any thread.

    Raises:
        IndexLost: the index cannot be trusted.
        Interrupted: it was broken off.
    """
    annotations = library.listing.annotations
    claim = library.claims.get(row.claim) if row.claim else None
    evidence = tally_of(claim) if claim else Tally()
    others: tuple[AnnotationRow, ...] = ()
    number = 1
    if row.claim:
        found = annotations.sightings(row.claim, _SIGHTINGS + 1)
        others = tuple(each for each in found if each.number != row.number)[:_SIGHTINGS]
        number = len(found)
        if number > _SIGHTINGS:
            number = annotations.count(Is(Field.CLAIM, row.claim))
    return Preview(row, _context(library, row), claim, evidence, others, number)


def _context(library: "Library", row: "AnnotationRow") -> Context:
    alone = Context("", row.quotation, "")
    if row.start is None or row.end is None:
        return alone
    found = library.listing.annotations.paragraph(row.number)
    if found is None:
        return alone
    begin, text = found
    start, end = row.start - begin, row.end - begin
    if not text.startswith(row.quotation[: len(text) - start], start):
        return alone
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    known = sentences(text, first, last)
    touching = [one for one in known if one.end > start and one.start < end]
    if not touching:
        return alone
    # One sentence more before and after says what the words are about.
    places = known.index(touching[0]), known.index(touching[-1])
    before = text[known[max(0, places[0] - 1)].start : start]
    after = text[end : known[min(len(known) - 1, places[1] + 1)].end] if end < last else ""
    return Context(before, row.quotation, after)
