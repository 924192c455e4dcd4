"""The index ahead of the disk: it is told what stands in memory, before that is saved."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.index.database import Database

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.working_copy import WorkingCopy
    from reader.storage.base import Tables
    from reader.storage.repository import Repository

_ARTICLES = "articles/"
_STATE = "state"


class Ahead:
    """Tells which records the index does not have as they are, and reads them as they are.

    What is put in ahead of its file is read again once that is written, so a change that never
    becomes durable is in the index no longer than in memory.
    """

    def __init__(
        self,
        records: "Repository",
        copy: "WorkingCopy",
        database: Database,
        unsaved: Callable[[str], bool],
    ) -> None:
        """Look at the records in memory.

        Args:
            records: The store.
            copy: The records in memory.
            database: The index.
            unsaved: Tells whether changes to a record wait to be written.
        """
        self._records = records
        self._copy = copy
        self._database = database
        self._unsaved = unsaved
        self._taken: dict[str, int] = {}
        self._generation = 0
        self._lock = threading.Lock()

    def read(self, file: str) -> "Tables":
        """Return a record as it stands: on disk, or in memory where that is ahead.

        Raises:
            StorageError: it cannot be read.
        """
        if self._copy.holds(file) and self._unsaved(file):
            return self._copy.snapshot(file)
        return self._records.read(file)

    def take(self, take: "Callable[[Sequence[str]], None]") -> None:
        """Have `take` put into the index what changed in memory since this was done last.

        Args:
            take: Given the names of records; what it raises is raised, and they are given again.
        """
        with self._lock:
            if self._generation != self._database.generation:
                self._generation = self._database.generation
                self._taken.clear()
            versions = {file: self._copy.version(file) for file in self._copy.held()}
            changed = {
                file: version
                for file, version in versions.items()
                if version != self._taken.get(file, 0)
            }
            if changed:
                take([file for file in changed if self._matters(file)])
                self._taken |= changed

    def _matters(self, file: str) -> bool:
        """Tell whether something changed besides how far an article is read."""
        places = self._copy.changed_since(file, self._taken.get(file, 0))
        return places is None or any(table != _STATE for table, _ in places)
