"""The records as the person sees them: read once, changed at once, ahead of the disk."""

import threading
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from reader.errors import NotFoundError

if TYPE_CHECKING:
    from reader.storage.base import Applied, Change, Fields, Records, Reverted, Table, Tables

Key = tuple[str, str, str, str]

_DEVICE = "00000000"


def key_of(change: "Change") -> Key:
    """Return what a change is about: its file, table, document and field."""
    return change.file, change.table, change.document, change.field


class WorkingCopy:
    """Copies of the records in use, changed by the same rules as the store's.

    Its stamps are its own. `settle` learns which of the store's stamps stand for them, so that
    undo still knows its own writes after a record was read again. All methods may be called
    from any thread.
    """

    def __init__(self, records: "Records") -> None:
        """Start with nothing read."""
        from reader.storage.changes import UndoRule

        self._records = records
        self._files: dict[str, Tables] = {}
        self._versions: dict[str, int] = {}
        self._own_stamps: dict[tuple[str, str], str] = {}
        self._undo_rule = UndoRule()
        self._lock = threading.RLock()

    def holds(self, file: str) -> bool:
        """Tell whether a record is in memory."""
        return file in self._files

    def version(self, file: str) -> int:
        """Return a number that grows with every change to a record in memory."""
        return self._versions.get(file, 0)

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

    def document(self, file: str, table: str, document: str) -> "Fields | None":
        """Return one document, to be read, not changed; None if there is none or it is deleted.

        Raises:
            StorageError: the record cannot be read.
        """
        fields = self.table(file, table).get(document)
        return None if fields is None or "deleted" in fields else fields

    def assume_empty(self, file: str) -> None:
        """Go on without a record that cannot be read; writing to it still fails."""
        self._files[file] = {}

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
                applied.extend(writers[change.file].write(change))
            self._touch(writers)
        return applied

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
                self._touch([file])
        return outcome

    def settle(self, mine: Sequence["Applied"], stored: Sequence["Applied"]) -> None:
        """Learn the stamps that the store gave to changes made here."""
        own = {key_of(item.change): item.stamp for item in mine}
        with self._lock:
            for item in stored:
                stamp = own.get(key_of(item.change))
                if stamp and item.stamp:
                    self._own_stamps[item.change.file, item.stamp] = stamp

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
            self._touch([file])
            return former != fresh

    def _translated(self, file: str, tables: "Tables") -> "Tables":
        """Replace, in place, the store's stamps for changes made here by those given here."""
        for table in tables.values():
            for fields in table.values():
                stamps = fields.get("stamps", {})
                for field, stamp in stamps.items():
                    stamps[field] = self._own_stamps.get((file, stamp), stamp)
        return tables

    def _tables(self, file: str) -> "Tables":
        if file not in self._files:
            try:
                self._files[file] = self._records.read(file)
            except NotFoundError:
                self._files[file] = {}
        return self._files[file]

    def _touch(self, files: Iterable[str]) -> None:
        for file in files:
            self._versions[file] = self.version(file) + 1
