"""Texts without what editors and typesetters change, each character where it was.

Unlike `reader.text.letters` this keeps offsets: each character becomes one character.
"""

from reader.text.letters import letters


class _Folds(dict[int, str]):
    """A table for `str.translate` that takes each character to one, so that offsets stay."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = letters(case=True, accents=True)[code][:1] or character
        self[code] = folded = " " if character.isspace() else folded
        return folded


_FOLDS = _Folds(
    (ord(mark), plain)
    for marks, plain in (("«»„“”‟″", '"'), ("‘’‚‛‹›`´′", "'"), ("‐‑‒–—―−⸺﹣－", "-"))
    for mark in marks
)


def flatten(text: str) -> str:
    """Return a text of the same length without case, accents and kinds of quotation marks."""
    return text.translate(_FOLDS)


def agreeing(wanted: str, present: str) -> int:
    """Return how many characters two strings have in common from their beginning."""
    for place, (ours, theirs) in enumerate(zip(wanted, present, strict=False)):
        if ours != theirs:
            return place
    return min(len(wanted), len(present))
