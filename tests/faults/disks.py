"""A disk that is full, over and over, with room made in between.

`kind` is `tmpfs`, `ext4` or `limit` (no file may grow beyond a size). The first two must run as
root, in a mount namespace of their own.
"""

import os
import random
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from reader.storage.base import Change
from tests.faults.check import Ledger, Report
from tests.faults.child import Around, Child
from tests.faults.kills import tidied
from tests.faults.plan import ARTICLES, note
from tests.faults.power import Disk
from tests.faults.trial import Trial

_SIZE = "16M"
"""Large enough that a store which keeps some space in reserve does so."""
_SAVES = 60
_LONGEST = 4_000
_BLOCK = 1024
_LARGEST_LIMIT = 30_000


def run(trial: Trial) -> Report:
    """Save until the disk is full; then look, make room, and save again."""
    report = Report()
    folder = trial.fresh_folder("disk")
    if trial.kind == "tmpfs":
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "none", folder], check=True)
    elif trial.kind == "ext4":
        folder = Disk(trial.folder / "small.img", _SIZE).folder
    while trial.goes_on(report):
        _fill_once(trial, folder / f"{report.tried}", report)
    return report


def _fill_once(trial: Trial, folder: Path, report: Report) -> None:
    chance = random.Random(trial.seed * 100_000 + report.tried)
    folder.mkdir()
    before = [note("before", "there is room")]
    trial.open(folder).apply(before)
    filler = folder / "filler"
    around: Around = partial(_limited, chance)
    if trial.kind != "limit":
        around = partial(_filled, filler, chance)
    plan = [[_change(chance, number)] for number in range(_SAVES)]
    ledger = Ledger()
    ledger.expect(before)
    with Child(trial.open(folder), plan, around) as child:
        child.go()
        ledger.take(plan, child.hear_all())
    problems = ledger.problems(trial.open(folder))
    filler.unlink(missing_ok=True)
    report.count(problems or tidied(trial, folder, ledger))
    report.take(ledger)
    for file in sorted(folder.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()


def _change(chance: random.Random, number: int) -> Change:
    """Return the writing of a note that is longer or shorter than the one before."""
    text = f"{number} " + "x" * chance.randrange(_LONGEST)
    return Change(ARTICLES[number % 2], "annotations", f"{number % 7}", "note", text)


@contextmanager
def _filled(filler: Path, chance: random.Random) -> Iterator[None]:
    """Leave no room on the disk, or a few blocks, or a lot."""
    room = chance.choice([0, 0, 1, 2, 4, 8, 40]) * _BLOCK
    with filler.open("ab", buffering=0) as file:
        for block in (256 * _BLOCK, _BLOCK):
            with suppress(OSError):
                while True:
                    file.write(bytes(block))
        os.ftruncate(file.fileno(), max(0, file.tell() - room))
    yield
    filler.unlink()


@contextmanager
def _limited(chance: random.Random) -> Iterator[None]:
    """Let no file grow beyond some size."""
    size = chance.randrange(1, _LARGEST_LIMIT)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
