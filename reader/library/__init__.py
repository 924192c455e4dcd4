"""The use cases: add, open, annotate, undo, export; what every face calls.

The names below are loaded when they are first asked for, so that importing the package is free.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.index.lists import SortOrder as SortOrder
    from reader.index.reconcile import Progress as Progress
    from reader.index.rows import ArticleRow as ArticleRow
    from reader.library.adding import Added as Added
    from reader.library.codebook import tag_path as tag_path
    from reader.library.events import Advanced as Advanced
    from reader.library.events import Changed as Changed
    from reader.library.events import Event as Event
    from reader.library.events import Failed as Failed
    from reader.library.events import Noticed as Noticed
    from reader.library.events import Saved as Saved
    from reader.library.events import Skipped as Skipped
    from reader.library.events import Told as Told
    from reader.library.history import History as History
    from reader.library.history import Undone as Undone
    from reader.library.library import Library as Library
    from reader.library.listing import Listing as Listing
    from reader.library.session import ArticleSession as ArticleSession
    from reader.library.sightings import Sighting as Sighting
    from reader.library.speaker_choices import PersonChoice as PersonChoice

_HOMES = {
    "Added": "reader.library.adding",
    "Advanced": "reader.library.events",
    "ArticleRow": "reader.index.rows",
    "ArticleSession": "reader.library.session",
    "Changed": "reader.library.events",
    "Event": "reader.library.events",
    "Failed": "reader.library.events",
    "History": "reader.library.history",
    "Library": "reader.library.library",
    "Listing": "reader.library.listing",
    "Noticed": "reader.library.events",
    "PersonChoice": "reader.library.speaker_choices",
    "Progress": "reader.index.reconcile",
    "Saved": "reader.library.events",
    "Sighting": "reader.library.sightings",
    "Skipped": "reader.library.events",
    "SortOrder": "reader.index.lists",
    "Told": "reader.library.events",
    "Undone": "reader.library.history",
    "tag_path": "reader.library.codebook",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    """Load a name of the package from the module that defines it."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)
