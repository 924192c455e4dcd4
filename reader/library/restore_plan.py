"""What going back to a backup would change, worked out before anything is touched.

Former values are written as ordinary changes, under new stamps, so that no merge with another
copy of the library takes a restore back. Only a record that is missing or damaged is put back as
it was.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from reader.errors import DamagedFileError, NotFoundError, StorageError
from reader.library.field_changes import FieldChange, compared, values_of, words_of
from reader.library.sightings import ANNOTATIONS
from reader.model.stamps import utc_now
from reader.storage.atomic_json import cause, decode
from reader.storage.backups import Version, read_version
from reader.storage.base import LIBRARY, Change, Fields, Tables
from reader.storage.bodies import body_name
from reader.storage.migrations import upgrade

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.storage.repository import Repository

ARTICLES = "articles/"
CLAIMS = "claims/"
_LEFT_ALONE = frozenset({"meta", "state"})
"""Tables that a restore does not touch: how far one has read is nobody's finding."""
_FIXED = frozenset({"created", "creator"})
_NAMES = ("title", "text", "name", "path")
"""Fields that say what a document is, where it quotes nothing."""


class Outcome(StrEnum):
    """What a restore does to an annotation, or to whatever else a record holds."""

    COMES_BACK = "comes back"
    CHANGES = "changes"
    GOES = "goes"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a restore does to one thing.

    Attributes:
        table: The table it is in: `annotations`, `article`, `claim`, `tags`, `speakers` …
        id: Its id.
        words: What an annotation quotes, or the title, text or name.
        fields: What would change, from what stands to what stood; for CHANGES only.
    """

    outcome: Outcome
    table: str
    id: str
    words: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What a restore does to one record.

    Attributes:
        file: `library`, `articles/<id>` or `claims/<id>`.
        title: What to call it.
        version: The backup, None for an article that came later.
        kept: How many annotations were made since and stay.
        put_back: Why the whole record is put back, such as `is missing`; empty if it is not.
        bodies: Texts and sources that are missing and come back.
    """

    file: str
    title: str
    version: Version | None
    differences: tuple[Difference, ...]
    kept: int = 0
    put_back: str = ""
    bodies: int = 0
    changes: tuple[Change, ...] = ()

    @property
    def does_nothing(self) -> bool:
        """Whether all is as it was."""
        return not (self.differences or self.put_back or self.bodies)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a restore would do.

    Attributes:
        time: The time to go back to, ISO 8601 UTC.
        parts: The records that would change.
    """

    time: str
    parts: tuple[Part, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many annotations this happens to."""
        return sum(
            difference.outcome is outcome and difference.table == ANNOTATIONS
            for part in self.parts
            for difference in part.differences
        )

    @property
    def kept(self) -> int:
        """How many annotations were made since and stay."""
        return sum(part.kept for part in self.parts)


def plan(
    library: "Library", when: datetime, article: str | None = None, *, exact: bool = False
) -> Plan:
    """Return what going back would do, to one article and its claims or to the whole library.

    Args:
        library: Where to restore.
        when: The time to go back to, with its time zone.
        article: An article's id; all records if left out.
        exact: Whether what was made since is deleted.

    Raises:
        NotFoundError: there is no backup that old.
        StorageError: a record cannot be read, for another reason than damage.
    """
    library.flush()
    planner = _Planner(library, when, exact=exact)
    parts = planner.all_parts() if article is None else planner.parts_of(ARTICLES + article)
    return Plan(planner.time, tuple(part for part in parts if not part.does_nothing))


def record_of(version: Version) -> Tables | None:
    """Return the record of a version, None if it cannot be read."""
    content = read_version(version)
    return None if content is None else upgrade(decode(content, version.path))


def missing_bodies(records: "Repository", file: str) -> Iterator[tuple[str, str, bytes]]:
    """Yield the texts and sources of an article that only its backup has.

    Yields:
        `texts` or `sources`, the name it has there, and what it holds.
    """
    folder = records.path(file).parent
    for kind, name, path in records.backups.bodies(file):
        if not (folder / kind / name).exists():
            with suppress(OSError):
                content = path.read_bytes()
                # What is damaged shares its bytes with the backup, if that is a link.
                if name.startswith(body_name(content)):
                    yield kind, name, content


class _Planner:
    """Works out the parts of a plan."""

    def __init__(self, library: "Library", when: datetime, *, exact: bool) -> None:
        self._library = library
        self._kept = library.records.backups
        self._until = int(when.timestamp() * 1000)
        self._exact = exact
        self._now = utc_now()
        moment = when.astimezone(UTC).isoformat(timespec="milliseconds")
        self.time = moment.replace("+00:00", "Z")

    def all_parts(self) -> Iterator[Part]:
        files = self._kept.files()
        chosen = [(file, version) for file in files if (version := self._version(file))]
        if not chosen:
            raise NotFoundError(f"There is no backup from before {self.time}.")
        for file, version in chosen:
            yield self._part(file, version)
        if self._exact:
            yield from self._later_articles({file for file, _ in chosen})

    def parts_of(self, file: str) -> Iterator[Part]:
        version = self._version(file)
        if version is None:
            raise self._too_old(file)
        yield self._part(file, version)
        for claim in sorted(self._claims(record_of(version) or {})):
            former = self._version(CLAIMS + claim)
            if former is not None:
                yield self._part(CLAIMS + claim, former)

    def _later_articles(self, earlier: set[str]) -> Iterator[Part]:
        """Yield the articles that were added since, to be put into the trash."""
        for row in self._library.rows():
            file = ARTICLES + row.id
            if file not in earlier and row.accessed_on > self.time:
                gone = Difference(Outcome.GOES, "article", row.id, row.title)
                change = Change(file, "article", row.id, "deleted", self._now)
                yield Part(file, row.title, None, (gone,), changes=(change,))

    def _version(self, file: str) -> Version | None:
        """Return the newest version from before the time that can be read."""
        early = [each for each in self._kept.versions(file) if each.milliseconds <= self._until]
        return next((each for each in reversed(early) if read_version(each) is not None), None)

    def _too_old(self, file: str) -> NotFoundError:
        name = file.removeprefix(ARTICLES)
        known = self._kept.versions(file)
        if not known:
            return NotFoundError(f"There is no backup of {name} yet.")
        return NotFoundError(
            f"There is no backup of {name} from before {self.time}; "
            f"the oldest is of {known[0].time}."
        )

    def _claims(self, tables: Tables) -> set[str]:
        """Return the claims that the standing annotations of a record are sightings of."""
        annotations = tables.get(ANNOTATIONS, {}).values()
        return {
            fields["claim"]
            for fields in annotations
            if "claim" in fields and "deleted" not in fields
        }

    def _part(self, file: str, version: Version) -> Part:
        then = record_of(version) or {}
        part = Part(
            file,
            _title(file, then),
            version,
            (),
            bodies=sum(1 for _ in missing_bodies(self._library.records, file)),
        )
        problem, present = self._present(file, version)
        if problem:
            return replace(part, put_back=problem)
        if present is None:
            return part
        differences: list[Difference] = []
        changes: list[Change] = []
        kept = 0
        for name in sorted((then.keys() | present.keys()) - _LEFT_ALONE):
            former, now = then.get(name, {}), present.get(name, {})
            for document in sorted(former.keys() | now.keys()):
                writing = _Writing(file, name, document, former.get(document), now.get(document))
                if writing.is_new and not self._exact:
                    kept += name == ANNOTATIONS
                    continue
                written = writing.changes(self._now)
                changes += written
                if written:
                    differences.append(writing.difference(self._speaker_name))
        return replace(part, differences=tuple(differences), changes=tuple(changes), kept=kept)

    def _present(self, file: str, version: Version) -> tuple[str, Tables | None]:
        """Return why there is no record; else the record, or None if it stood then already."""
        path = self._library.records.path(file)
        try:
            tables = self._library.records.read(file)
            written = path.stat().st_mtime_ns // 1_000_000
        except (FileNotFoundError, NotADirectoryError, NotFoundError):
            return "is missing", None
        except DamagedFileError:
            return "is damaged", None
        except OSError as error:
            raise StorageError(f"{path} cannot be read: {cause(error)}.") from error
        # Whoever replaced it by an older one may have left that one's time.
        return "", None if version.milliseconds <= written <= self._until else tables

    def _speaker_name(self, speaker: str) -> str:
        known = self._library.speakers.get(speaker)
        return "" if known is None else known.name


@dataclass(frozen=True, slots=True)
class _Writing:
    """One document, as it was and as it is."""

    file: str
    table: str
    document: str
    then: Fields | None
    now: Fields | None

    @property
    def is_new(self) -> bool:
        """Whether it stands now and did not then."""
        return not _stands(self.then) and _stands(self.now)

    def changes(self, now: str) -> list[Change]:
        if not _stands(self.then):
            return [self._change("deleted", now)] if _stands(self.now) else []
        former, present = values_of(self.then or {}), values_of(self.now or {})
        fixed = _FIXED if self.now else frozenset[str]()
        return [
            self._change(name, former.get(name))
            for name in sorted(former.keys() | present.keys())
            if former.get(name) != present.get(name) and name not in fixed
        ]

    def difference(self, speaker_name: Any) -> Difference:
        then, now = values_of(self.then or {}), values_of(self.now or {})
        outcome = Outcome.CHANGES
        if not _stands(self.then):
            outcome = Outcome.GOES
        elif not _stands(self.now):
            outcome = Outcome.COMES_BACK
        fields = compared(now, then, speaker_name) if outcome is Outcome.CHANGES else ()
        words = words_of(then or now) or _name_of(then or now)
        return Difference(outcome, self.table, self.document, words, fields)

    def _change(self, field: str, value: Any) -> Change:
        return Change(self.file, self.table, self.document, field, value)


def _stands(fields: Fields | None) -> bool:
    return fields is not None and "deleted" not in fields


def _name_of(fields: Fields) -> str:
    return next((str(fields[name]) for name in _NAMES if name in fields), "")


def _title(file: str, tables: Tables) -> str:
    if file == LIBRARY:
        return "tags and speakers"
    documents: Iterable[Fields] = (
        tables.get(name, {}).get(file.partition("/")[2], {}) for name in ("article", "claim")
    )
    return next(filter(None, map(_name_of, documents)), file.partition("/")[2])
