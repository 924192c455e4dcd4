"""What is put to the test: our store, and stores with a known fault that a test must find."""

import fcntl
import os
import secrets
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol
from unittest import mock

from tinydb import TinyDB
from tinydb.storages import JSONStorage
from tinydb.table import Document

from reader.paths import Places, resolve_places
from reader.storage.atomic_json import encode, read_tables, sync_folder
from reader.storage.base import Change, Tables
from reader.storage.changes import TableWriter
from reader.storage.database import RecordTable
from reader.storage.migrations import new_tables
from reader.storage.repository import Repository

PATIENCE = 60.0
"""Seconds to wait for the lock: four writers may share two processors with other tests."""

Tell = Callable[[int], bool]


class Saver(Protocol):
    """Whatever saves."""

    def apply(self, changes: Sequence[Change]) -> object:
        """Return once the changes are durable."""


class Store(Saver, Protocol):
    """A folder of records."""

    def read(self, file: str) -> Tables:
        """Return what is on disk."""

    def path(self, file: str) -> Path:
        """Return where it is."""


Opener = Callable[[Path], Store]


def places_in(folder: Path) -> Places:
    """Return where a library in `folder` keeps its things."""
    return Places(folder / "library", folder / "state", folder / "cache", folder / "config.toml")


def ours(folder: Path) -> Repository:
    """Open our own store."""
    return Repository.open(places_in(folder), wait=PATIENCE)


def of_this_environment(_folder: Path) -> Repository:
    """Open the library that the program opens in this environment."""
    return Repository.open(resolve_places(), wait=PATIENCE)


class Unsynced:
    """Our own store, where a sync of what `skips` names by its mode does nothing."""

    def __init__(self, folder: Path, skips: Tell) -> None:
        self._store = ours(folder)
        self._skips = skips
        self._sync = os.fsync

    def path(self, file: str) -> Path:
        return self._store.path(file)

    def read(self, file: str) -> Tables:
        return self._store.read(file)

    def apply(self, changes: Sequence[Change]) -> object:
        with mock.patch.object(os, "fsync", self._sync_the_rest):
            return self._store.apply(changes)

    def _sync_the_rest(self, descriptor: int) -> None:
        if not self._skips(os.fstat(descriptor).st_mode):
            self._sync(descriptor)


class OneFileEach:
    """Base of the stores below: one file for each record, side by side."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "library"
        self._folder.mkdir(exist_ok=True)

    def path(self, file: str) -> Path:
        return self._folder / f"{file.replace('/', '-')}.json"

    def read(self, file: str) -> Tables:
        return read_tables(self.path(file)) or {}


class InPlace(OneFileEach):
    """TinyDB as it comes, but for ids that are strings: it writes over the file it has."""

    def read(self, file: str) -> Tables:
        with _NamedRows(self.path(file), storage=JSONStorage) as opened:
            return opened.storage.read() or {}

    def apply(self, changes: Sequence[Change]) -> None:
        for change in changes:
            row = Document({"id": change.document, change.field: change.value}, 0)
            row.doc_id = change.document  # type: ignore[assignment]
            with _NamedRows(self.path(change.file), storage=JSONStorage) as opened:
                opened.table(change.table).upsert(row)


class _NamedRows(TinyDB):
    table_class = RecordTable


class Replacing(OneFileEach):
    """Locks a file of its own, syncs and renames, and never looks at what it replaced."""

    def apply(self, changes: Sequence[Change]) -> None:
        for change in changes:
            with self._locked(self.path(change.file)).open("a+b") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                self._write(change)

    def _locked(self, path: Path) -> Path:
        return path.with_suffix(".lock")

    def _write(self, change: Change) -> None:
        path = self.path(change.file)
        tables: Any = (path.stat().st_size if path.exists() else 0) and read_tables(path)
        tables = tables or new_tables()
        TableWriter(tables, "00000000").write(change)
        temporary = path.with_name(f"{secrets.token_hex(4)}.tmp")
        with temporary.open("xb") as file:
            file.write(encode(tables))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)


class LocksData(Replacing):
    """The same, but the lock is on the very file that is replaced."""

    def _locked(self, path: Path) -> Path:
        return path


STORES: dict[str, Opener] = {
    "ours": ours,
    "of this environment": of_this_environment,
    "no fsync": lambda folder: Unsynced(folder, lambda mode: True),
    "no fsync of the file": lambda folder: Unsynced(folder, stat.S_ISREG),
    "no fsync of the folder": lambda folder: Unsynced(folder, stat.S_ISDIR),
    "stock TinyDB": InPlace,
    "locks the data file": LocksData,
    "replaces blindly": Replacing,
}
