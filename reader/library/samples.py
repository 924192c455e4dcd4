"""The articles that come with the program, put into a library once."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model.stamps import utc_now

if TYPE_CHECKING:
    from reader.library.library import Library

_META = "meta"
_DOCUMENT = "samples"
_FIELD = "seeded"
_EXTENSIONS = frozenset({".txt", ".md", ".html"})
_NO_ARTICLES = frozenset({"readme", "license"})


def is_seeded(library: "Library") -> bool:
    """Tell whether the samples were put in before, even if they were removed since."""
    fields = library.copy.table("library", _META).get(_DOCUMENT, {})
    return _FIELD in fields


def seed(library: "Library") -> None:
    """Put the samples in and remember that.

    Raises:
        ReaderError: the folder of samples is missing, or the disk refuses.
    """
    from reader.storage.base import Change

    for path in _files():
        library.add(path.read_bytes(), path.name, sample=True)
    change = Change("library", _META, _DOCUMENT, _FIELD, utc_now())
    library.call(lambda: library.records.apply([change]))
    library.copy.refresh("library", library.history.unsaved("library"))


def _files() -> Iterator[Path]:
    from reader.paths import resource_folder

    for path in sorted(resource_folder("sample_articles").iterdir()):
        if path.suffix in _EXTENSIONS and path.stem.casefold() not in _NO_ARTICLES:
            yield path
