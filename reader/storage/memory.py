"""Records that were read or written lately, so as not to decode the same bytes again."""

import threading
from pathlib import Path
from typing import NamedTuple

from reader.storage.atomic_json import LARGE, Pieces, decode_file, holds, reading
from reader.storage.base import Tables
from reader.storage.documents import Documents

_LARGE_KEPT, _SMALL_KEPT = 2, 8


class Loaded(NamedTuple):
    """What a record file holds: its bytes, and what they mean."""

    pieces: Pieces
    tables: Tables

    @property
    def is_large(self) -> bool:
        """Whether a table of it is decoded a document at a time."""
        return any(isinstance(table, Documents) for table in self.tables.values())

    @property
    def is_changed(self) -> bool:
        """Whether a document of a large table was changed in this copy of it."""
        return any(
            isinstance(table, Documents) and table.is_changed for table in self.tables.values()
        )

    def copy(self) -> "Loaded":
        """Return the same with tables that others can be put into."""
        tables: Tables = {
            name: table.copy() if isinstance(table, Documents) else dict(table)
            for name, table in self.tables.items()
        }
        return Loaded(self.pieces, tables)

    def keep_plain(self, *, plain: bool) -> None:
        """Have a large record there as it is in the file, or only compressed."""
        for table in self.tables.values():
            if isinstance(table, Documents):
                table.keep_plain(plain=plain)


class RecordMemory:
    """Reads record files; one that is known is decoded again only if its bytes are others now.

    Known are large records, and small ones once they were written. Large ones are kept compressed
    but for the one whose annotations are being changed: a save goes over all of it three times.

    It never takes a file's word for it: size and times may be the same after a change within a tick
    of the clock. The bytes are read and compared each time. All methods may be called from any
    thread.
    """

    def __init__(self) -> None:
        """Know nothing."""
        self._large: dict[Path, Loaded] = {}
        self._small: dict[Path, Loaded] = {}
        self._changing: Path | None = None
        self._lock = threading.Lock()

    def read(self, path: Path) -> Tables | None:
        """Return the tables of a record file, None if there is none; for one who may keep them.

        The caller may put other documents into them, but not change one of a large record.

        Raises:
            DamagedFileError: it is empty or cannot be understood. It is left where it is.
            StorageError: the system does not let it be read.
        """
        loaded = self._loaded(path, self._large.get(path))
        return None if loaded is None else loaded.tables

    def glance(self, path: Path) -> Tables | None:
        """Return what `read` does, and remember no record that was not known.

        Raises:
            DamagedFileError: as `read`.
            StorageError: as `read`.
        """
        loaded = self._loaded(path, self._large.get(path), remember=False)
        return None if loaded is None else loaded.tables

    def load(self, path: Path) -> Loaded | None:
        """Return the bytes and the tables of a record file, None if there is none; for a writer.

        The caller may put other documents into the tables, but not change one.

        Raises:
            DamagedFileError: as `read`.
            StorageError: as `read`.
        """
        known = self._large.get(path)
        if known is not None and path == self._changing:
            known.keep_plain(plain=True)
        return self._loaded(path, known or self._small.get(path))

    def keep(self, path: Path, loaded: Loaded) -> None:
        """Remember what was written to a file; its bytes as pieces of its tables."""
        known = loaded.copy()
        with self._lock:
            self._large.pop(path, None)
            self._small.pop(path, None)
            kept, limit = self._small, _SMALL_KEPT
            if known.is_large:
                kept, limit = self._large, _LARGE_KEPT
            elif sum(map(len, known.pieces)) >= LARGE:
                # Decoded anew, it will be a large one.
                return
            kept[path] = known
            while len(kept) > limit:
                kept.pop(next(iter(kept))).keep_plain(plain=False)
            if loaded.is_changed and path != self._changing:
                if self._changing in self._large:
                    self._large[self._changing].keep_plain(plain=False)
                self._changing = path

    def _loaded(self, path: Path, known: Loaded | None, *, remember: bool = True) -> Loaded | None:
        with reading(path) as file:
            if file is None:
                return None
            if known is not None and holds(file, known.pieces):
                return known.copy()
            loaded = Loaded(*decode_file(file, path))
        if remember and loaded.is_large:
            self.keep(path, loaded)
        return loaded
