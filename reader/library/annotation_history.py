"""The earlier versions of an annotation: from its stamps, its former notes, and the backups.

Each field bears the stamp of its last writing only. What it was before is known from the versions
kept of the record, and for notes and verdicts from `notes_past`; a value that was written over
before any of them was kept is gone, and so is the fact that it was ever written.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import NotFoundError, ReaderError
from reader.library.annotation_ids import ARTICLES
from reader.library.field_changes import FieldChange, Values, compared, values_of, words_of
from reader.library.restore_plan import record_of
from reader.library.sightings import ANNOTATIONS
from reader.model.stamps import stamp_time
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.storage.base import Fields, Tables

_CLAIMS = "claims/"
_SAME_STEP = 1000
"""Milliseconds within which the writings of one device are told as one."""
_NEVER = "0" * 12
_UNSTAMPED = frozenset({"created", "creator"})

Points = dict[str, dict[str, Any]]
"""By field, what it held from a stamp on; None where it was removed."""


class Entry(NamedTuple):
    """What one device wrote to an annotation at one time.

    Attributes:
        time: ISO 8601 UTC; empty if it is not known.
        device: 8 hex digits, empty if not known.
        here: Whether that is this machine.
        what: `made`, `changed`, `deleted` or `restored`.
        changes: The fields in words.
        annotation: The annotation's id; the article's for what was written to itself.
        words: What the annotation quotes, or the article's title.
    """

    time: str
    device: str
    here: bool
    what: str
    changes: tuple[FieldChange, ...]
    annotation: str
    words: str


def annotation_history(library: "Library", article: str, annotation: str) -> list[Entry]:
    """Return what is known of how an annotation came to be as it is, oldest first.

    The status and verdict of its claim are among it.

    Raises:
        NotFoundError: neither the record nor a backup has it.
    """
    return list(_Past(library, article).annotation(annotation))


def article_history(library: "Library", article: str) -> list[Entry]:
    """Return the same of all annotations of an article, and of what is known of it itself.

    Raises:
        NotFoundError: neither the library nor a backup has it.
    """
    past = _Past(library, article)
    entries = [*past.article()]
    for annotation in past.annotations():
        entries += past.annotation(annotation)
    return sorted(entries, key=lambda entry: entry.time)


class _Past:
    """The record of an article as it stands, and its versions."""

    def __init__(self, library: "Library", article: str) -> None:
        self._library = library
        self._article = article
        self._records = _versions(library, ARTICLES + article)
        if not self._records:
            raise NotFoundError(f"The article {clean_line(article)} is not in the library.")
        self._device = _device(library)
        self._claims: dict[str, Points] = {}

    def annotations(self) -> list[str]:
        return sorted({name for tables in self._records for name in tables.get(ANNOTATIONS, {})})

    def article(self) -> Iterator[Entry]:
        documents = _documents(self._records, "article", self._article)
        if documents:
            title = clean_line(str(documents[-1].get("title", "")))
            yield from self._entries(_points(documents), documents[-1], self._article, title)

    def annotation(self, annotation: str) -> Iterator[Entry]:
        documents = _documents(self._records, ANNOTATIONS, annotation)
        if not documents:
            raise NotFoundError(f"The annotation {annotation} is not in {self._article}.")
        points = _points(documents)
        for stamp, note in documents[-1].get("notes_past", {}).items():
            points["note"].setdefault(stamp, note)
        claims = {claim for claim in points.get("claim", {}).values() if claim}
        for claim in sorted(claims):
            for field, values in self._claim(claim).items():
                points[field].update(values)
        yield from self._entries(points, documents[-1], annotation, words_of(documents[-1]))

    def _claim(self, claim: str) -> Points:
        if claim not in self._claims:
            documents = _documents(_versions(self._library, _CLAIMS + claim), "claim", claim)
            points = _points(documents)
            for stamp, text in documents[-1].get("notes_past", {}).items() if documents else ():
                field = "verdict" if text in self._library.config.verdicts else "explanation"
                points[field].setdefault(stamp, text)
            self._claims[claim] = {f"claim:{field}": known for field, known in points.items()}
        return self._claims[claim]

    def _entries(
        self, points: Points, document: "Fields", identity: str, words: str
    ) -> Iterator[Entry]:
        state: Values = {}
        created = str(document.get("created", ""))
        for number, (stamp, written) in enumerate(_grouped(points)):
            before = dict(state)
            for field, value in written.items():
                if value is None:
                    state.pop(field, None)
                else:
                    state[field] = value
            what = "changed" if number else "made"
            if number and "deleted" in written:
                what = "deleted" if written["deleted"] else "restored"
            changes = compared(before, state, self._speaker_name)
            if not changes and what == "changed":
                continue
            time = created if stamp[:12] == _NEVER else stamp_time(stamp)
            device = "" if stamp[:12] == _NEVER else stamp[18:]
            here = device != "" and device == self._device
            yield Entry(time, device, here, what, changes, identity, words)

    def _speaker_name(self, speaker: str) -> str:
        known = self._library.speakers.get(speaker)
        return "" if known is None else known.name


def _versions(library: "Library", file: str) -> list["Tables"]:
    """Return a record as it was kept and, last, as it stands; without what cannot be read."""
    versions = [record_of(version) for version in library.records.backups.versions(file)]
    # What is damaged or gone may have been kept.
    with suppress(ReaderError, ValueError):
        versions.append(library.records.read(file))
    return [tables for tables in versions if tables is not None]


def _documents(records: Iterable["Tables"], table: str, document: str) -> list["Fields"]:
    found = (tables.get(table, {}).get(document) for tables in records)
    return [fields for fields in found if fields is not None]


def _points(documents: Iterable["Fields"]) -> Points:
    points: Points = defaultdict(dict)
    for document in documents:
        values = values_of(document)
        stamps: dict[str, str] = document.get("stamps", {})
        for field in stamps.keys() | (values.keys() - _UNSTAMPED):
            points[field][stamps.get(field, _NEVER)] = values.get(field)
    return points


def _grouped(points: Points) -> list[tuple[str, Values]]:
    """Return what was written together, oldest first, each with the stamp of its first field."""
    writings = sorted((stamp, field) for field, values in points.items() for stamp in values)
    groups: list[tuple[str, Values]] = []
    last = ""
    for stamp, field in writings:
        together = (
            groups
            and stamp[18:] == last[18:]
            and int(stamp[:12], 16) - int(last[:12], 16) < _SAME_STEP
            and field != "deleted"
            and field not in groups[-1][1]
        )
        if not together:
            groups.append((stamp, {}))
        groups[-1][1][field] = points[field][stamp]
        last = stamp
    return groups


def _device(library: "Library") -> str:
    """Return the 8 hex digits of this machine, empty if it never wrote."""
    try:
        return (library.places.state / "device").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
