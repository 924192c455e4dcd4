"""What has a tag, anywhere in the library: counted from the index, and as records have it.

What was changed in this run is counted as it stands in memory. Where the index has not read
everything, the records are gone through, one after the other, and none is kept in memory.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.library.annotation_ids import ARTICLES, files_with
from reader.library.sightings import ANNOTATIONS
from reader.library.whereabouts import changed_articles
from reader.storage.base import Change

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.storage.base import Fields, Tables

ARTICLE = "article"


class Bearers(NamedTuple):
    """What has a tag or one below it.

    Attributes:
        paths: The paths that were given, as they were given.
        annotated: By article, how many of its standing annotations have one of them.
        shelved: The articles that have one of them themselves.
    """

    paths: set[str]
    annotated: dict[str, int]
    shelved: set[str]

    @property
    def articles(self) -> list[str]:
        """The articles in which something has the tag, sorted."""
        return sorted(self.annotated.keys() | self.shelved)


def is_below(path: str, other: str) -> bool:
    """Tell whether a path is below another one."""
    return path.startswith(f"{other}/")


def bearers(library: "Library", path: str) -> Bearers:
    """Return what has a tag, by its present path, or one below it."""
    current = library.tags.current

    def wanted(given: str) -> bool:
        now = current(given)
        return now == path or is_below(now, path)

    found = Bearers(set(), {}, set())
    listing = library.listing
    if listing.complete:
        empty: dict[str, int] = {}
        nothing: list[str] = []
        shelves = listing.shelves
        given = set(filter(wanted, listing.at_once(shelves.given, nothing)))
        found.annotated.update(listing.at_once(lambda: shelves.annotated(given), empty))
        found.shelved.update(listing.at_once(lambda: shelves.tagged(given), nothing))
        if found.annotated or found.shelved:
            found.paths.update(given)
        looked_at = changed_articles(library)
    else:
        looked_at = list(_scanned(library, path))
    for article in looked_at:
        found.annotated.pop(article, None)
        found.shelved.discard(article)
        _look(library, article, wanted, found)
    return found


def counts(library: "Library") -> dict[str, int]:
    """Return by path, as it is now, how many standing annotations have it, as far as is known.

    At once: of the records that are not in memory as the index has read them.
    """
    nothing: dict[str, int] = {}
    shelves, changed = library.listing.shelves, changed_articles(library)
    known = Counter(library.listing.at_once(lambda: shelves.counts(changed), nothing))
    for article in changed:
        tables = library.copy.tables(ARTICLES + article)
        if "deleted" not in tables.get(ARTICLE, {}).get(article, {"deleted": True}):
            for fields in tables.get(ANNOTATIONS, {}).values():
                known.update(() if "deleted" in fields else fields.get("tags", ()))
    found: Counter[str] = Counter()
    for given, number in known.items():
        found[library.tags.current(given)] += number
    return dict(found)


def altered(file: str, tables: "Tables", become: Callable[[str], str | None]) -> list[Change]:
    """Return the changes that give what a record holds other tags.

    What was deleted keeps its own.

    Args:
        file: The record.
        tables: Its tables.
        become: Returns the path a stored one becomes, None if it is to go.
    """
    article = file.removeprefix(ARTICLES)
    if "deleted" in tables.get(ARTICLE, {}).get(article, {"deleted": True}):
        return []
    changes: list[Change] = []
    for table in (ANNOTATIONS, ARTICLE):
        for document, fields in tables.get(table, {}).items():
            tags = fields.get("tags")
            if not tags or "deleted" in fields:
                continue
            # What goes may be what another becomes.
            wanted = set(filter(None, map(become, tags)))
            changes += [
                Change(file, table, document, f"tags/{path}", True if path in wanted else None)
                for path in sorted(wanted ^ tags.keys())
            ]
    return changes


def _scanned(library: "Library", path: str) -> Iterator[str]:
    # As in a record: a tag is a key there, and those below it begin like it.
    names = [path, *library.tags.former(path)]
    found = set(changed_articles(library))
    for name in names:
        words = json.dumps(name, ensure_ascii=False)[:-1].encode()
        found.update(file.removeprefix(ARTICLES) for file in files_with(library, words))
    yield from sorted(found)


def _look(library: "Library", article: str, wanted: Callable[[str], bool], found: Bearers) -> None:
    file = ARTICLES + article
    try:
        held = library.copy.holds(file)
        tables = library.copy.tables(file) if held else library.records.read(file)
    except ReaderError:
        return
    own = tables.get(ARTICLE, {}).get(article)
    if own is None or "deleted" in own:
        return

    def has(fields: "Fields") -> bool:
        given = [] if "deleted" in fields else list(filter(wanted, fields.get("tags", ())))
        found.paths.update(given)
        return bool(given)

    number = sum(map(has, tables.get(ANNOTATIONS, {}).values()))
    if number:
        found.annotated[article] = number
    if has(own):
        found.shelved.add(article)
