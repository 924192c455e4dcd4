"""Which names fit what is being typed: as a prefix, at the start of a word, or letter by letter."""

import re
from collections.abc import Iterable

_BY_LETTER = 3
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
    if wanted in name:
        starts = _WORD_STARTS.finditer(name)
        return 1 if any(name.startswith(wanted, match.start()) for match in starts) else 2
    letters = iter(name)
    return _BY_LETTER if all(letter in letters for letter in wanted) else None


def path_rank(wanted: str, path: str) -> int | None:
    """Return how well a path fits, as `rank`; parts of it may be typed with a letter or two each.

    So `hl/va` finds `health/vaccines`: each part begins where one of the path does.
    """
    fit = rank(wanted, path)
    parts = wanted.split("/")
    if len(parts) < 2 or (fit is not None and fit < _BY_LETTER):
        return fit
    names = iter(path.split("/"))
    by_parts = all(any(_begins(part, name) for name in names) for part in parts)
    return _BY_LETTER if by_parts else None if fit is None else _BY_LETTER + 1


def _begins(wanted: str, name: str) -> bool:
    """Tell whether a name has these letters in their order, the first of them first."""
    return name[:1] == wanted[:1] and rank(wanted, name) is not None
