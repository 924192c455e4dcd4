"""Which names fit what is being typed: as a prefix, at the start of a word, or letter by letter."""

import re
from collections.abc import Iterable

_WORD_STARTS = re.compile(r"(?<![^\W_])[^\W_]")


def best_matches(text: str, names: Iterable[str], limit: int) -> list[str]:
    """Return the names that fit `text`, the closest first, else in the order given.

    A name fits if it starts with the text, if one of its words does, if it holds the text, or if
    it has the letters of the text in their order. Case is ignored. An empty text fits all.
    """
    wanted = text.casefold().strip()
    ranked = sorted(
        (place, order, name)
        for order, name in enumerate(names)
        if (place := rank(wanted, name.casefold())) is not None
    )
    return [name for _, _, name in ranked[:limit]]


def rank(wanted: str, name: str) -> int | None:
    """Return how well a name fits, 0 best, or None; both are given without difference of case."""
    if name.startswith(wanted):
        return 0
    if any(name.startswith(wanted, match.start()) for match in _WORD_STARTS.finditer(name)):
        return 1
    if wanted in name:
        return 2
    letters = iter(name)
    return 3 if all(letter in letters for letter in wanted) else None
