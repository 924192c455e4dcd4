"""Folders that may not be written to, and a disk that has become read-only.

As root the trial must run `LIKE_ANYBODY`; for the disk, it must be able to mount.
"""

import stat
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.faults.check import Ledger, Report
from tests.faults.child import Child
from tests.faults.kills import tidied
from tests.faults.plan import ARTICLES, note
from tests.faults.trial import Trial

LIKE_ANYBODY = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner")
"""Runs a command as root without root's right to every file."""

# Each with what may no longer be written to then, at the ends of the names.
_PLACES = {
    "an article": ("articles/a-000000",),
    "the articles": ("articles",),
    "the library": ("library",),
    "the state": ("state",),
    "everything": ("library", "articles", "articles/a-000000", "state"),
}

_CAUSE = "not be written to"


def run(trial: Trial) -> Report:
    """Save where one may not; then give the right back, and save again.

    `kind` is `folders` or `disk`.
    """
    report = Report()
    if trial.kind == "folders":
        for name, places in _PLACES.items():
            folder = trial.fresh_folder(name)
            _try(trial, folder, _unwritable(folder, places), report)
    else:
        disk = trial.fresh_folder("disk")
        _mount("-t", "tmpfs", "-o", "size=8m", "none", str(disk))
        _try(trial, disk, _read_only(disk), report)
    return report


def _try(trial: Trial, folder: Path, fault: AbstractContextManager[None], report: Report) -> None:
    before = [note("first", "as it was")]
    plan = [[note("first", "as it is")], [note("other", "new", ARTICLES[1])]]
    trial.open(folder).apply(before)
    ledger = Ledger()
    ledger.expect(before)
    with fault:
        with Child(trial.open(folder), plan) as child:
            child.go()
            heard = child.hear_all()
        ledger.take(plan, heard)
        problems = ledger.problems(trial.open(folder))
        whys = [each.why for each in heard if each.word == "refused"]
        problems += [f"{why} names no cause" for why in whys if _CAUSE not in why]
    report.count(problems or tidied(trial, folder, ledger))
    report.take(ledger)


@contextmanager
def _unwritable(folder: Path, places: Sequence[str]) -> Iterator[None]:
    chosen = [
        each
        for each in folder.rglob("*")
        if any(str(each).endswith(f"/{place}") for place in places)
    ]
    for each in chosen:
        each.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        yield
    finally:
        for each in chosen:
            each.chmod(stat.S_IRWXU)


@contextmanager
def _read_only(disk: Path) -> Iterator[None]:
    _mount("-o", "remount,ro", str(disk))
    try:
        yield
    finally:
        _mount("-o", "remount,rw", str(disk))


def _mount(*options: str) -> None:
    subprocess.run(["mount", *options], check=True)
