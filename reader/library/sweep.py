"""Changes to thousands of records that are one step: written a few at a time, behind all else.

A record that is not in memory is not brought there: what is to be changed in it is worked out when
its turn comes, from what it holds then. Between two portions the lock is free for other programs
and the writer for what a person does meanwhile, so nothing waits for a sweep to end.
"""

import pickle
import zlib
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError, StorageError, UnconfirmedError

if TYPE_CHECKING:
    from reader.library.working_copy import WorkingCopy
    from reader.storage.base import Applied, Change, Records, Tables

    Alter = Callable[[str, Tables], list[Change]]

_PORTION = 16
"""Records written at a time, in a tenth of a second."""

_NAMED = 3


class Swept(NamedTuple):
    """How far a sweep has come.

    Attributes:
        label: The step it belongs to.
        back: Whether it takes the step back.
        done: How many records were gone through.
        total: How many there are.
        left: What had to be left as it is, as a sentence; empty if nothing had to.
        files: The records gone through since it was told last.
    """

    label: str
    back: bool
    done: int
    total: int
    left: str = ""
    files: frozenset[str] = frozenset()


class Sweep:
    """A part of a step that is written in portions; see `Writer.submit_behind`.

    Attributes:
        back: Whether it takes a step back.
        broken_off: Whether it was stopped before it was done.
        done: How many records were gone through.
    """

    back = False

    def __init__(self, records: "Records", label: str, told: Callable[[Swept], None]) -> None:
        """Prepare to write.

        Args:
            records: The store.
            label: The step it belongs to.
            told: Told of each portion, in the writer's thread.
        """
        self._records = records
        self._label = label
        self._told = told
        self._place = 0
        self._partly: set[str] = set()
        self._unconfirmed: list[str] = []
        self._stored: list[bytes] = []
        self._changed = 0
        self._left: list[str] = []
        self.broken_off = False
        self.done = 0

    @property
    def total(self) -> int:
        """How many records there are to go through."""
        raise NotImplementedError

    @property
    def finished(self) -> bool:
        """Whether nothing is left to be written."""
        return self.broken_off or self.done >= self.total

    @property
    def state(self) -> Swept:
        """How far it has come."""
        left = ""
        if self._left:
            named = ", ".join(file.partition("/")[2] for file in self._left[:_NAMED])
            more = ", …" if len(self._left) > _NAMED else ""
            left = f"{len(self._left)} of the articles cannot be written and stay: {named}{more}."
        return Swept(self._label, self.back, self.done, self.total, left)

    def stop(self) -> None:
        """Leave off after the portion that is being written."""
        self.broken_off = not self.finished or self.broken_off

    def break_off(self) -> None:
        """Leave off, if what is written then can be taken back as a whole."""

    def write(self) -> None:
        """Write the next portion, returning once it is durable; called again after a failure.

        Raises:
            ReaderError: a part of it is not durable yet.
        """
        if self._unconfirmed:
            self._records.confirm(self._unconfirmed)
            self._unconfirmed = []
        if self.finished:
            return
        files = self._files(self._place)
        try:
            applied = self._write([file for file in files if file not in self._partly])
        except StorageError as error:
            self._keep(error.applied)
            self._partly.update(item.change.file for item in error.applied)
            if isinstance(error, UnconfirmedError) and error.applied:
                self._unconfirmed = [error.applied[-1].change.file]
            raise
        self._keep(applied)
        self._partly.clear()
        self._place += 1
        self.done += len(files)
        self._told(self.state._replace(files=frozenset(files)))

    def stored(self, place: int) -> "list[Applied]":
        """Return what was written in one go, counted from the first."""
        found: list[Applied] = pickle.loads(zlib.decompress(self._stored[place]))  # noqa: S301  our own
        return found

    @property
    def changed(self) -> int:
        """How many records were changed."""
        return self._changed

    @property
    def stored_times(self) -> int:
        """In how many goes something was written."""
        return len(self._stored)

    def _keep(self, applied: "Iterable[Applied]") -> None:
        """Keep what was written, in a tenth of the room: it is only wanted if it is taken back."""
        items = list(applied)
        if items:
            self._changed += len({item.change.file for item in items})
            self._stored.append(zlib.compress(pickle.dumps(items), 1))

    def _files(self, place: int) -> Sequence[str]:
        """Return the records of a portion."""
        raise NotImplementedError

    def _write(self, files: Sequence[str]) -> "Sequence[Applied]":
        """Write these records of the portion."""
        raise NotImplementedError


class Sweeping(Sweep):
    """Changes records."""

    def __init__(
        self,
        records: "Records",
        copy: "WorkingCopy",
        label: str,
        told: Callable[[Swept], None],
        files: Sequence[str],
        alter: "Alter",
    ) -> None:
        """Take what is to be done; see `Sweep`.

        Args:
            records: The store.
            copy: The records in memory: what a person wrote there since the sweep began stays.
            label: The step it belongs to.
            told: Told of each portion.
            files: The records.
            alter: Returns the changes to make in a record, from its tables.
        """
        super().__init__(records, label, told)
        self._copy = copy
        self._all = files
        self._alter = alter

    @property
    def total(self) -> int:
        """How many records there are to go through."""
        return len(self._all)

    def break_off(self) -> None:
        """Leave off."""
        self.stop()

    def _files(self, place: int) -> Sequence[str]:
        return self._all[place * _PORTION : (place + 1) * _PORTION]

    def _write(self, files: Sequence[str]) -> "Sequence[Applied]":
        changes = list(chain.from_iterable(map(self._changes, files)))
        return self._records.apply(changes) if changes else ()

    def _changes(self, file: str) -> "list[Change]":
        """Return the changes of a record; none of one that cannot be read, or only be read."""
        from reader.storage.migrations import VERSION, version_of

        try:
            tables = self._records.read(file)
        except ReaderError:
            self._left.append(file)
            return []
        if "meta" in tables and version_of(tables) > VERSION:
            self._left.append(file)
            return []
        changes = self._alter(file, tables)
        return [change for change in changes if not self._copy.wrote(change)]


class Restoring(Sweep):
    """Takes back what another sweep wrote; it is written after that one."""

    def __init__(
        self,
        records: "Records",
        label: str,
        told: Callable[[Swept], None],
        undone: Sweep,
        on_skipped: Callable[[frozenset[str]], None],
    ) -> None:
        """Take the sweep to take back; see `Sweep`.

        Args:
            records: The store.
            label: The step it belongs to.
            told: Told of each portion.
            undone: What is taken back.
            on_skipped: Gets the records in which a field was left as it is because it was changed
                elsewhere.
        """
        super().__init__(records, label, told)
        self._undone = undone
        self._on_skipped = on_skipped
        self.back = not undone.back

    @property
    def total(self) -> int:
        """How many records there are to go through."""
        return self._undone.changed

    @property
    def finished(self) -> bool:
        """Whether nothing is left to be written."""
        return self.broken_off or (
            self._undone.finished and self._place >= self._undone.stored_times
        )

    def _files(self, place: int) -> Sequence[str]:
        return list(dict.fromkeys(item.change.file for item in self._undone.stored(place)))

    def _write(self, files: Sequence[str]) -> "Sequence[Applied]":
        wanted = set(files)
        items = [item for item in self._undone.stored(self._place) if item.change.file in wanted]
        outcome = self._records.revert(items)
        if outcome.skipped:
            self._on_skipped(frozenset(item.change.file for item in outcome.skipped))
        return outcome.applied
