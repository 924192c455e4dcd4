"""The records as the person sees them: read once, changed at once, ahead of the disk."""

import threading
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from reader.errors import NotFoundError

if TYPE_CHECKING:
    from reader.storage.base import Applied, Change, Fields, Records, Reverted, Table, Tables
    from reader.storage.changes import UndoRule

Key = tuple[str, str, str, str]

Place = tuple[str, str]
"""The table and the id of a document in a record."""

_DEVICE = "00000000"
_REMEMBERED = 10_000
"""Changes to a record that are told apart."""


def key_of(change: "Change") -> Key:
    """Return what a change is about: its file, table, document and field."""
    return change.file, change.table, change.document, change.field


class _Log:
    """The documents of a record that changed, in order, after its version `first`."""

    __slots__ = ("first", "places")

    def __init__(self, first: int = 0) -> None:
        self.first = first
        self.places: list[Place] = []

    @property
    def version(self) -> int:
        return self.first + len(self.places)


class WorkingCopy:
    """Copies of the records in use, changed by the same rules as the store's.

    Its stamps are its own. `settle` learns which of the store's stamps stand for them, so that
    undo still knows its own writes after a record was read again. All methods may be called
    from any thread.

    Attributes:
        changes: A number that grows with every change to any record in memory.
    """

    def __init__(self, records: "Records") -> None:
        """Start with nothing read."""
        self._records = records
        self._files: dict[str, Tables] = {}
        self._logs: dict[str, _Log] = {}
        self._own_stamps: dict[str, dict[Place, dict[str, str]]] = {}
        self._lock = threading.RLock()
        self.changes = 0

    def holds(self, file: str) -> bool:
        """Tell whether a record is in memory."""
        return file in self._files

    def held(self) -> list[str]:
        """Return the names of the records in memory."""
        with self._lock:
            return list(self._files)

    def version(self, file: str) -> int:
        """Return a number that grows with every change to a record in memory."""
        log = self._logs.get(file)
        return 0 if log is None else log.version

    def changed_since(self, file: str, version: int) -> "frozenset[Place] | None":
        """Return the tables and ids of the documents changed after a version of a record.

        None means that any of them may have.
        """
        log = self._logs.get(file)
        if log is None:
            return frozenset() if version == 0 else None
        return None if version < log.first else frozenset(log.places[version - log.first :])

    def table(self, file: str, table: str) -> "Table":
        """Return the documents of a table by id, to be read, not changed.

        A file that does not exist has empty tables.

        Raises:
            StorageError: the record cannot be read.
        """
        return self.tables(file).get(table, {})

    def tables(self, file: str) -> "Tables":
        """Return all tables of a record, to be read, not changed; see `table`."""
        with self._lock:
            return self._tables(file)

    def snapshot(self, file: str) -> "Tables":
        """Return all tables of a record as they are now, for another thread; see `table`."""
        from reader.storage.documents import Documents

        with self._lock:
            return {
                name: table.copy() if isinstance(table, Documents) else dict(table)
                for name, table in self._tables(file).items()
            }

    def document(self, file: str, table: str, document: str) -> "Fields | None":
        """Return one document, to be read, not changed; None if there is none or it is deleted.

        Raises:
            StorageError: the record cannot be read.
        """
        fields = self.table(file, table).get(document)
        return None if fields is None or "deleted" in fields else fields

    def assume_empty(self, file: str) -> None:
        """Go on without a record that is not there, or cannot be read: then writing still fails."""
        self._files.setdefault(file, {})

    def is_newer(self, file: str) -> bool:
        """Tell whether a newer program wrote a record, so that it can only be read.

        Raises:
            StorageError: the record cannot be read.
        """
        from reader.storage.migrations import VERSION, version_of

        tables = self.tables(file)
        return "meta" in tables and version_of(tables) > VERSION

    def apply(self, changes: Iterable["Change"]) -> list["Applied"]:
        """Make changes in memory, those that change nothing left out.

        Raises:
            StorageError: a record cannot be read; nothing was changed.
        """
        from reader.storage.changes import TableWriter
        from reader.storage.merge import field_value, is_empty

        applied: list[Applied] = []
        writers: dict[str, TableWriter] = {}
        with self._lock:
            for change in changes:
                tables = self._tables(change.file)
                document = tables.get(change.table, {}).get(change.document, {})
                present = field_value(document, change.field)
                if present == change.value or (is_empty(present) and is_empty(change.value)):
                    continue
                if change.file not in writers:
                    writers[change.file] = TableWriter(tables, _DEVICE)
                written = writers[change.file].write(change)
                self._note(written)
                applied.extend(written)
        return applied

    @cached_property
    def _undo_rule(self) -> "UndoRule":
        """What takes changes back; asked for under the lock."""
        from reader.storage.changes import UndoRule

        return UndoRule()

    def revert(self, applied: Sequence["Applied"]) -> "Reverted":
        """Give fields their former values, where nobody else has written since."""
        from reader.storage.base import Reverted

        outcome = Reverted([], [])
        with self._lock:
            by_file = sorted(applied, key=lambda item: item.change.file)
            for file, items in groupby(by_file, key=lambda item: item.change.file):
                part = self._undo_rule.revert(self._tables(file), list(items), _DEVICE)
                outcome.applied.extend(part.applied)
                outcome.skipped.extend(part.skipped)
                self._note(part.applied)
        return outcome

    def wrote(self, change: "Change") -> bool:
        """Tell whether what a change would remove was written here, in this run."""
        from reader.storage.merge import field_stamp

        fields = self._files.get(change.file, {}).get(change.table, {}).get(change.document, {})
        stamp = field_stamp(fields, change.field) or ""
        return change.value is None and stamp.endswith(f"-{_DEVICE}")

    def settle(self, mine: Sequence["Applied"], stored: Sequence["Applied"]) -> None:
        """Learn the stamps that the store gave to changes made here."""
        own = {key_of(item.change): item.stamp for item in mine}
        with self._lock:
            for item in stored:
                stamp = own.get(key_of(item.change))
                if stamp and item.stamp:
                    documents = self._own_stamps.setdefault(item.change.file, {})
                    documents.setdefault(_place_of(item.change), {})[item.stamp] = stamp

    def refresh(self, file: str, unsaved: Sequence["Applied"] = ()) -> bool:
        """Read a record again, the unsaved changes on top; tell whether anything differs.

        Raises:
            ReaderError: the record cannot be read; what is in memory stays.
        """
        from reader.storage.merge import apply_change

        with self._lock:
            former = self._files.get(file)
            fresh = self._translated(file, self._records.read(file))
            for item in unsaved:
                change = item.change
                if change.file != file:
                    continue
                table = fresh.setdefault(change.table, {})
                document = table.get(change.document, {"id": change.document})
                table[change.document] = apply_change(
                    document, change.field, change.value, item.stamp
                )
            self._files[file] = fresh
            if former is None:
                self._logs[file] = _Log(self.version(file) + 1)
                self.changes += 1
                return True
            differing = sorted(_differing(former, fresh))
            self._remember(file, differing)
            return bool(differing)

    def _translated(self, file: str, tables: "Tables") -> "Tables":
        """Replace, in place, the store's stamps for changes made here by those given here."""
        for (table, document), own in self._own_stamps.get(file, {}).items():
            fields = tables.get(table, {}).get(document)
            if fields is not None:
                known = fields.get("stamps", {})
                stamps = {field: own.get(stamp, stamp) for field, stamp in known.items()}
                tables[table][document] = {**fields, "stamps": stamps}
        return tables

    def _tables(self, file: str) -> "Tables":
        if file not in self._files:
            try:
                self._files[file] = self._records.read(file)
            except NotFoundError:
                self._files[file] = {}
        return self._files[file]

    def _note(self, applied: Iterable["Applied"]) -> None:
        for item in applied:
            self._remember(item.change.file, [_place_of(item.change)])

    def _remember(self, file: str, places: Sequence[Place]) -> None:
        log = self._logs.setdefault(file, _Log())
        log.places.extend(places)
        self.changes += len(places)
        if len(log.places) > _REMEMBERED:
            self._logs[file] = _Log(log.version)


def _place_of(change: "Change") -> Place:
    return change.table, change.document


def _differing(former: "Tables", fresh: "Tables") -> set[Place]:
    """Return where two readings of a record are not the same."""
    from reader.storage.documents import differing

    names = former.keys() | fresh.keys()
    return {
        (name, document)
        for name in names
        for document in differing(former.get(name, {}), fresh.get(name, {}))
    }
