"""Record files as TinyDB databases: string ids, no query cache, one write for several tables."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from reader.storage.atomic_json import atomic_write, encode_in_pieces
from reader.storage.base import Tables
from reader.storage.memory import RecordMemory


class AtomicJSONStorage(Storage):
    """A TinyDB storage that replaces its file durably and refuses a damaged one."""

    def __init__(self, path: Path, memory: RecordMemory | None = None) -> None:
        """Name the file, and what remembers it; nothing is opened or made."""
        self._path = path
        self._memory = memory or RecordMemory()

    def read(self) -> Any:
        """Return all tables, None if there is no file. Raises what `RecordMemory.read` raises."""
        return self._memory.read(self._path)

    def write(self, data: Any) -> None:
        """Replace the file and return once it is durable. Raises what `atomic_write` raises."""
        pieces = encode_in_pieces(data)
        atomic_write(self._path, pieces)
        self._memory.keep(self._path, pieces, data)


class RecordTable(Table):
    """A table whose documents are named by strings (TinyDB's own are numbered)."""

    document_id_class = str  # type: ignore[assignment]


class RecordDatabase(TinyDB):
    """One record file."""

    table_class = RecordTable

    def __init__(self, path: Path, memory: RecordMemory | None = None) -> None:
        """Open the record file at `path`, with what remembers it; it need not exist."""
        super().__init__(path, memory, storage=AtomicJSONStorage)

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
