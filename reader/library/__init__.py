"""The use cases: add, open, annotate, undo, export; what every face calls.

The names below are loaded when they are first asked for, so that importing the package is free.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.library.adding import Added as Added
    from reader.library.article_view import PersonChoice as PersonChoice
    from reader.library.codebook import tag_path as tag_path
    from reader.library.events import Changed as Changed
    from reader.library.events import Event as Event
    from reader.library.events import Failed as Failed
    from reader.library.events import Saved as Saved
    from reader.library.events import Skipped as Skipped
    from reader.library.history import History as History
    from reader.library.history import Undone as Undone
    from reader.library.library import Library as Library
    from reader.library.listing import ArticleRow as ArticleRow
    from reader.library.session import ArticleSession as ArticleSession

_HOMES = {
    "Added": "adding",
    "ArticleRow": "listing",
    "ArticleSession": "session",
    "Changed": "events",
    "Event": "events",
    "Failed": "events",
    "History": "history",
    "Library": "library",
    "PersonChoice": "article_view",
    "Saved": "events",
    "Skipped": "events",
    "Undone": "history",
    "tag_path": "codebook",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    """Load a name of the package from the module that defines it."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
