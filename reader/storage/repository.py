"""The records of one library on disk: changes go in under its lock, copies come out."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reader.errors import (
    DamagedFileError,
    LibraryError,
    NotFoundError,
    NotSavedError,
    ReadOnlyError,
    StorageError,
    UnconfirmedError,
)
from reader.paths import Places
from reader.storage.atomic_json import (
    atomic_write,
    cause,
    encode,
    read_tables,
    remove_unfinished,
)
from reader.storage.base import LIBRARY, Applied, Change, Reverted, Tables
from reader.storage.beside import is_needed
from reader.storage.bodies import BodyFiles
from reader.storage.damage import refuse_set_aside, set_aside_error
from reader.storage.locks import WAIT, LibraryLock
from reader.storage.memory import RecordMemory
from reader.storage.migrations import new_tables, refuse_newer, upgrade
from reader.storage.notices import Notice, Notices
from reader.storage.record_files import RecordFiles, entries

if TYPE_CHECKING:
    from reader.storage.backups import Backups
    from reader.storage.changes import UndoRule
    from reader.storage.recovery import Recovery

_DEVICE = re.compile(r"[0-9a-f]{8}")
_Item = TypeVar("_Item")


class Repository:
    """The record files of one library; implements `Records`.

    Reading takes no lock: a file is replaced in one piece. Writing reads the file again, so any
    number of processes and threads may write.
    """

    def __init__(self, places: Places, wait: float = WAIT) -> None:
        """Work on an existing library; `wait` is how long to wait for its lock, in seconds."""
        self._places = places
        self._files = RecordFiles(places.library)
        self._lock = LibraryLock(places.state / "lock", wait)
        self._memory = RecordMemory()
        self._met: set[str] = set()
        self.bodies = BodyFiles(self._files, self._lock)
        self.notices = Notices()

    @classmethod
    def open(cls, places: Places, wait: float = WAIT) -> "Repository":
        """Open the library; a folder that is missing or holds only hidden names becomes one.

        Raises:
            LibraryError: the folder holds something else, or cannot be read or made.
        """
        repository = cls(places, wait)
        try:
            if not repository._files.is_made():
                with repository._lock:
                    repository._make()
        except (OSError, StorageError) as error:
            why = cause(error) if isinstance(error, OSError) else error
            raise LibraryError(f"{places.library} cannot be opened or made: {why}") from error
        return repository

    def _make(self) -> None:
        folder, path = self._places.library, self.path(LIBRARY)
        names = [entry.name for entry in entries(folder) if not entry.name.startswith(".")]
        if path.name in names:
            return
        kept = self.backups.newest_good(LIBRARY) if "articles" in names else None
        if kept is not None:
            atomic_write(path, kept[1])
            sentence = f"{path} was missing. It was put back as it was on {kept[0][:10]}."
            self.notices.add(Notice(LIBRARY, changed=True, sentence=sentence))
            return
        if "articles" in names:
            raise LibraryError(
                f"{path} is missing, and there is no backup of it on this machine; put it back "
                "from another copy of the library, or wait until it is synchronised."
            )
        if names:
            raise LibraryError(
                f"{folder} is not empty and is no library of claim-reader; "
                "give --library another folder."
            )
        atomic_write(path, encode(new_tables()))

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written to this library."""
        return not os.access(self._places.library, os.W_OK | os.X_OK)

    def path(self, file: str) -> Path:
        """Return where a file is or would be. Raises ValueError if it is no name of a file."""
        return self._files.path(file)

    def files(self, prefix: str = "") -> list[str]:
        """See `Records.files`."""
        return self._files.names(prefix)

    def read(self, file: str) -> Tables:
        """See `Records.read`."""
        return self._read(file, self._memory.read)

    def glance(self, file: str) -> Tables:
        """Return what `read` does, for one who looks once: no large record stays in memory."""
        return self._read(file, self._memory.glance)

    def apply(self, changes: Sequence[Change]) -> list[Applied]:
        """See `Records.apply`."""
        done: list[Applied] = []
        with self._writing(done):
            for file, group in _by_file(changes, lambda change: change.file):
                self._update(file, partial(self._apply_all, group), done)
        return done

    def revert(self, applied: Sequence[Applied]) -> Reverted:
        """See `Records.revert`."""
        outcome = Reverted([], [])
        with self._writing(outcome.applied):
            for file, group in _by_file(applied[::-1], lambda item: item.change.file):
                revert = partial(self._revert_all, group[::-1], outcome.skipped)
                self._update(file, revert, outcome.applied)
        return outcome

    def confirm(self, files: Sequence[str]) -> None:
        """See `Records.confirm`."""
        with self._writing([]):
            for file in dict.fromkeys(files):
                self._update_tables(file, partial(self._tables_to_change, file))

    def merge(self, file: str, tables: Tables) -> bool:
        """Merge what another library holds of a record into it; tell whether that added anything.

        Raises:
            StorageError: as `apply`.
        """
        from reader.storage.merge import merge_files

        added = False

        def updater(stored: Tables | None) -> Tables | None:
            nonlocal added
            present = self._tables_to_change(file, stored)
            merged = merge_files(present, tables)
            added = merged != present
            return merged if added or stored is None else None

        with self._writing([]):
            self._update_tables(file, updater)
        return added

    def needs_recovery(self, file: str) -> bool:
        """Tell at once whether something lies beside a record that `recover` would merge.

        Raises:
            StorageError: the folder cannot be read.
        """
        return is_needed(self.path(file))

    def recover(self, file: str) -> bool:
        """Put a record right: merge what lies beside it, and replace it where it is damaged.

        Every write does so first. What was done is told in `notices`.

        Returns:
            Whether there was something to put right.

        Raises:
            DamagedFileError: there is nothing to replace it by; it is set aside.
            StorageError: as `apply`.
        """
        path = self.path(file)
        with self._writing([]):
            taken = self._recovery.take_in(file, path)
            try:
                if self._memory.read(path) is None:
                    refuse_set_aside(path)
            except DamagedFileError:
                self._recovery.restore(file, path)
                return True
            return taken

    def put_back(self, file: str, content: bytes) -> None:
        """Write a record where none can be read; a damaged one is set aside. A good one stays.

        Raises:
            StorageError: as `apply`.
        """
        path = self.path(file)
        with self._writing([]):
            try:
                missing = read_tables(path) is None
            except DamagedFileError:
                set_aside_error(path)
                missing = not path.exists()
            if missing:
                atomic_write(path, content)

    def keep_before_restore(self, files: Iterable[str]) -> None:
        """Keep these records as they are, for a month; see `Backups`."""
        with self._writing([]):
            for file in files:
                self.backups.keep_before_restore(file, self.path(file))

    @cached_property
    def backups(self) -> "Backups":
        """What records were before they were written; the first save needs it."""
        from reader.storage.backups import Backups

        return Backups(self._places.state / "backups")

    @cached_property
    def _recovery(self) -> "Recovery":
        """What puts records right; asked for under the lock."""
        from reader.storage.recovery import Recovery

        return Recovery(self._places, self._memory, self.backups, self.notices)

    @cached_property
    def _undo(self) -> "UndoRule":
        """What takes writes back; asked for under the lock."""
        from reader.storage.changes import UndoRule

        return UndoRule()

    def _apply_all(self, changes: Sequence[Change], tables: Tables) -> list[Applied]:
        from reader.storage.changes import TableWriter

        writer = TableWriter(tables, self._device)
        return [applied for change in changes for applied in writer.write(change)]

    def _revert_all(
        self, applied: Sequence[Applied], skipped: list[Applied], tables: Tables
    ) -> list[Applied]:
        outcome = self._undo.revert(tables, applied, self._device)
        skipped.extend(outcome.skipped)
        return outcome.applied

    @contextmanager
    def _writing(self, done: list[Applied]) -> Iterator[None]:
        """Hold the lock; a failure carries what was `done` before it."""
        self._files.refuse_gone()
        if self.read_only:
            raise ReadOnlyError(
                f"{self._places.library} cannot be written to, so nothing in it can be changed; "
                "give yourself write access or copy it elsewhere."
            )
        try:
            with self._lock:
                # It may have been moved by whoever held the lock.
                self._files.refuse_gone()
                try:
                    yield
                except StorageError as error:
                    error.applied = tuple(done)
                    raise
                self._recovery.ballast.keep()
        finally:
            self.notices.hand_over()

    def _update(
        self, file: str, alter: Callable[[Tables], list[Applied]], done: list[Applied]
    ) -> None:
        """Read a file, alter its tables in place and write it; `alter` returns what it changed."""
        written: list[Applied] = []

        def updater(stored: Tables | None) -> Tables | None:
            tables = self._tables_to_change(file, stored)
            written.extend(alter(tables))
            return tables if written else None

        try:
            self._update_tables(file, updater)
        except UnconfirmedError:
            done.extend(written)
            raise
        self._met.add(file)
        done.extend(written)

    def _update_tables(self, file: str, updater: Callable[[Tables | None], Tables | None]) -> None:
        """Put a record right if need be, read it, and write what `updater` makes of it."""
        from reader.storage.database import RecordDatabase

        path = self.path(file)
        self._recovery.take_in(file, path)
        with RecordDatabase(path, self._memory, self._recovery.care(file)) as database:
            try:
                database.update_tables(updater)
            except DamagedFileError:
                self._recovery.restore(file, path)
                database.update_tables(updater)

    def _tables_to_change(self, file: str, stored: Tables | None) -> Tables:
        """Return what a file holds in our format, new tables for a new file."""
        path = self.path(file)
        if stored is not None:
            refuse_newer(stored, path)
            return upgrade(stored)
        refuse_set_aside(path)
        if file in self._met:
            raise NotSavedError(f"{path} has vanished; put it back and try again.")
        return new_tables()

    @cached_property
    def _device(self) -> str:
        """8 hex digits made once for this library on this machine; called under the lock."""
        path = self._places.state / "device"
        try:
            device = path.read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            device = ""
        except OSError as error:
            raise NotSavedError(f"{path} cannot be read: {cause(error)}.") from error
        if _DEVICE.fullmatch(device):
            return device
        device = os.urandom(4).hex()
        remove_unfinished(path)
        atomic_write(path, f"{device}\n".encode())
        return device

    def _read(self, file: str, read: Callable[[Path], Tables | None]) -> Tables:
        path = self.path(file)
        tables = read(path)
        if tables is None:
            refuse_set_aside(path)
            raise NotFoundError(f"{path} is not there.")
        self._met.add(file)
        return upgrade(tables)


def _by_file(
    items: Iterable[_Item], file_of: Callable[[_Item], str]
) -> Iterable[tuple[str, list[_Item]]]:
    groups: dict[str, list[_Item]] = {}
    for item in items:
        groups.setdefault(file_of(item), []).append(item)
    return groups.items()
