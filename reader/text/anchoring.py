"""Say where words are so that they are found again, and find them again.

W3C text quote and text position selectors. The quotation and its context are judged apart: a
right quotation in a wrong context is a lookalike, unless it is long enough to stand alone.
"""

from reader.model.anchor import Anchor, AnchorState
from reader.text.document import Document, Range

CONTEXT = 32
"""Code points of prefix and suffix."""


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
    """Find the words of an anchor in a document, or None if nothing like them is in it.

    `EXACT`: at their position, in their context. `MOVED`: elsewhere, and surely them. `FUZZY`: a
    few letters changed, no number, name or negation. `SUSPECT`: there is something like them, and
    a person has to look. `Relocation` does the same for many anchors in less time.
    """
    from reader.text.relocation import Relocation

    return Relocation(document).locate(anchor)
