"""Which of some names a person means by the few letters typed so far."""

from collections.abc import Sequence

from reader.library.matching import rank


def matching(typed: str, names: Sequence[str]) -> list[int]:
    """Return the places in `names` of those that fit `typed`, best first.

    The same name comes first, then as `rank` orders them; ties keep the order given. Case makes
    no difference. Nothing typed fits every name.
    """
    wanted = typed.strip().casefold()
    if not wanted:
        return list(range(len(names)))
    ranked = []
    for place, name in enumerate(names):
        fit = rank(wanted, name.casefold())
        if fit is not None:
            ranked.append((name.casefold() != wanted, fit, place))
    return [place for _, _, place in sorted(ranked)]


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


def _extends(name: str, wanted: str) -> bool:
    return len(name) > len(wanted) and name.startswith(wanted)
