"""What the writer thread writes: changes, and undoings of changes."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.errors import StorageError, UnconfirmedError
from reader.library.working_copy import key_of

if TYPE_CHECKING:
    from reader.library.working_copy import WorkingCopy
    from reader.storage.base import Applied, Change, Records


class WriteJob:
    """Base of what is written: keeps what is done when a part of it fails.

    Attributes:
        mine: The changes as they were made in memory.
        stored: The changes as they are on disk, complete once the job has been written.
    """

    def __init__(self, records: "Records", copy: "WorkingCopy", mine: Sequence["Applied"]) -> None:
        """Take the changes made in memory, to be written by `write`."""
        self._records = records
        self._copy = copy
        self._unconfirmed: list[str] = []
        self._written: set[str] = set()
        self.mine = list(mine)
        self.stored: list[Applied] = []
        self._by_file: tuple[list[Applied], dict[str, list[Applied]]] | None = None

    def changes_to(self, file: str) -> list["Applied"]:
        """Return the changes made to one record, oldest first; in no time, and from any thread."""
        mine, known = self.mine, self._by_file
        if known is None or known[0] is not mine:
            grouped: dict[str, list[Applied]] = {}
            for item in mine:
                grouped.setdefault(item.change.file, []).append(item)
            known = self._by_file = (mine, grouped)
        return known[1].get(file, [])

    @property
    def files(self) -> frozenset[str]:
        """The records still to be written."""
        touched = {item.change.file for item in self.mine}
        return frozenset(touched - self._written | set(self._unconfirmed))

    def write(self) -> None:
        """Write what is not written yet. See `Job.write`."""
        if self._unconfirmed:
            self._records.confirm(self._unconfirmed)
            self._unconfirmed = []
        try:
            done = self._write_rest()
        except StorageError as error:
            self._take(error.applied)
            if isinstance(error, UnconfirmedError) and error.applied:
                self._unconfirmed = [error.applied[-1].change.file]
            raise
        self._take(done)

    def _write_rest(self) -> Sequence["Applied"]:
        raise NotImplementedError

    def _take(self, done: Sequence["Applied"]) -> None:
        self.stored.extend(done)
        self._written.update(item.change.file for item in done)
        self._copy.settle(self.mine, done)


class ChangeJob(WriteJob):
    """Writes changes."""

    def __init__(
        self,
        records: "Records",
        copy: "WorkingCopy",
        mine: Sequence["Applied"],
        changes: Sequence["Change"],
    ) -> None:
        """Take the changes to write; `mine` may hold fewer, those that changed something."""
        super().__init__(records, copy, mine)
        self._changes = list(changes)

    def _write_rest(self) -> Sequence["Applied"]:
        rest = [change for change in self._changes if change.file not in self._written]
        return self._records.apply(rest) if rest else ()


class RevertJob(WriteJob):
    """Undoes, or does again, what another job wrote; it is written after that one."""

    def __init__(
        self,
        records: "Records",
        copy: "WorkingCopy",
        mine: Sequence["Applied"],
        undone: WriteJob,
        on_skipped: Callable[[frozenset[str]], None],
    ) -> None:
        """Take the job to undo.

        Args:
            records: The store.
            copy: The records in memory.
            mine: What the undoing changed in memory.
            undone: The job whose writes are taken back.
            on_skipped: Gets, in the writer's thread, the files in which a field was left as it
                is because it was changed elsewhere.
        """
        super().__init__(records, copy, mine)
        self._undone = undone
        self._on_skipped = on_skipped

    @property
    def files(self) -> frozenset[str]:
        """The records still to be written; those of the job that is undone, once that is."""
        return super().files | frozenset(
            item.change.file for item in self._undone.mine if item.change.file not in self._written
        )

    def _write_rest(self) -> Sequence["Applied"]:
        rest = [item for item in self._undone.stored if item.change.file not in self._written]
        outcome = self._records.revert(rest)
        if outcome.skipped:
            self._leave(outcome.skipped)
            self._on_skipped(frozenset(item.change.file for item in outcome.skipped))
        return outcome.applied

    def _leave(self, skipped: Sequence["Applied"]) -> None:
        """Forget what was undone in memory only, so that it is neither shown nor done again."""
        fields = {key_of(item.change) for item in skipped}
        made = {key_of(item.change)[:3] for item in skipped if item.made}
        self.mine = [
            item
            for item in self.mine
            if key_of(item.change) not in fields and key_of(item.change)[:3] not in made
        ]
