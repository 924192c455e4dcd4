"""Finding the words of many annotations in a long text that has changed."""

import random
import time

from reader.model.anchor import Anchor, AnchorState
from reader.text.document import Document, Range
from tests.benchmarks.generated import prose
from tests.benchmarks.report import Row, milliseconds

_SIZE = 3_000_000
_ANNOTATIONS = 1_000
_ACCENTS = str.maketrans("eiou", "éïöü")


def anchoring() -> list[Row]:
    """Find 1,000 annotations in 3 MB of changed text: processor time, with all preparations."""
    text = prose(_SIZE)
    return [_row("3 MB", text), _row("3 MB with accents", text.translate(_ACCENTS))]


def _row(at: str, text: str) -> Row:
    from reader.text.anchoring import describe
    from reader.text.relocation import Relocation

    rng = random.Random(3)
    before = Document(text, ())
    starts = sorted(rng.sample(range(0, len(text) - 400, 400), _ANNOTATIONS))
    anchors = [describe(before, "0" * 12, Range(at, at + rng.randint(30, 300))) for at in starts]
    after = Document(_changed(text, anchors, rng), ())
    began = time.process_time()
    relocation = Relocation(after)
    found = [relocation.locate(anchor) for anchor in anchors]
    spent = time.process_time() - began
    states = [each[1] if each else AnchorState.ORPHAN for each in found]
    counts = ", ".join(f"{states.count(each)} {each}" for each in AnchorState if each in states)
    return Row("1,000 annotations found again", at, {"ours": milliseconds(spent)}, counts, "< 5 s")


def _changed(text: str, anchors: list[Anchor], rng: random.Random) -> str:
    """Return the text with an addition above; a third of the quotations misspelt, a third gone."""
    pieces = ["An addition above everything. "]
    reached = 0
    for anchor in anchors:
        pieces.append(text[reached : anchor.start])
        what = rng.randrange(3)
        words = anchor.exact if what != 1 else ""
        if what == 2:
            for _ in range(max(1, len(words) // 20)):
                spot = rng.randrange(1, len(words) - 1)
                words = words[:spot] + rng.choice("xyz") + words[spot + 1 :]
        pieces.append(words)
        reached = anchor.end
    return "".join(pieces) + text[reached:]
