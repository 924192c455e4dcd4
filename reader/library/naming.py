"""Which article a person means by what they typed."""

from collections.abc import Callable, Sequence

from reader.errors import AmbiguousError, NotFoundError
from reader.text.canonical import clean_line

_CANDIDATES = 5
_CELLS = 60


def article_meant(
    name: str, *, is_there: Callable[[str], bool], meant_by: Callable[[str], Sequence[str]]
) -> str:
    """Return the id of the article meant by it, the first letters of it, or a piece of its title.

    Args:
        name: What was typed.
        is_there: Tells whether this is the id of an article.
        meant_by: Returns the ids of those that may be meant.

    Raises:
        NotFoundError: none is meant.
        AmbiguousError: several are; the sentence names them.
    """
    wanted = clean_line(name).casefold()
    if not wanted:
        raise NotFoundError("An article is named by its id or a piece of its title.")
    if is_there(wanted):
        return wanted
    found = meant_by(wanted)
    shown = clean_line(name, _CELLS)
    if not found:
        raise NotFoundError(f"No article is called “{shown}”; see reader list.")
    if len(found) > 1:
        names = ", ".join(found[:_CANDIDATES])
        more = f" and {len(found) - _CANDIDATES} more" if len(found) > _CANDIDATES else ""
        raise AmbiguousError(f"“{shown}” could be {names}{more}; give more of the id.")
    return found[0]
