"""Large records that were read or written lately, so as not to decode the same bytes again."""

import hashlib
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reader.storage.atomic_json import decode, reading
from reader.storage.base import Tables
from reader.storage.documents import Documents

_KEPT = 2


@dataclass(frozen=True)
class _Known:
    size: int
    pieces: Sequence[bytes | memoryview]
    tables: Tables

    @cached_property
    def digest(self) -> bytes:
        """The SHA-256 of the file, made when it is first compared: opening need not wait for it."""
        digest = hashlib.sha256()
        for piece in self.pieces:
            digest.update(piece)
        return digest.digest()


class RecordMemory:
    """Reads record files; a large one is decoded again only if its bytes are not those it knows.

    It never takes a file's word for it: size and times may be the same after a change within a
    tick of the clock. The bytes are read each time, and their SHA-256 tells. All methods may be
    called from any thread.
    """

    def __init__(self) -> None:
        """Know nothing."""
        self._known: dict[Path, _Known] = {}
        self._lock = threading.Lock()

    def read(self, path: Path) -> Tables | None:
        """Return the tables of a record file, None if there is none; see `read_tables`.

        The caller may put other documents into them, but not change one.

        Raises:
            DamagedFileError: it is empty or cannot be understood. It is left where it is.
            StorageError: the system does not let it be read.
        """
        known = self._known.get(path)
        with reading(path) as file:
            if file is None:
                return None
            if known is not None and os.fstat(file.fileno()).st_size == known.size:
                if hashlib.file_digest(file, "sha256").digest() == known.digest:
                    return _copy(known.tables)
                file.seek(0)
            content = file.readall()
        tables = decode(content, path)
        self.keep(path, [content], tables)
        return tables

    def keep(self, path: Path, pieces: Sequence[bytes | memoryview], tables: Tables) -> None:
        """Remember what a file holds, if it is a large one.

        Args:
            path: The file.
            pieces: Its bytes, most of them those that the tables hold.
            tables: What they hold.
        """
        if not any(isinstance(table, Documents) for table in tables.values()):
            with self._lock:
                self._known.pop(path, None)
            return
        known = _Known(sum(map(len, pieces)), pieces, _copy(tables))
        with self._lock:
            self._known.pop(path, None)
            self._known[path] = known
            while len(self._known) > _KEPT:
                del self._known[next(iter(self._known))]


def _copy(tables: Tables) -> Tables:
    return {
        name: table.copy() if isinstance(table, Documents) else dict(table)
        for name, table in tables.items()
    }
