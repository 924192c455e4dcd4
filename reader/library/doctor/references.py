"""What records say of each other: speakers, claims, tags and evidence that are really there."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from reader.library.backups import put_back_newest
from reader.library.doctor.finding import Finding, Severity
from reader.library.sightings import ANNOTATIONS
from reader.model.stamps import utc_now
from reader.storage.base import LIBRARY, Change

if TYPE_CHECKING:
    from reader.storage.base import Fields, Tables
    from reader.storage.repository import Repository


class References:
    """What was named anywhere, and where first."""

    def __init__(self) -> None:
        """Start with nothing named."""
        self._speakers: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._claims: dict[str, str] = {}
        self._evidence: dict[str, str] = {}
        self._annotations: set[str] = set()
        self._merged: dict[str, str] = {}
        self._parts: set[tuple[str, str]] = set()

    def of_article(self, article: str, tables: "Tables") -> None:
        """Note what the annotations of an article name."""
        for key, fields in tables.get(ANNOTATIONS, {}).items():
            if "deleted" in fields:
                continue
            self._annotations.add(key)
            place = f"{article}, annotation {key}"
            self._note(self._speakers, fields.get("speaker"), place)
            self._note(self._claims, fields.get("claim"), place)
            for tag in fields.get("tags", ()):
                self._tags.setdefault(tag, place)

    def of_claim(self, claim: str, fields: "Fields") -> None:
        """Note what a claim names."""
        merged = fields.get("merged_into")
        if merged is not None:
            self._merged[claim] = merged
            self._note(self._claims, merged, claim)
        self._parts.update((claim, part) for part in fields.get("merged_from", ()))
        for evidence in fields.get("evidence", {}).values():
            self._note(self._evidence, evidence.get("annotation"), claim)

    def missing(
        self, records: "Repository", shared: "Tables", claims: Mapping[str, Any]
    ) -> Iterator[Finding]:
        """Find what was named and is not there.

        Args:
            records: The store.
            shared: The record of the library.
            claims: The claims that can be read, by id.
        """
        for speaker, place in self._speakers.items():
            if speaker not in shared.get("speakers", {}):
                what = f"Its speaker ({speaker}) is not in the library."
                yield Finding(place, what, "Say again who says it, or restore a backup.")
        for tag, place in self._tags.items():
            if tag not in shared.get("tags", {}):
                change = Change(LIBRARY, "tags", tag, "created", utc_now())
                mend = partial(records.apply, [change])
                what = f"Its tag {tag} is not in the codebook."
                yield Finding(place, what, "The tag is put there.", mend=mend)
        for claim, place in self._claims.items():
            if claim not in claims:
                file = f"claims/{claim}"
                what = f"The claim {claim} is not in the library."
                if records.backups.newest_good(file) is None:
                    yield Finding(place, what, "Restore a backup of it.")
                    continue
                remedy = "The newest good backup is put there."
                put_back = partial(put_back_newest, records, file)
                yield Finding(place, what, remedy, mend=put_back)
        for annotation, claim in self._evidence.items():
            if annotation not in self._annotations:
                what = "A piece of its evidence is an annotation that was deleted."
                remedy = "The quotation is kept with the claim; the trash has the annotation."
                yield Finding(f"claim {claim}", what, remedy, Severity.NOTICE)
        yield from self._one_sided(records, claims)
        yield from self._circles()

    def _one_sided(self, records: "Repository", claims: Mapping[str, Any]) -> Iterator[Finding]:
        """Find claims whose evidence is not found where they were merged into."""
        for part, whole in self._merged.items():
            if whole in claims and (whole, part) not in self._parts:
                what = f"The claim {part} was merged into it, which it does not say."
                change = Change(f"claims/{whole}", "claim", whole, f"merged_from/{part}", True)
                mend = partial(records.apply, [change])
                yield Finding(f"claim {whole}", what, "It is written there.", mend=mend)

    def _circles(self) -> Iterator[Finding]:
        reported: set[str] = set()
        for start in self._merged:
            path = [start]
            while (following := self._merged.get(path[-1])) is not None and following not in path:
                path.append(following)
            if following is not None:
                circle = path[path.index(following) :]
                if reported.isdisjoint(circle):
                    reported.update(circle)
                    what = f"Claims were merged in a circle: {', '.join(sorted(circle))}."
                    remedy = f"They count as {min(circle)}, on every device."
                    yield Finding(f"claim {min(circle)}", what, remedy, Severity.NOTICE)

    @staticmethod
    def _note(known: dict[str, str], name: object, place: str) -> None:
        if isinstance(name, str):
            known.setdefault(name, place)
