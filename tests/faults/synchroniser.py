"""A file synchroniser that brings another device's version of a record in the middle of a save.

As Syncthing does, the synchroniser replaces the version it knows, and keeps one that it does not
know under a conflict name. The kind of trial says when it comes: at any `point`, the save being
stopped after each of its system calls in turn; or between reading and writing, and then the save
meets `kills` or `errors`.
"""

import copy
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from reader.model.stamps import next_stamp
from reader.storage.atomic_json import encode, read_tables
from reader.storage.base import Change
from reader.storage.merge import apply_change, largest_stamp
from reader.storage.migrations import new_tables
from tests.faults.calls import ERRORS, Fault, at_each, drawn
from tests.faults.check import Message, Report
from tests.faults.child import Around, Child
from tests.faults.kills import tidied
from tests.faults.plan import ARTICLES, note
from tests.faults.scenes import KILL, Scene, edit, first
from tests.faults.tracing import (
    ANY,
    DISK,
    INJECTED,
    STOPPED,
    calls_of,
    disk_calls_of,
    inject,
    traced,
)
from tests.faults.trial import Trial

_STOP = "signal=STOP"
_DEVICE = "5eed5eed"
_CONFLICT = "{}.sync-conflict-20260102-030405-ABCDEFG{}"


class Synchroniser:
    """It has seen a record, or that there is none; another device has changed that version.

    Args:
        path: The record.
    """

    def __init__(self, path: Path) -> None:
        self.changes = [note("theirs", "from afar"), note("shared", "theirs")]
        self._path = path
        self._known = _state(path)
        tables = read_tables(path) or new_tables()
        for change in self.changes:
            stamp = next_stamp(largest_stamp(tables), _DEVICE)
            table = tables.setdefault(change.table, {})
            document = table.get(change.document, {"id": change.document})
            table[change.document] = apply_change(document, change.field, change.value, stamp)
        self._content = encode(tables)

    def bring(self) -> None:
        """Put the other device's version in place."""
        self._path.parent.mkdir(exist_ok=True, parents=True)
        temporary = self._path.with_name(f".syncthing.{self._path.name}.tmp")
        temporary.write_bytes(self._content)
        if _state(self._path) != self._known:
            conflict = _CONFLICT.format(self._path.stem, self._path.suffix)
            self._path.rename(self._path.with_name(conflict))
        temporary.rename(self._path)


def _state(path: Path) -> tuple[int, int] | None:
    if not path.exists():
        return None
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


class Save(NamedTuple):
    """A save in the middle of which it came.

    Attributes:
        folder: The library.
        brought: What another device had changed.
        heard: What the child said.
        log: Its system calls.
        status: How it ended.
    """

    folder: Path
    brought: list[Change]
    heard: list[Message]
    log: str
    status: int


def run(trial: Trial) -> Report:
    """Let it come in a save to a record that is there, and in one to a record that is not.

    `rounds` is how many points or faults at most for each of the two.
    """
    report = Report()
    for make in (edit, first):
        scene = make(trial)
        for fault in drawn(_faults(trial, scene), trial):
            _try(trial, scene, report, fault)
            if trial.until_lost and report.problems:
                return report
    return report


def _faults(trial: Trial, scene: Scene) -> list[Fault]:
    if trial.kind == "point":
        return at_each(calls_of(scene.log(trial)), _STOP)
    known, faults = (calls_of, (KILL,)) if trial.kind == "kills" else (disk_calls_of, ERRORS)
    which = ANY if trial.kind == "kills" else DISK
    log = _save(trial, scene, ("-e", f"trace={which}")).log
    # Those before it comes are the calls of any save.
    before = known(log.partition(STOPPED)[0])
    return at_each(known(log), *faults)[len(before) * len(faults) :]


def _try(trial: Trial, scene: Scene, report: Report, fault: Fault) -> None:
    what, call, number = fault
    save = _save(trial, scene, inject(call, what, number))
    ledger = copy.deepcopy(scene.ledger)
    ledger.take(scene.plan, save.heard)
    ledger.expect(save.brought)
    # A version under a conflict name, or in a leftover file, is taken in with the next save.
    problems = tidied(trial, save.folder, ledger)
    if STOPPED not in save.log or (what != _STOP and save.status == 0 and INJECTED not in save.log):
        problems.append(f"was not met:\n{save.log}")
    report.count(f"{what} in {call} {number}: {problem}" for problem in problems)
    report.take(ledger)


def _save(trial: Trial, scene: Scene, options: Sequence[str]) -> Save:
    folder = scene.copied(trial)
    path = trial.open(folder).path(ARTICLES[0])
    around: Around = nullcontext if trial.kind == "point" else partial(_stopping, path.parent)
    synchroniser = Synchroniser(path)
    with (
        Child(trial.open(folder), scene.plan, around) as child,
        traced(child, trial.folder / "stop.log", *options) as trace,
    ):
        child.go()
        trace.wait_for(STOPPED, child.ended)
        synchroniser.bring()
        child.send(signal.SIGCONT)
        heard = child.hear_all()
    return Save(folder, synchroniser.changes, heard, trace.log, child.wait())


@contextmanager
def _stopping(folder: Path) -> Iterator[None]:
    """Stop this process once, when it is about to make its first file in a folder."""
    stopped: list[str] = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or stopped or not isinstance(arguments[0], str | Path):
            return
        if arguments[2] & os.O_CREAT and Path(arguments[0]).parent == folder:
            stopped.append(event)
            os.kill(os.getpid(), signal.SIGSTOP)

    sys.addaudithook(hook)
    yield
