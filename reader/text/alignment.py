"""Where a stretch of text that is not quite the one looked for begins and ends.

Distances of Levenshtein by the bit-parallel recurrence of Myers (1999) in the form of Hyyrö
(2003). A column of the matrix is one integer, so the pattern may have any length and any letters.
"""

from collections.abc import Iterable

_EDGE = 64
"""Code points at an edge of a quotation that tell where the edge is."""


def distances(pattern: str, text: Iterable[str]) -> list[int]:
    """Return the distance of a pattern to whatever ends at each offset and is nearest to it.

    The list has one entry more than the text: the first is for its beginning.
    """
    masks: dict[str, int] = {}
    for place, character in enumerate(pattern):
        masks[character] = masks.get(character, 0) | 1 << place
    score = len(pattern)
    found = [score]
    full = (1 << score) - 1
    last = 1 << score >> 1
    rises, falls = full, 0
    for character in text:
        equal = masks.get(character, 0)
        vertical = equal | falls
        horizontal = (((equal & rises) + rises) ^ rises) | equal
        rising = falls | full & ~(horizontal | rises)
        falling = rises & horizontal
        if rising & last:
            score += 1
        elif falling & last:
            score -= 1
        rising <<= 1
        rises = full & (falling << 1 | ~(vertical | rising))
        falls = rising & vertical
        found.append(score)
    return found


def boundary(before: str, after: str, window: str, inner: str) -> list[int]:
    """Return for each offset of a window how badly it parts `before` from `after`.

    Args:
        before: What stands in front of the boundary.
        after: What stands behind it.
        window: The text around it.
        inner: `before` or `after`: the one of them that is of the quotation. The other is of its
            context, which may have changed altogether, and then says nothing.
    """
    before, after = before[-_EDGE:], after[:_EDGE]
    left = distances(before, window)
    right = distances(after[::-1], window[::-1])[::-1]
    outer_size = len(after if inner == "before" else before)
    inner_size = len(before if inner == "before" else after)
    most = min(outer_size // 2, inner_size // 3)
    if inner == "before":
        return [one + min(other, most) for one, other in zip(left, right, strict=True)]
    return [min(one, most) + other for one, other in zip(left, right, strict=True)]


def lacking(context: str, present: str) -> int:
    """Return the distance of a context to whatever begins where the text beside a place does."""
    # A search may begin anywhere. Reversed, the nearest stretch ends where the text began.
    return distances(context[::-1], present[::-1])[-1] if context else 0
