"""The annotations changed in this run by the claim they are of: what the index may not know yet."""

import threading
from collections import defaultdict
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.library.annotation_ids import ARTICLES, Place
from reader.library.sightings import ANNOTATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.library.working_copy import WorkingCopy


class ChangedSightings:
    """Keeps up with what changes in memory whenever it is asked; may be asked from any thread.

    Going through thousands of changed annotations takes longer than a key may.
    """

    def __init__(self, copy: "WorkingCopy") -> None:
        """Follow the records in memory."""
        self._copy = copy
        self._lock = threading.Lock()
        self._changes = 0
        self._versions: dict[str, int] = {}
        self._claims: dict[str, dict[str, str]] = {}
        self._places: defaultdict[str, set[Place]] = defaultdict(set)

    def of(self, claims: "Iterable[str]") -> set[Place]:
        """Return the changed annotations that are sightings of these claims now."""
        with self._lock:
            self._keep_up()
            return {place for claim in claims for place in self._places.get(claim, ())}

    def has(self, place: Place) -> bool:
        """Tell whether an annotation was changed when `of` was asked last."""
        return place.annotation in self._claims.get(place.article, {})

    def _keep_up(self) -> None:
        changes = self._copy.changes
        if changes == self._changes:
            return
        held = {file for file in self._copy.held() if file.startswith(ARTICLES)}
        for file in self._versions.keys() - held:
            self._forget(file)
        for file in held:
            version = self._copy.version(file)
            known = self._versions.get(file, 0)
            if version == known:
                continue
            changed = self._copy.changed_since(file, known)
            try:
                table = self._copy.table(file, ANNOTATIONS)
            except ReaderError:
                continue
            if changed is None:
                self._forget(file)
                some = list(table)
            else:
                some = [one for name, one in changed if name == ANNOTATIONS]
            for annotation in some:
                fields = table.get(annotation) or {}
                claim = "" if "deleted" in fields else str(fields.get("claim", ""))
                self._take(file, annotation, claim)
            self._versions[file] = version
        self._changes = changes

    def _take(self, file: str, annotation: str, claim: str) -> None:
        article = file.removeprefix(ARTICLES)
        place = Place(article, annotation)
        claims = self._claims.setdefault(article, {})
        self._places[claims.get(annotation, "")].discard(place)
        claims[annotation] = claim
        if claim:
            self._places[claim].add(place)

    def _forget(self, file: str) -> None:
        self._versions.pop(file, None)
        article = file.removeprefix(ARTICLES)
        for annotation, claim in self._claims.pop(article, {}).items():
            self._places[claim].discard(Place(article, annotation))
