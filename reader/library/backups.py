"""Going back to a backup: when records were kept, what a time is, and the restoring itself."""

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import InputError, NotFoundError
from reader.library.events import Changed
from reader.library.restore_plan import ARTICLES, Part, Plan, missing_bodies
from reader.storage.backups import read_version
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.storage.backups import Version
    from reader.storage.repository import Repository

_AGO = re.compile(r"(\d{1,6}) ?(m|min|h|d|w)(?: ago)?", re.ASCII)
_UNITS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_ZONE = re.compile(r"[+-]|[Zz]$")
_DATE = len("2026-03-31")
_GROUPED = timedelta(minutes=10)


class Moment(NamedTuple):
    """A time at which records were kept.

    Attributes:
        time: The latest of them, ISO 8601 UTC.
        files: The records.
    """

    time: str
    files: frozenset[str]


def moments(library: "Library") -> list[Moment]:
    """Return when records of the library were kept, oldest first, those of ten minutes as one."""
    kept = library.records.backups
    versions = sorted(
        (version.time, file) for file in kept.files() for version in kept.versions(file)
    )
    found: list[Moment] = []
    begun = datetime.min
    for time, file in versions:
        moment = datetime.fromisoformat(time).replace(tzinfo=None)
        if found and moment - begun < _GROUPED:
            found[-1] = Moment(time, found[-1].files | {file})
        else:
            begun = moment
            found.append(Moment(time, frozenset({file})))
    return found


def versions(library: "Library", article: str) -> "list[Version]":
    """Return the backups of an article's record, oldest first.

    Raises:
        NotFoundError: there is none.
    """
    found = library.records.backups.versions(ARTICLES + article)
    if not found:
        raise NotFoundError(f"There is no backup of {article} yet.")
    return found


def find_article(library: "Library", name: str) -> str:
    """Return the article meant, as `Library.find_article` does, or one only backups are left of.

    Raises:
        NotFoundError: none is meant.
        AmbiguousError: several are.
    """
    try:
        return library.find_article(name)
    except NotFoundError:
        wanted = clean_line(name).casefold()
        kept = [file for file in library.records.backups.files() if file.startswith(ARTICLES)]
        found = [file for file in kept if wanted and file.startswith(ARTICLES + wanted)]
        if len(found) != 1:
            raise
        return found[0].removeprefix(ARTICLES)


def parse_when(text: str, now: datetime | None = None) -> datetime:
    """Return the end of the time that was typed: of the day, the minute or the second.

    Args:
        text: `2026-11-22`, `2026-11-22 18:04`, with seconds, a time zone; or `2h`, `3d ago`.
        now: With its time zone; the clock's when left out.

    Raises:
        InputError: it is no time, or one to come.
    """
    present = (now or datetime.now()).astimezone()
    wanted = clean_line(text)
    ago = _AGO.fullmatch(wanted.casefold())
    try:
        if ago is not None:
            return present - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        moment = datetime.fromisoformat(wanted).astimezone()
    except (ValueError, OverflowError):
        raise InputError(
            f"“{clean_line(text, 40)}” is no time; write it like 2026-03-31, "
            "“2026-03-31 17:05”, 2h or 3d."
        ) from None
    if moment > present:
        raise InputError(f"{wanted} has not come yet.")
    return moment + _unit(wanted) - timedelta(microseconds=1)


def _unit(wanted: str) -> timedelta:
    """Return how long the day, minute, second or millisecond is that a time names."""
    if len(wanted) <= _DATE:
        return timedelta(days=1)
    clock = _ZONE.split(wanted[_DATE:])[0]
    if "." in clock:
        return timedelta(milliseconds=1)
    return timedelta(seconds=1) if clock.count(":") == 2 else timedelta(minutes=1)


def restore(library: "Library", chosen: Plan) -> None:
    """Do what a plan says, as one step, and return once it is durable.

    What stands is kept before, for a month.

    Raises:
        ReadOnlyError: the library cannot be written.
        StorageError: the disk refused.
    """
    library.history.require_writable()
    files = [part.file for part in chosen.parts]
    library.call(lambda: library.records.keep_before_restore(files))
    lost = [part for part in chosen.parts if part.put_back or part.bodies]
    for part in lost:
        library.call(lambda part=part: _put_back(library, part))  # type: ignore[misc]
    articles = [part.file.removeprefix(ARTICLES) for part in lost if part.file.startswith(ARTICLES)]
    for part in lost:
        library.copy.refresh(part.file)
    for article in articles:
        library.listing.added(article)
    library.listeners.tell(Changed(frozenset(articles), shared=len(articles) < len(lost)))
    with library.history.step(f"restore the backup of {chosen.time}"):
        library.history.change(change for part in chosen.parts for change in part.changes)
    library.flush()


def put_back_newest(records: "Repository", file: str) -> None:
    """Put the newest good backup of a record in the place of one that is gone.

    Raises:
        NotFoundError: there is none.
        StorageError: the disk refused.
    """
    kept = records.backups.newest_good(file)
    if kept is None:
        raise NotFoundError(f"There is no backup of {file} yet.")
    records.put_back(file, kept[1])


def put_back_bodies(records: "Repository", file: str) -> None:
    """Put the texts and sources of an article that only its backup has where they were.

    Raises:
        StorageError: the disk refused.
    """
    article = file.removeprefix(ARTICLES)
    for folder, name, content in missing_bodies(records, file):
        if folder == "texts":
            records.bodies.put_text(article, content)
        else:
            records.bodies.put_source(article, content, name.partition(".")[2])


def _put_back(library: "Library", part: Part) -> None:
    records = library.records
    if part.file.startswith(ARTICLES):
        put_back_bodies(records, part.file)
    content = None if part.version is None else read_version(part.version)
    if part.put_back and content is not None:
        records.put_back(part.file, content)
