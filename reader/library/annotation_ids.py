"""Annotations by the first letters of their id, wherever in the library they are."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import AmbiguousError, NotFoundError, ReaderError
from reader.library.sightings import ANNOTATIONS
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.library import Library

ARTICLES = "articles/"
_IDENTITY = re.compile(r"[0-9a-f][0-9a-f-]{3,35}")
_CANDIDATES = 5


class Place(NamedTuple):
    """Where an annotation is: the ids of its article and itself."""

    article: str
    annotation: str


def is_like_an_id(name: str) -> bool:
    """Tell whether a name can be the beginning of an annotation's id, at least four letters."""
    return _IDENTITY.fullmatch(name.casefold()) is not None


def files_with(library: "Library", words: bytes) -> Iterator[str]:
    """Yield the records of articles that have these bytes; those that cannot be read do not."""
    for file in library.records.files(ARTICLES):
        try:
            if words in library.records.path(file).read_bytes():
                yield file
        except OSError:
            continue


def find_annotation(library: "Library", name: str) -> Place:
    """Return the annotation meant by its id or the first letters of it, deleted or not.

    One that is in no record any more may be in a backup.

    Raises:
        NotFoundError: none is meant.
        AmbiguousError: several are; the sentence names them.
    """
    start = name.casefold()
    found = set(_in_records(library, start)) if is_like_an_id(start) else set()
    if not found and is_like_an_id(start):
        found = set(_in_backups(library, start))
    if not found:
        raise NotFoundError(
            f"No annotation's id begins with “{clean_line(name, 40)}”; "
            "reader notes --json prints the ids."
        )
    if len(found) > 1:
        names = ", ".join(sorted(place.annotation for place in found)[:_CANDIDATES])
        more = f" and {len(found) - _CANDIDATES} more" if len(found) > _CANDIDATES else ""
        raise AmbiguousError(f"“{clean_line(name)}” could be {names}{more}; give more of the id.")
    return found.pop()


def _in_records(library: "Library", start: str) -> Iterator[Place]:
    for file in files_with(library, f'"{start}'.encode()):
        try:
            annotations = library.copy.table(file, ANNOTATIONS)
        except ReaderError:
            continue
        yield from _matching(file, start, annotations)


def _in_backups(library: "Library", start: str) -> Iterator[Place]:
    from reader.library.restore_plan import record_of

    kept = library.records.backups
    for file in kept.files():
        versions = kept.versions(file) if file.startswith(ARTICLES) else []
        for version in versions:
            tables = record_of(version) or {}
            yield from _matching(file, start, tables.get(ANNOTATIONS, {}))


def _matching(file: str, start: str, annotations: Iterable[str]) -> Iterator[Place]:
    for annotation in annotations:
        if annotation.startswith(start):
            yield Place(file.removeprefix(ARTICLES), annotation)
