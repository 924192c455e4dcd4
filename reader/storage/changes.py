"""Writing changes into the tables of one file, and taking them back."""

from collections.abc import Sequence

from reader.model.stamps import next_stamp, utc_now
from reader.storage.base import Applied, Change, Reverted, Tables
from reader.storage.merge import (
    DELETED,
    UNSTAMPED,
    apply_change,
    field_stamp,
    field_value,
    largest_stamp,
)


class TableWriter:
    """Writes changes into the tables of one file, each with a stamp above all in the file."""

    def __init__(self, tables: Tables, device: str) -> None:
        """Work on `tables` in place; documents are replaced, not changed."""
        self._tables = tables
        self._device = device
        self._largest = largest_stamp(tables)
        self._made: set[tuple[str, str]] = set()

    def write(self, change: Change) -> list[Applied]:
        """Write one field; a deleted document is revived by a write of its own before it."""
        table = self._tables.setdefault(change.table, {})
        key = (change.table, change.document)
        if change.document not in table:
            self._made.add(key)
            table[change.document] = {"id": change.document}
        document = table[change.document]
        revival: list[Applied] = []
        if DELETED in document and change.field != DELETED and change.field not in UNSTAMPED:
            undelete = Change(change.file, change.table, change.document, DELETED, None)
            revival = self.write(undelete)
            document = table[change.document]
        stamp = "" if change.field in UNSTAMPED else self._next_stamp()
        table[change.document] = apply_change(document, change.field, change.value, stamp)
        before = field_value(document, change.field)
        former = field_stamp(document, change.field)
        return [*revival, Applied(change, before, stamp, former, made=key in self._made)]

    def _next_stamp(self) -> str:
        self._largest = next_stamp(self._largest, self._device)
        return self._largest


class UndoRule:
    """Takes writes back where nobody else has written since.

    A field that an undo gave its former value bears a new stamp. That stamp is remembered as
    standing for the former one, so that the write before can be undone too. Stamps are told
    apart within a file only: two files written in the same millisecond may use the same.
    """

    def __init__(self) -> None:
        self._origins: dict[tuple[str, str], str] = {}

    def revert(self, tables: Tables, applied: Sequence[Applied], device: str) -> Reverted:
        """Take back writes to one file, the last first, changing `tables` in place."""
        writer = TableWriter(tables, device)
        outcome = Reverted([], [])
        handled: set[tuple[str, str]] = set()
        for item in reversed(applied):
            key = (item.change.table, item.change.document)
            if not item.made:
                self._revert_field(tables, item, writer, outcome)
            elif key not in handled:
                handled.add(key)
                making = [
                    other
                    for other in applied
                    if other.made and (other.change.table, other.change.document) == key
                ]
                self._revert_making(tables, making, writer, outcome)
        return outcome

    def _revert_field(
        self, tables: Tables, item: Applied, writer: TableWriter, outcome: Reverted
    ) -> None:
        change = item.change
        document = tables.get(change.table, {}).get(change.document, {})
        present = field_stamp(document, change.field)
        origin = self._origin(change.file, item.stamp)
        if present is None or self._origin(change.file, present) != origin:
            outcome.skipped.append(item)
            return
        undo = Change(change.file, change.table, change.document, change.field, item.before)
        written = writer.write(undo)
        former = self._origin(change.file, item.former_stamp)
        self._origins[change.file, written[-1].stamp] = former
        outcome.applied.extend(written)

    def _revert_making(
        self,
        tables: Tables,
        making: Sequence[Applied],
        writer: TableWriter,
        outcome: Reverted,
    ) -> None:
        change = making[0].change
        document = tables.get(change.table, {}).get(change.document)
        ours = {self._origin(change.file, item.stamp) for item in making} | {""}
        if document is None or any(
            self._origin(change.file, stamp) not in ours
            for stamp in document.get("stamps", {}).values()
        ):
            outcome.skipped.extend(making)
            return
        tombstone = Change(change.file, change.table, change.document, DELETED, utc_now())
        outcome.applied.extend(writer.write(tombstone))

    def _origin(self, file: str, stamp: str | None) -> str:
        return "" if not stamp else self._origins.get((file, stamp), stamp)
