"""Annotations anywhere in the library by what is written in them, as they stand in memory.

The index says where to look; where it has not read everything, the records are gone through.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.index.annotations import AnnotationOrder
from reader.library.annotation_ids import ARTICLES, Place, files_with
from reader.library.sightings import ANNOTATIONS

if TYPE_CHECKING:
    from reader.index.conditions import Condition
    from reader.library.library import Library
    from reader.storage.base import Fields


class Stored(NamedTuple):
    """A standing annotation of an article that is not in the trash, as its record has it."""

    article: str
    annotation: str
    fields: "Fields"


def annotations_with(
    library: "Library",
    wanted: Callable[["Fields"], bool],
    condition: "Condition",
    words: Collection[bytes],
    changed: Callable[[], Iterable[Place]],
) -> list[Stored]:
    """Return the standing annotations that are wanted, article by article, those of one in order.

    Args:
        library: The library.
        wanted: Tells whether a stored annotation is.
        condition: What the index is asked for: all that are wanted, and maybe others.
        words: Bytes one of which each record holds that has a wanted one.
        changed: Returns the wanted ones among those changed in this run, which the index may not
            have as they stand.
    """
    listing = library.listing
    if listing.complete:
        nowhere: list[Place] = []
        places = listing.at_once(lambda: _indexed(library, condition), nowhere)
        places += changed()
    else:
        places = list(_scanned(library, wanted, words))
    found: list[Stored] = []
    for place in sorted(set(places)):
        fields = _standing(library, place)
        if fields is not None and wanted(fields):
            found.append(Stored(*place, fields))
    return found


def changed_annotations(library: "Library") -> Iterator[Place]:
    """Yield the annotations changed in this run, which the index may not have as they stand."""
    copy = library.copy
    for file in copy.held():
        if not file.startswith(ARTICLES):
            continue
        article = file.removeprefix(ARTICLES)
        changed = copy.changed_since(file, 0)
        if changed is None:
            yield from (Place(article, each) for each in list(copy.table(file, ANNOTATIONS)))
        else:
            yield from (Place(article, each) for table, each in changed if table == ANNOTATIONS)


def changed_articles(library: "Library") -> list[str]:
    """Return the ids of the articles changed in this run."""
    held = (file for file in library.copy.held() if file.startswith(ARTICLES))
    return [file.removeprefix(ARTICLES) for file in held if library.copy.version(file)]


def is_in_trash(library: "Library", article: str) -> bool:
    """Tell whether an article is in the trash, or is not there at all."""
    try:
        return library.copy.document(ARTICLES + article, "article", article) is None
    except (ReaderError, ValueError):
        return False


def _indexed(library: "Library", condition: "Condition") -> list[Place]:
    annotations = library.listing.annotations
    numbers = annotations.arrange(condition, AnnotationOrder.PLACE)
    return [Place(row.article, row.id) for row in annotations.rows(numbers)]


def _scanned(
    library: "Library", wanted: Callable[["Fields"], bool], words: Collection[bytes]
) -> Iterator[Place]:
    files = {file for each in words for file in files_with(library, each)}
    files.update(ARTICLES + article for article in changed_articles(library))
    for file in files:
        try:
            annotations = library.copy.table(file, ANNOTATIONS)
        except ReaderError:
            continue
        for annotation, fields in annotations.items():
            if wanted(fields):
                yield Place(file.removeprefix(ARTICLES), annotation)


def _standing(library: "Library", place: Place) -> "Fields | None":
    try:
        if is_in_trash(library, place.article):
            return None
        return library.copy.document(ARTICLES + place.article, ANNOTATIONS, place.annotation)
    except ReaderError:
        return None
