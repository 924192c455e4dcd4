"""A file synchroniser that brings another device's version of a record in the middle of a save.

The save is stopped after each of its system calls in turn. As Syncthing does, the synchroniser
replaces the version it knows, and keeps one that it does not know under a conflict name.
"""

import copy
import os
import signal
from pathlib import Path

from reader.model.stamps import next_stamp
from reader.storage.atomic_json import encode, read_tables
from reader.storage.merge import apply_change, largest_stamp
from reader.storage.migrations import new_tables
from tests.faults.calls import Fault, at_each, drawn
from tests.faults.check import Report
from tests.faults.child import Child
from tests.faults.kills import tidied
from tests.faults.plan import ARTICLES, note
from tests.faults.scenes import Scene, edit, first
from tests.faults.tracing import calls_of, inject, traced
from tests.faults.trial import Trial

_STOP = "signal=STOP"
_STOPPED = "--- stopped by SIGSTOP ---"
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


def run(trial: Trial) -> Report:
    """Let it come at each point of a save to a record that is there, and to one that is not.

    `rounds` is how many points at most for each of the two.
    """
    report = Report()
    for make in (edit, first):
        scene = make(trial)
        for fault in drawn(list(at_each(calls_of(scene.log(trial)), _STOP)), trial):
            _try(trial, scene, report, fault)
            if trial.until_lost and report.problems:
                return report
    return report


def _try(trial: Trial, scene: Scene, report: Report, fault: Fault) -> None:
    folder = scene.copied(trial)
    ledger = copy.deepcopy(scene.ledger)
    synchroniser = Synchroniser(trial.open(folder).path(ARTICLES[0]))
    what, call, number = fault
    with (
        Child(trial.open(folder), scene.plan) as child,
        traced(child, trial.folder / "stop.log", *inject(call, what, number)) as trace,
    ):
        child.go()
        met = trace.wait_for(_STOPPED, child.ended)
        synchroniser.bring()
        os.kill(child.pid, signal.SIGCONT)
        heard = child.hear_all()
    ledger.take(scene.plan, heard)
    ledger.expect(synchroniser.changes)
    # A version under a conflict name is taken in with the next save.
    problems = tidied(trial, folder, ledger)
    if not met:
        problems.append("was not met")
    report.count(f"after {call} {number}: {problem}" for problem in problems)
    report.take(ledger)
