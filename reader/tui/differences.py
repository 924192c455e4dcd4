"""Where two long sequences of the same objects differ, told in a fraction of a millisecond."""

from collections.abc import Sequence
from itertools import compress, count
from operator import is_not


def stretch_replaced(before: Sequence[object], after: Sequence[object]) -> tuple[int, int, int]:
    """Return what was put in the place of what: `after[a:c]` in that of `before[a:b]`.

    Outside of these both hold the very same objects.

    Returns:
        `a`, `b` and `c`; all objects between are meant, also where some of them are the same.
    """
    limit = min(len(before), len(after))
    first = next(compress(count(), map(is_not, before, after)), limit)
    same = next(compress(count(), map(is_not, reversed(before), reversed(after))), limit)
    same = min(same, limit - first)
    return first, len(before) - same, len(after) - same
