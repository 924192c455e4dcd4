"""What no face writes, but an import or another program may: the article itself, notes on it."""

import shutil
from typing import Any

from reader.library import Library
from reader.model.stamps import new_id, utc_now
from reader.paths import Places
from reader.storage.base import Change


def set_about(library: Library, article: str, name: str, value: Any) -> None:
    """Write one field of the article itself."""
    library.history.change([Change(f"articles/{article}", "article", article, name, value)])


def note_on_article(library: Library, article: str, note: str) -> str:
    """Make an annotation on an article as a whole; return its id."""
    annotation = new_id()
    fields = {"created": utc_now(), "kind": "highlight", "note": note}
    library.history.change(
        Change(f"articles/{article}", "annotations", annotation, name, value)
        for name, value in fields.items()
    )
    return annotation


def copied_library(source: Places, target: Places) -> None:
    """Have another device start with the same library."""
    shutil.copytree(source.library, target.library)


def edited_fields(library: Library) -> dict[tuple[str, str, str, str], Any]:
    """Return every field of every standing document in memory, without what merging is done by."""
    return {
        (file, table, name, field): value
        for file in library.copy.held()
        for table, documents in library.copy.tables(file).items()
        if table != "meta"
        for name, document in documents.items()
        if "deleted" not in document
        for field, value in document.items()
        if field not in ("stamps", "notes_past", "id", "created")
    }
