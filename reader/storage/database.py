"""Record files as TinyDB databases: string ids, no query cache, one write for several tables."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from reader.storage.atomic_json import Pieces, encode_in_pieces, read_tables
from reader.storage.base import Tables
from reader.storage.memory import Loaded, RecordMemory
from reader.storage.merge import is_same, merge_files
from reader.storage.migrations import refuse_newer, upgrade
from reader.storage.replacing import Care, replace_record


class AtomicJSONStorage(Storage):
    """A TinyDB storage that replaces its file durably and refuses a damaged one.

    Where another program replaced the file since it was read, what both wrote is merged.
    """

    def __init__(
        self, path: Path, memory: RecordMemory | None = None, care: Care | None = None
    ) -> None:
        """Name the file, what remembers it, and what to call on; nothing is opened or made."""
        self._path = path
        self._memory = memory or RecordMemory()
        self._care = care or Care()
        self._former: Pieces | None = None

    def read(self) -> Any:
        """Return all tables, None if there is no file. Raises what `RecordMemory.load` raises."""
        loaded = self._memory.load(self._path)
        self._former = None if loaded is None else loaded.pieces
        return None if loaded is None else loaded.tables

    def write(self, data: Any) -> None:
        """Replace the file and return once it is durable. Raises what `replace_record` raises."""
        tables = data
        pieces = encode_in_pieces(data)

        def merge(foreign: Path) -> Pieces | None:
            nonlocal tables, pieces
            theirs = read_tables(foreign)
            if theirs is None:
                return None
            refuse_newer(theirs, self._path)
            merged = merge_files(tables, upgrade(theirs))
            self._care.merged()
            if is_same(merged, tables):
                return None
            tables, pieces = merged, encode_in_pieces(merged)
            return pieces

        replace_record(self._path, pieces, self._former, merge, self._care)
        self._former = pieces
        self._memory.keep(self._path, Loaded(pieces, tables))


class RecordTable(Table):
    """A table whose documents are named by strings (TinyDB's own are numbered)."""

    document_id_class = str  # type: ignore[assignment]


class RecordDatabase(TinyDB):
    """One record file."""

    table_class = RecordTable

    def __init__(
        self, path: Path, memory: RecordMemory | None = None, care: Care | None = None
    ) -> None:
        """Open the record file at `path`, which need not exist; see `AtomicJSONStorage`."""
        super().__init__(path, memory, care, storage=AtomicJSONStorage)

    def table(self, name: str, **options: Any) -> Table:
        """Return a table that remembers no query: another process may have changed the file."""
        return super().table(name, **{**options, "cache_size": 0})

    def update_tables(self, updater: Callable[[Tables | None], Tables | None]) -> None:
        """Read once, let `updater` change all tables, and write once.

        Args:
            updater: Takes the tables, None if there is no file; returns those to write, None to
                leave the file as it is.
        """
        storage: Any = self.storage
        changed = updater(storage.read())
        if changed is not None:
            storage.write(changed)
