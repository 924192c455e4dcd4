"""What no face writes, but an import or another program may: the article itself, notes on it."""

from reader.library import Library
from reader.model.stamps import new_id, utc_now
from reader.storage.base import Change


def set_about(library: Library, article: str, name: str, value: str) -> None:
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
