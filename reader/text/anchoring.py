"""Say where words are so that they are found again, and find them again.

W3C text quote and text position selectors. The quotation and its context are judged apart: a
right quotation in a wrong context is a lookalike, unless it is long enough to stand alone.
"""

from reader.model.anchor import Anchor, AnchorState
from reader.text.document import Document, Range

CONTEXT = 32
"""Code points of prefix and suffix."""

_STANDS_ALONE = 32
_CONTEXT_AGREES = 0.5


def describe(document: Document, text_hash: str, found: Range) -> Anchor:
    """Return the anchor of a range of the text version named by the 12 hex digits `text_hash`.

    Raises:
        ValueError: the range is not within the text.
    """
    text, (start, end) = document.text, found
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start} to {end} is no range of a text of {len(text)} characters")
    return Anchor(
        text=text_hash,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def occurrences(text: str, quote: str) -> list[Range]:
    """Return every place of a quotation, overlapping ones too; any white space matches any.

    An empty quotation, or one of white space, has no place.
    """
    words = quote.split()
    if not words:
        return []
    from reader.text.find import phrase

    pattern = phrase(words)
    found: list[Range] = []
    match = pattern.search(text)
    while match:
        found.append(Range(*match.span()))
        match = pattern.search(text, match.start() + 1)
    return found


def locate(document: Document, anchor: Anchor) -> tuple[Range, AnchorState] | None:
    """Find the words of an anchor in a document, or None if they are not in it word for word.

    `EXACT`: at their position, in their context. `MOVED`: elsewhere, and surely them. `SUSPECT`:
    the same words, but the context tells otherwise and the quotation is too short, or stands in
    too many places, to do without it.
    """
    text = document.text
    place = Range(anchor.start, anchor.end)
    at_place = 0 <= place.start <= place.end and text[place.start : place.end] == anchor.exact
    if at_place and _agreement(text, place, anchor) >= _CONTEXT_AGREES:
        return place, AnchorState.EXACT
    found = occurrences(text, anchor.exact)
    if not found:
        return None
    best = max(
        found,
        key=lambda each: (_agreement(text, each, anchor), -abs(each.start - anchor.start)),
    )
    agrees = _agreement(text, best, anchor) >= _CONTEXT_AGREES and (
        len(found) == 1 or anchor.prefix or anchor.suffix
    )
    alone = len(found) == 1 and len(anchor.exact) >= _STANDS_ALONE
    if not (agrees or alone):
        return best, AnchorState.SUSPECT
    return best, AnchorState.EXACT if at_place and best == place else AnchorState.MOVED


def _agreement(text: str, found: Range, anchor: Anchor) -> float:
    """Return how much of an anchor's context stands around a range, from 0 to 1.

    Counted outwards from the quotation, to the first difference; white space is all one.
    """
    expected = 0
    agreeing = 0
    around = (
        (anchor.prefix[::-1], text[max(0, found.start - 2 * CONTEXT) : found.start][::-1]),
        (anchor.suffix, text[found.end : found.end + 2 * CONTEXT]),
    )
    for wanted, present in around:
        wanted, present = " ".join(wanted.split()), " ".join(present.split())
        expected += len(wanted)
        for ours, theirs in zip(wanted, present, strict=False):
            if ours != theirs:
                break
            agreeing += 1
    return agreeing / expected if expected else 1.0
