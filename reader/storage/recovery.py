"""Putting records right: what interrupted saves, synchronisers and failing disks left behind."""

import time
from contextlib import suppress
from functools import reduce
from pathlib import Path
from typing import NamedTuple

from reader.errors import DamagedFileError, StorageError
from reader.paths import Places
from reader.storage.atomic_json import Pieces, atomic_write, decode, holds, reading
from reader.storage.backups import Backups
from reader.storage.ballast import Ballast
from reader.storage.base import Tables
from reader.storage.beside import files_beside, is_needed, original_name
from reader.storage.damage import copies_set_aside, set_aside, set_aside_error
from reader.storage.memory import RecordMemory
from reader.storage.merge import is_same, merge_files
from reader.storage.migrations import VERSION, refuse_newer, upgrade, version_of
from reader.storage.notices import Notice, Notices
from reader.storage.replacing import Care

_KEPT_DAYS = 90
_A_MOMENT = 0.01
"""Seconds that a program which writes in place is given to come to its end."""


class _Found(NamedTuple):
    """What lies beside a record.

    Attributes:
        tables: What is in the files that can be read.
        leftovers: Files that are done with once that is merged.
        copies: Conflict copies that are, and their bytes.
    """

    tables: list[Tables]
    leftovers: list[Path]
    copies: list[tuple[Path, bytes]]


class Recovery:
    """Puts the records of one library right; all methods are called under its lock."""

    def __init__(
        self, places: Places, memory: RecordMemory, backups: Backups, notices: Notices
    ) -> None:
        """Work on a library with what remembers its records, and what keeps former ones."""
        self._copies = places.state / "merged-copies"
        self._memory = memory
        self._backups = backups
        self._notices = notices
        self._named: set[Path] = set()
        self.ballast = Ballast(places.state, places.library)

    def care(self, file: str) -> Care:
        """Return what a save of this record calls on."""
        return _RecordCare(file, self._backups, self.ballast, self._notices)

    def take_in(self, file: str, path: Path) -> bool:
        """Merge what lies beside a record into it; tell whether there was anything.

        What was merged is removed once the record is durable; conflict copies are kept with the
        state of this machine for some months.

        Raises:
            StorageError: as `Records.apply`.
        """
        from reader.storage.database import AtomicJSONStorage

        if not is_needed(path):
            return False
        found = self._look(file, path)
        if not found.tables:
            self._retire(file, found)
            return False
        storage = AtomicJSONStorage(path, self._memory, self.care(file))
        try:
            stored = storage.read()
        except DamagedFileError:
            self.restore(file, path)
            return True
        everything = found.tables
        if stored is not None:
            refuse_newer(stored, path)
            everything = [upgrade(stored), *everything]
        merged = reduce(merge_files, everything)
        changed = stored is None or not is_same(merged, stored)
        # Even if it holds all that already: what lies beside goes only once that is durable.
        storage.write(merged)
        self._retire(file, found)
        if found.copies:
            what = "a copy" if len(found.copies) == 1 else f"{len(found.copies)} copies"
            sentence = f"{path} had changed in two places: {what} of it was merged in."
            self._notices.add(Notice(file, changed, sentence))
        elif changed:
            self._notices.add(Notice(file, changed=True))
        return True

    def restore(self, file: str, path: Path) -> None:
        """Put a record that is damaged, or was set aside as damaged, right.

        The damaged file is kept beside the record. What replaces it is the newest good backup,
        and what lies beside the record.

        Raises:
            DamagedFileError: there is nothing that could replace it; it is set aside.
            StorageError: as `Records.apply`.
        """
        from reader.storage.database import AtomicJSONStorage

        if self._is_good_now(path):
            return
        found = self._look(file, path)
        backup = self._backups.newest_good(file)
        good = list(found.tables)
        if backup is not None:
            good.append(upgrade(decode(backup[1], path)))
        if not good:
            raise set_aside_error(path)
        care = _RestoreCare(file, self._backups, self.ballast, self._notices)
        AtomicJSONStorage(path, self._memory, care).write(reduce(merge_files, good))
        self._retire(file, found)
        aside = care.aside or next(iter(reversed(copies_set_aside(path))), None)
        where = f" and is set aside as {aside.name}" if aside else ""
        when = f"as it was on {_day_and_time(backup[0])}" if backup else ""
        beside = "what an interrupted save or a synchroniser had left" if found.tables else ""
        source = ", with ".join(part for part in (when, beside) if part)
        sentence = f"{path} was damaged{where}. It was put back: {source}; look through it."
        self._notices.add(Notice(file, changed=True, sentence=sentence))

    def _is_good_now(self, path: Path) -> bool:
        """Tell whether a damaged record is one no more: it may have been written in place."""
        with suppress(OSError):
            if time.time() - path.stat().st_mtime < 1:
                time.sleep(_A_MOMENT)
                with suppress(DamagedFileError):
                    return self._memory.read(path) is not None
        return False

    def _look(self, file: str, path: Path) -> _Found:
        found = _Found([], [], [])
        for each in files_beside(path):
            is_copy = original_name(each.name) == path.name
            try:
                with reading(each) as opened:
                    content = b"" if opened is None else opened.readall()
                tables = decode(content, each)
            except DamagedFileError:
                if is_copy:
                    self._set_aside(file, path, each)
                else:
                    # Our own, and not written to its end.
                    found.leftovers.append(each)
                continue
            except StorageError as error:
                self._name(file, each, str(error))
                continue
            if version_of(tables) > VERSION:
                self._name(file, each, f"{each} was written by a newer version; it stays there.")
                continue
            found.tables.append(upgrade(tables))
            if is_copy:
                found.copies.append((each, content))
            else:
                found.leftovers.append(each)
        return found

    def _retire(self, file: str, found: _Found) -> None:
        """Remove what was merged; what cannot be removed is merged again, which changes nothing."""
        for leftover in found.leftovers:
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
        for copy, content in found.copies:
            moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
            with suppress(OSError, StorageError):
                atomic_write(self._copies / file / f"{moment}-{copy.name}", content)
                if _holds(copy, [content]):
                    copy.unlink()
        if found.copies:
            _prune(self._copies / file)

    def _set_aside(self, file: str, path: Path, copy: Path) -> None:
        with suppress(OSError):
            aside = set_aside(copy)
            sentence = f"A conflict copy of {path} cannot be read; it is kept as {aside.name}."
            self._notices.add(Notice(file, changed=False, sentence=sentence))

    def _name(self, file: str, path: Path, sentence: str) -> None:
        """Tell of what cannot be taken in, once."""
        if path not in self._named:
            self._named.add(path)
            self._notices.add(Notice(file, changed=False, sentence=sentence))


class _RecordCare(Care):
    """What a save calls on: the backups, the ballast, and whoever is told."""

    def __init__(self, file: str, backups: Backups, ballast: Ballast, notices: Notices) -> None:
        self._file = file
        self._backups = backups
        self._ballast = ballast
        self._notices = notices

    def make_room(self, path: Path) -> bool:
        freed = self._ballast.free(path)
        if freed:
            sentence = "The disk is full: a little space kept for this was used. Make room soon."
            self._notices.add(Notice(self._file, changed=False, sentence=sentence))
        return freed

    def keep_former(self, path: Path) -> None:
        self._backups.keep(self._file, path)

    def set_aside(self, path: Path, name: str) -> None:
        with suppress(OSError):
            aside = set_aside(path, name)
            sentence = (
                f"Another program put something in the place of {path.with_name(name)} that cannot "
                f"be read; it is kept as {aside.name}, and the record stands as it was."
            )
            self._notices.add(Notice(self._file, changed=False, sentence=sentence))

    def merged(self) -> None:
        self._notices.add(Notice(self._file, changed=True))


class _RestoreCare(_RecordCare):
    """The same where a damaged record is replaced: that is what comes out."""

    aside: Path | None = None

    def set_aside(self, path: Path, name: str) -> None:
        with suppress(OSError):
            self.aside = set_aside(path, name)


def _holds(path: Path, content: Pieces) -> bool:
    with reading(path) as file:
        return file is not None and holds(file, content)


def _prune(folder: Path) -> None:
    """Remove the copies merged long ago; their names begin with when."""
    past = time.gmtime(time.time() - _KEPT_DAYS * 86_400)
    oldest = time.strftime("%Y%m%dT%H%M%SZ", past)
    with suppress(OSError):
        for copy in folder.iterdir():
            if copy.name < oldest:
                copy.unlink()


def _day_and_time(moment: str) -> str:
    """Return a time in ISO 8601 UTC as one would say it."""
    return f"{moment[:10]} at {moment[11:16]} UTC"
