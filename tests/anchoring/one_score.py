"""An engine that folds quotation and context into one score, as a known system does.

It is here to be caught: a right context makes up for other words, and the words for a wrong one.
"""

from collections.abc import Callable

from rapidfuzz.fuzz import partial_ratio_alignment, ratio

from reader.model.anchor import Anchor, AnchorState
from reader.text.document import Document, Range
from tests.anchoring.measuring import Found

_WEIGHTS = {"quote": 50, "prefix": 20, "suffix": 20}
_ENOUGH = 0.6


def one_score(document: Document) -> Callable[[Anchor], Found]:
    """Return what finds anchors in a document."""
    text = document.text

    def locate(anchor: Anchor) -> Found:
        if text[anchor.start : anchor.end] == anchor.exact:
            return Range(anchor.start, anchor.end), AnchorState.EXACT
        start = text.find(anchor.exact)
        end = start + len(anchor.exact)
        if start < 0:
            found = partial_ratio_alignment(anchor.exact, text)
            if found is None:
                return None
            start, end = found.dest_start, found.dest_end
        scores = {
            "quote": ratio(anchor.exact, text[start:end]),
            "prefix": ratio(anchor.prefix, text[max(0, start - len(anchor.prefix)) : start]),
            "suffix": ratio(anchor.suffix, text[end : end + len(anchor.suffix)]),
        }
        weighed = sum(_WEIGHTS[name] * score for name, score in scores.items())
        sure = weighed / sum(_WEIGHTS.values()) / 100 >= _ENOUGH
        return Range(start, end), AnchorState.FUZZY if sure else AnchorState.SUSPECT

    return locate
