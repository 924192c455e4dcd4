"""The record files: readable, of a known version, without the rest of an interrupted write."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import DamagedFileError, NotFoundError, ReaderError
from reader.library.doctor.finding import Finding, Severity
from reader.model.stamps import stamp_time, utc_now

if TYPE_CHECKING:
    from reader.storage.base import Tables
    from reader.storage.repository import Repository


def readable(records: "Repository", file: str, found: list[Finding]) -> "Tables | None":
    """Return the tables of a record, or None with what keeps it from being read in `found`."""
    path = str(records.path(file))
    try:
        tables = records.read(file)
        # A large record is understood document by document, when each is asked for.
        return {name: dict(table) for name, table in tables.items()}
    except DamagedFileError as error:
        remedy = "The newest good backup is put in its place; the damaged file is kept beside it."
        found.append(Finding(path, str(error), remedy, mend=partial(records.recover, file)))
    except NotFoundError as error:
        found.append(Finding(path, str(error), "Put it back, or restore a backup."))
    except ReaderError as error:
        found.append(Finding(path, str(error), "Let this program read it."))
    return None


def leftovers(records: "Repository", file: str) -> Iterator[Finding]:
    """Find what an interrupted write or a synchroniser left beside a record."""
    from reader.storage.atomic_json import read_tables, unfinished
    from reader.storage.beside import conflict_copies
    from reader.storage.damage import copies_set_aside

    path = records.path(file)
    mend = partial(records.recover, file)
    for leftover in unfinished(path):
        what = "A save was interrupted and left this behind."
        yield Finding(str(leftover), what, "What it holds is merged in.", mend=mend)
    for copy in conflict_copies(path):
        what = "A synchroniser kept this copy of a record that changed in two places."
        remedy = "Both are merged, field by field."
        try:
            read_tables(copy)
        except DamagedFileError:
            what = "A synchroniser kept this copy of a record, and it cannot be read."
            remedy = "It is set aside, and the record stands as it is."
        except ReaderError as error:
            yield Finding(str(copy), str(error), "It stays there until it can be read.")
            continue
        yield Finding(str(copy), what, remedy, mend=mend)
    for aside in copies_set_aside(path):
        what = "This damaged file was set aside."
        remedy = "Remove it once you miss nothing."
        yield Finding(str(aside), what, remedy, Severity.NOTICE)


def clock(records: "Repository", file: str, tables: "Tables") -> Iterator[Finding]:
    """Find changes stamped with a time still to come."""
    from reader.storage.merge import largest_stamp

    stamp = largest_stamp(tables)
    with suppress(ValueError, OverflowError):
        written = stamp_time(stamp) if stamp else ""
        if written[:10] > utc_now()[:10] and int(stamp[:12], 16) > _tomorrow():
            what = f"Its latest change bears a time still to come ({written}): a clock was wrong."
            remedy = "Nothing is lost; later changes count on from there."
            yield Finding(str(records.path(file)), what, remedy, Severity.NOTICE)


def version(records: "Repository", file: str, tables: "Tables") -> Iterator[Finding]:
    """Find a record that a newer version of this program wrote."""
    from reader.storage.migrations import VERSION, version_of

    if version_of(tables) > VERSION:
        what = "A newer version of this program wrote it, so that it can only be read here."
        remedy = "Install the newer version."
        yield Finding(str(records.path(file)), what, remedy, Severity.NOTICE)


def _tomorrow() -> int:
    import time

    return time.time_ns() // 1_000_000 + 24 * 3_600_000
