"""Which of some names a person means by the few letters typed so far."""

from collections.abc import Callable, Sequence

from reader.library.matching import path_rank, rank


def matching(typed: str, names: Sequence[str]) -> list[int]:
    """Return the places in `names` of those that fit `typed`, best first.

    The same name comes first, then as `rank` orders them; ties keep the order given. Case makes
    no difference. Nothing typed fits every name.
    """
    return _matching(typed, names, rank)


def matching_paths(typed: str, paths: Sequence[str]) -> list[int]:
    """Return the places of the paths that fit `typed`, best first, as `path_rank` orders them."""
    return _matching(typed, paths, path_rank)


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


def _matching(
    typed: str, names: Sequence[str], rank_of: Callable[[str, str], int | None]
) -> list[int]:
    wanted = typed.strip().casefold()
    if not wanted:
        return list(range(len(names)))
    ranked = []
    for place, name in enumerate(names):
        fit = rank_of(wanted, name.casefold())
        if fit is not None:
            ranked.append((name.casefold() != wanted, fit, place))
    return [place for _, _, place in sorted(ranked)]
