"""The index ahead of the disk: it is told what stands in memory, before that is saved."""

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from reader.index.database import Database

if TYPE_CHECKING:
    from reader.library.working_copy import Place, WorkingCopy
    from reader.storage.base import Tables
    from reader.storage.repository import Repository

    Take = Callable[[Mapping[str, frozenset[Place] | None], Callable[[str], Tables]], None]

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
        return self._records.glance(file)

    def take(self, take: "Take") -> None:
        """Have `take` put into the index what changed in memory since this was done last.

        Args:
            take: What it raises is raised, and what changed is given to it again.
        """
        with self._lock:
            if self._generation != self._database.generation:
                self._generation = self._database.generation
                self._taken.clear()
            versions = {file: self._copy.version(file) for file in self._copy.held()}
            changed = {
                file: self._changed(file)
                for file, version in versions.items()
                if version != self._taken.get(file, 0)
            }
            wanted = {file: places for file, places in changed.items() if places != frozenset()}
            if wanted:
                take(wanted, self._copy.snapshot)
            self._taken |= {file: versions[file] for file in changed}

    def _changed(self, file: str) -> "frozenset[Place] | None":
        """Return what changed of a record, but for how far an article is read; None if unknown."""
        places = self._copy.changed_since(file, self._taken.get(file, 0))
        return places and frozenset(place for place in places if place[0] != _STATE)
