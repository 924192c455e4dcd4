"""Annotates in child processes, kills them, and looks for what had been acknowledged.

Run as `python -m tests.faults.killing FOLDER ROUNDS SEED ours|in-place`; prints a JSON object.
Forking instead of starting anew makes two hundred kills a matter of seconds.
"""

import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from tinydb import TinyDB
from tinydb.storages import JSONStorage
from tinydb.table import Document

from reader.errors import StorageError
from reader.model.stamps import new_id
from reader.paths import Places
from reader.storage.atomic_json import unfinished
from reader.storage.base import Change, Tables
from reader.storage.database import RecordTable
from reader.storage.merge import field_value
from reader.storage.repository import Repository

ARTICLES = tuple(f"articles/a-{number:06}" for number in range(6))
CLAIM = "claims/c-000001"
LONGEST_LIFE = 0.06

Key = tuple[str, str, str, str]


class Store(Protocol):
    """What is put to the test."""

    def apply(self, changes: Sequence[Change]) -> object:
        """Return once the changes are durable."""

    def read(self, file: str) -> Tables:
        """Return what is on disk."""

    def path(self, file: str) -> Path:
        """Return where it is."""


class NamedRows(TinyDB):
    """TinyDB as it comes, but for ids that are strings."""

    table_class = RecordTable


class InPlaceStore:
    """TinyDB's own storage, which writes over the file it has: the negative control."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, file: str) -> Path:
        return self._folder / f"{file.replace('/', '-')}.json"

    def read(self, file: str) -> Tables:
        with NamedRows(self.path(file), storage=JSONStorage) as opened:
            return opened.storage.read() or {}

    def apply(self, changes: Sequence[Change]) -> None:
        for change in changes:
            row = Document({"id": change.document, change.field: change.value}, 0)
            row.doc_id = change.document  # type: ignore[assignment]
            with NamedRows(self.path(change.file), storage=JSONStorage) as opened:
                opened.table(change.table).upsert(row)


@dataclass
class Report:
    """What the kills came to."""

    rounds: int = 0
    acknowledged: int = 0
    problems: list[str] = field(default_factory=list)


def batches(seed: int) -> list[list[Change]]:
    """Return what one child does: creations, edits, deletions, claims, over several records."""
    chance = random.Random(seed)
    made: list[tuple[str, str]] = []
    planned = []
    for number in range(400):
        text = f"{seed}-{number} " + "words " * chance.randrange(40)
        what = chance.random()
        if not made or what < 0.4:
            file, document = chance.choice(ARTICLES), new_id()
            made.append((file, document))
            fields: dict[str, Any] = {"created": "2026-01-01T00:00:00.000Z", "kind": "claim"}
            fields |= {"anchors": [{"start": number, "end": number + 9, "exact": text}]}
        elif what < 0.85:
            file, document = chance.choice(made)
            fields = chance.choice([{"note": text}, {"via": text, "kind": "question"}])
        else:
            file, document = made.pop(chance.randrange(len(made)))
            fields = {"deleted": "2026-01-02T00:00:00.000Z"}
        batch = [Change(file, "annotations", document, name, fields[name]) for name in fields]
        if what > 0.7:
            batch.append(Change(CLAIM, "claim", "c-000001", "verdict", text))
        planned.append(batch)
    return planned


def annotate(store: Store, seed: int, pipe: int) -> None:
    """Write without end, telling of each batch before and after."""
    for batch in batches(seed):
        told = json.dumps([change._asdict() for change in batch])
        os.write(pipe, f"will {told}\n".encode())
        store.apply(batch)
        os.write(pipe, f"did {told}\n".encode())


def kill_one(store: Store, seed: int, chance: random.Random) -> list[str]:
    """Let a child annotate, kill it at some instant, and return the lines it wrote."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            annotate(store, seed, writing)
        finally:
            os._exit(0)
    os.close(writing)
    if chance.random() < 0.9:
        select.select([reading], [], [], 10)
    time.sleep(chance.uniform(0, LONGEST_LIFE))
    os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, encoding="utf-8") as lines:
        told = lines.read()
    os.waitpid(child, 0)
    return told.split("\n")[:-1]


def run(store: Store, rounds: int, seed: int, *, until_a_problem: bool) -> Report:
    """Kill `rounds` children; after each, compare the disk with what was acknowledged."""
    chance = random.Random(seed)
    report = Report()
    expected: dict[Key, Any] = {}
    possible: dict[Key, list[Any]] = {}
    while report.rounds < rounds and not (until_a_problem and report.problems):
        report.rounds += 1
        begun: dict[Key, Any] = {}
        for line in kill_one(store, seed * 100_000 + report.rounds, chance):
            word, told = line.split(" ", 1)
            values = {
                (item["file"], item["table"], item["document"], item["field"]): item["value"]
                for item in json.loads(told)
            }
            if word == "will":
                begun = values
            else:
                report.acknowledged += 1
                expected |= values
                begun = {}
                for key in values:
                    possible.pop(key, None)
        # What had begun may be on disk already, or come out of a leftover file at the next write.
        for key, value in begun.items():
            possible.setdefault(key, []).append(value)
        report.problems += differences(store, expected, possible)
    return report


def present(tables: Tables, key: Key) -> Any:
    """Return the value on disk."""
    return field_value(tables.get(key[1], {}).get(key[2], {}), key[3])


def differences(
    store: Store, expected: dict[Key, Any], possible: dict[Key, list[Any]]
) -> list[str]:
    """Return what is missing, wrong or there twice."""
    problems = []
    for file in {key[0] for key in expected}:
        try:
            tables = store.read(file)
            text = store.path(file).read_text(encoding="utf-8")
        except (StorageError, ValueError) as error:
            problems.append(f"{file} cannot be read: {error}")
            continue
        for key, value in expected.items():
            if key[0] != file:
                continue
            found = present(tables, key)
            if found != value and found not in possible.get(key, []):
                problems.append(f"{key} is {found!r}, not {value!r}")
        documents = {key[2] for key in expected if key[0] == file and key[1] == "annotations"}
        problems += [
            f"{document} is there {text.count(document)} times"
            for document in documents
            if text.count(f'"id": "{document}"') != 1
        ]
    return problems


def leftovers(repository: Repository) -> list[str]:
    """Return the temporary files that a next write does not clear away."""
    for file in (*ARTICLES, CLAIM):
        repository.apply([Change(file, "state", "state", "position", 1)])
    found = [unfinished(repository.path(file)) for file in (*ARTICLES, CLAIM)]
    return [f"{path} is left over" for paths in found for path in paths]


def main(folder: str, rounds: str, seed: str, kind: str) -> None:
    """Run one trial and print its report."""
    root = Path(folder)
    places = Places(root / "library", root / "state", root / "cache", root / "config.toml")
    if kind == "ours":
        report = run(Repository.open(places), int(rounds), int(seed), until_a_problem=False)
        report.problems += leftovers(Repository.open(places))
    else:
        report = run(InPlaceStore(root), int(rounds), int(seed), until_a_problem=True)
    report.problems = report.problems[:20]
    json.dump(asdict(report), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
