"""Which of some names a person means by the few letters typed so far."""

from collections.abc import Sequence


def matching(typed: str, names: Sequence[str]) -> list[int]:
    """Return the places in `names` of those that fit `typed`, best first.

    The same name comes first, then names that start with it, names with a word that does, names
    that hold it, names that hold its letters in order. Case makes no difference; ties keep the
    order given. Nothing typed fits every name.
    """
    wanted = typed.strip().casefold()
    if not wanted:
        return list(range(len(names)))
    ranked = [(_rank(wanted, name.casefold()), place) for place, name in enumerate(names)]
    return [place for rank, place in sorted(ranked) if rank < _NO_FIT]


def completion(typed: str, names: Sequence[str]) -> str | None:
    """Return the first name that `typed` is the beginning of, or None."""
    wanted = typed.casefold()
    if not wanted:
        return None
    return next((name for name in names if _extends(name.casefold(), wanted)), None)


def same_name(typed: str, names: Sequence[str]) -> str | None:
    """Return the name that is `typed` but for case, or None; the same case goes first."""
    if typed in names:
        return typed
    wanted = typed.casefold()
    return next((name for name in names if name.casefold() == wanted), None)


_NO_FIT = 5


def _extends(name: str, wanted: str) -> bool:
    return len(name) > len(wanted) and name.startswith(wanted)


def _rank(wanted: str, name: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if any(word.startswith(wanted) for word in name.replace("/", " ").replace("-", " ").split()):
        return 2
    if wanted in name:
        return 3
    letters = iter(name)
    return 4 if all(letter in letters for letter in wanted) else _NO_FIT
