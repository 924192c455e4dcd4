"""Large records that were read or written lately, so as not to decode the same bytes again."""

import threading
from pathlib import Path
from typing import NamedTuple

from reader.storage.atomic_json import Pieces, decode, holds, reading
from reader.storage.base import Tables
from reader.storage.documents import Documents

_KEPT = 2


class Loaded(NamedTuple):
    """What a record file holds: its bytes, and what they mean."""

    pieces: Pieces
    tables: Tables

    def copy(self) -> "Loaded":
        """Return the same with tables that others can be put into."""
        tables: Tables = {
            name: table.copy() if isinstance(table, Documents) else dict(table)
            for name, table in self.tables.items()
        }
        return Loaded(self.pieces, tables)


class RecordMemory:
    """Reads record files; a large one is decoded again only if its bytes are not those it knows.

    It never takes a file's word for it: size and times may be the same after a change within a
    tick of the clock. The bytes are read and compared each time. All methods may be called from
    any thread.
    """

    def __init__(self) -> None:
        """Know nothing."""
        self._known: dict[Path, Loaded] = {}
        self._lock = threading.Lock()

    def read(self, path: Path) -> Tables | None:
        """Return the tables of a record file, None if there is none; see `load`."""
        loaded = self.load(path)
        return None if loaded is None else loaded.tables

    def load(self, path: Path) -> Loaded | None:
        """Return the bytes and the tables of a record file, None if there is none.

        The caller may put other documents into the tables, but not change one.

        Raises:
            DamagedFileError: it is empty or cannot be understood. It is left where it is.
            StorageError: the system does not let it be read.
        """
        known = self._known.get(path)
        with reading(path) as file:
            if file is None:
                return None
            if known is not None:
                if holds(file, known.pieces):
                    return known.copy()
                file.seek(0)
            content = file.readall()
        loaded = Loaded([content], decode(content, path))
        self.keep(path, loaded)
        return loaded

    def keep(self, path: Path, loaded: Loaded) -> None:
        """Remember what a file holds, if it is a large one; the bytes as pieces of its tables."""
        if not any(isinstance(table, Documents) for table in loaded.tables.values()):
            with self._lock:
                self._known.pop(path, None)
            return
        known = loaded.copy()
        with self._lock:
            self._known.pop(path, None)
            self._known[path] = known
            while len(self._known) > _KEPT:
                del self._known[next(iter(self._known))]
