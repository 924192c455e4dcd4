"""A kill, or an error, at every single system call of one save."""

import copy
import random
from collections.abc import Sequence

from tests.faults.check import Report
from tests.faults.child import Child
from tests.faults.kills import tidied
from tests.faults.scenes import KILL, Scene, after_a_kill, edit, first
from tests.faults.tracing import DISK, INJECTED, calls_of, disk_calls_of, inject, traced
from tests.faults.trial import Trial

ERRORS = ("error=EIO", "error=ENOSPC", "error=EMFILE")

Fault = tuple[str, str, int]
"""What is put into a call, the call, and its number among those of its name."""

_TRACES = 3
"""Saves that are looked at to know the calls that each of them makes."""


def run(trial: Trial) -> Report:
    """Put each fault into each call of a save to a record that is there, that is not, and to one
    beside which an interrupted save has left its file.

    `rounds` is how many of them at most for each of the three; `kind` is `kills` or `errors`.
    """
    report = Report()
    for make in (edit, first, after_a_kill):
        scene = make(trial)
        for fault in drawn(_faults(trial, scene), trial):
            _try(trial, scene, report, fault)
            if trial.until_lost and report.problems:
                return report
    return report


def drawn(faults: list[Fault], trial: Trial) -> list[Fault]:
    """Return all of the faults, or as many as there are to be rounds."""
    return random.Random(trial.seed).sample(faults, min(trial.rounds, len(faults)))


def _faults(trial: Trial, scene: Scene) -> list[Fault]:
    if trial.kind == "kills":
        return at_each(steady(*(calls_of(scene.log(trial)) for _ in range(_TRACES))), KILL)
    return at_each(disk_calls_of(scene.log(trial, DISK)), *ERRORS)


def steady(calls: Sequence[str], *others: Sequence[str]) -> list[str]:
    """Return the calls of a save that others of the same save make as often.

    The interpreter now and then asks for random bytes, or names a thread, once more.
    """
    return [
        call
        for place, call in enumerate(calls, 1)
        if all(calls[:place].count(call) <= other.count(call) for other in others)
    ]


def at_each(calls: Sequence[str], *faults: str) -> list[Fault]:
    """Return each fault at each of the calls, which are named in their order."""
    return [
        (fault, call, calls[:place].count(call))
        for place, call in enumerate(calls, 1)
        for fault in faults
    ]


def _try(trial: Trial, scene: Scene, report: Report, fault: Fault) -> None:
    folder = scene.copied(trial)
    ledger = copy.deepcopy(scene.ledger)
    what, call, number = fault
    with Child(trial.open(folder), scene.plan) as child:
        with traced(child, trial.folder / "fault.log", *inject(call, what, number)) as trace:
            child.go()
            heard = child.hear_all()
        hit = child.wait() != 0 if what == KILL else INJECTED in trace.log
    ledger.take(scene.plan, heard)
    problems = ledger.problems(trial.open(folder)) or tidied(trial, folder, ledger)
    if not hit:
        problems.append(f"was not met:\n{trace.log}")
    report.count(f"{what} in {call} {number}: {problem}" for problem in problems)
    report.take(ledger)
